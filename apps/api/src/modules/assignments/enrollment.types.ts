import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Language, Role } from '@rejoin/domain';
import { Languages } from '../accounts/index.js';
import {
  DateTime,
  FlagField,
  graphqlEnum,
  IdField,
  ListField,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { ProgramWeekType, Roles } from '../exercises/index.js';
import { type WeekOpening, weekOpenings } from './enrollment.lifecycle.js';

const WeekOpenings = graphqlEnum(
  'WeekOpening',
  weekOpenings,
  'What opens the next week: only the clinician’s hand, or also that all of the last one was reviewed.',
);

@ObjectType('EnrollmentWeek', {
  description: 'A week on one way through a program, in the order it is meant to come.',
})
export class EnrollmentWeekType {
  @Field(() => ID)
  id: string;

  @Field(() => ProgramWeekType, { nullable: true, description: 'Absent: a week of rest.' })
  week: ProgramWeekType | null;

  @Field(() => DateTime, { nullable: true })
  openedAt: string | null;

  @Field()
  isSkipped: boolean;
}

@ObjectType('Enrollment', {
  description: 'A course of care on its way through a program. Weeks wait as long as they take.',
})
export class EnrollmentType {
  @Field(() => ID)
  id: string;

  @Field()
  programTitle: string;

  @Field()
  programSlug: string;

  @Field(() => WeekOpenings)
  opens: WeekOpening;

  @Field(() => String, {
    nullable: true,
    description: 'The group it was begun in, for whoever made the group.',
  })
  cohortName: string | null;

  @Field(() => DateTime)
  enrolledAt: string;

  @Field(() => DateTime, { nullable: true })
  endedAt: string | null;

  @Field(() => [EnrollmentWeekType])
  weeks: EnrollmentWeekType[];

  @Field()
  viewerCanOpenNext: boolean;
}

@ObjectType({ description: 'One client of a group. Nobody in it sees anybody else.' })
export class CohortMember {
  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field(() => EnrollmentType)
  enrollment: EnrollmentType;
}

@ObjectType('Cohort', {
  description: 'A workshop group: clients of the viewer who began a program together.',
})
export class CohortType {
  @Field(() => ID)
  id: string;

  @Field({ description: 'As the viewer named it; its members never see it.' })
  name: string;

  @Field()
  programTitle: string;

  @Field(() => [CohortMember], { description: 'Those still in the viewer’s care, by name.' })
  members: CohortMember[];

  @Field()
  viewerCanOpenNext: boolean;
}

@ObjectType({ description: 'A program as its client walks it: what is open, and that the rest can wait.' })
export class OwnProgram {
  @Field(() => ID, { description: 'The enrollment.' })
  id: string;

  @Field(() => Languages, {
    description: 'What it is walked in: the client’s own, where all of it is complete in it.',
  })
  language: Language;

  @Field()
  title: string;

  @Field(() => Int, { description: 'Weeks opened so far.' })
  openedCount: number;

  @Field(() => Int)
  weekCount: number;

  @Field(() => String, { nullable: true, description: 'Of the week opened last; absent in a week of rest.' })
  weekTitle: string | null;

  @Field(() => String, { nullable: true })
  line: string | null;
}

@InputType()
export class EnrollInProgramInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  episodeId: string;

  @TextField({ max: 80 })
  programSlug: string;

  @ValueField(() => WeekOpenings, {
    description: 'For a couple only BY_HAND: anything else would tell of the other.',
  })
  opens: WeekOpening;

  @FlagField({ description: 'Opens the first week at once.' })
  isBegun: boolean;
}

@InputType()
export class EnrollCohortInput {
  @IdField()
  idempotencyKey: string;

  @TextField({ max: 80, description: 'Only the one who makes the group sees it.' })
  name: string;

  @TextField({ max: 80 })
  programSlug: string;

  @ListField(() => ID, { min: 1, max: 30, description: 'Clients in the viewer’s individual care.' })
  clientIds: string[];

  @FlagField({ description: 'Opens the first week at once.' })
  isBegun: boolean;
}

@InputType({ description: 'Whose side is whose in an exercise that a week gives.' })
export class WeekRoleInput {
  @TextField({ max: 80 })
  exerciseSlug: string;

  @IdField()
  clientId: string;

  @ValueField(() => Roles)
  role: Role;
}

@InputType()
export class OpenNextWeekInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  enrollmentId: string;

  @ListField(() => WeekRoleInput, {
    min: 0,
    max: 30,
    nullable: true,
    description: 'A role for each in every exercise of the week that has roles; absent elsewhere.',
  })
  roles?: WeekRoleInput[] | null;
}

@InputType()
export class OpenCohortWeekInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  cohortId: string;
}

@InputType()
export class CloseWeekInput {
  @IdField()
  idempotencyKey: string;

  @IdField({ description: 'The week that was opened less than ten seconds ago.' })
  weekId: string;
}

@InputType()
export class ArrangedWeekInput {
  @IdField({ nullable: true, description: 'A week that is still to come; absent: a new week of rest.' })
  weekId?: string | null;

  @FlagField()
  isSkipped: boolean;
}

@InputType()
export class ArrangeWeeksInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  enrollmentId: string;

  @ListField(() => ArrangedWeekInput, {
    max: 52,
    description: 'The weeks still to come, in their new order.',
  })
  weeks: ArrangedWeekInput[];
}

@InputType()
export class EndEnrollmentInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  enrollmentId: string;
}

@InputType()
export class RestoreEnrollmentInput extends EndEnrollmentInput {}

@ObjectType()
export class EnrollmentPayload extends Payload {
  @Field(() => EnrollmentType, { nullable: true })
  enrollment?: EnrollmentType | null;
}

@ObjectType()
export class CohortPayload extends Payload {
  @Field(() => CohortType, { nullable: true })
  cohort?: CohortType | null;
}
