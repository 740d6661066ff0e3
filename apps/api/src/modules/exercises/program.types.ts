import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { type ProgramCare, programCareValues, type Role } from '@rejoin/domain';
import { graphqlEnum, IdField, Payload, TextField } from '../../platform/graphql/index.js';
import { Roles } from './exercise.types.js';

const ProgramCares = graphqlEnum('ProgramCare', programCareValues, 'Whom a program is for.');

@ObjectType({ description: 'An exercise as a program’s week names it.' })
export class ProgramExercise {
  @Field()
  slug: string;

  @Field()
  title: string;

  @Field(() => Int, { description: 'An honest upper value.' })
  minutes: number;

  @Field({ description: 'Given anew each week from here on.' })
  isWeekly: boolean;

  @Field({ description: 'Begun in the session, where the clinician opens it.' })
  isInSession: boolean;

  @Field(() => [Roles], {
    description: 'Where it has two sides: whoever opens its week says whose is which.',
  })
  roles: Role[];
}

@ObjectType('ProgramWeek', {
  description: 'A week of a program: a suggestion, which waits until it is opened.',
})
export class ProgramWeekType {
  @Field()
  key: string;

  @Field()
  title: string;

  @Field({ description: 'For the clinician, before opening it.' })
  note: string;

  @Field(() => [ProgramExercise])
  exercises: ProgramExercise[];
}

@ObjectType('Program', {
  description: 'Some weeks of exercises that build on each other, as the library lists them.',
})
export class ProgramType {
  @Field(() => ID)
  id: string;

  @Field()
  slug: string;

  @Field()
  title: string;

  @Field()
  summary: string;

  @Field(() => ProgramCares)
  care: ProgramCare;

  @Field({ description: 'When not to begin it.' })
  contraindications: string;

  @Field(() => [String], { description: 'The languages it and all its exercises are complete in.' })
  languages: string[];

  @Field(() => [ProgramWeekType])
  weeks: ProgramWeekType[];

  @Field({ description: 'The practice shows it first: its theme for now.' })
  isPinned: boolean;
}

@InputType()
export class PinProgramInput {
  @IdField()
  idempotencyKey: string;

  @TextField({ max: 80, nullable: true, description: 'Absent: nothing is pinned any more.' })
  slug?: string | null;
}

@ObjectType()
export class PinProgramPayload extends Payload {
  @Field(() => [ProgramType], { nullable: true })
  programs?: ProgramType[] | null;
}
