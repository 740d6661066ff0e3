import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import {
  type AssignmentRhythm,
  mostTurns,
  mostWeeksBetween,
  type RhythmKind,
  rhythmKinds,
  type Weekday,
  weekdays,
} from '@rejoin/domain';
import { graphqlEnum, IntField, ListField, LocalDate, ValueField } from '../../platform/graphql/index.js';

const RhythmKinds = graphqlEnum(
  'RhythmKind',
  rhythmKinds,
  'How often an exercise is given: once, anew before each session, by weeks or months, or when it happens.',
);
const Weekdays = graphqlEnum('Weekday', weekdays, 'A day of the week, which begins on Monday.');

@ObjectType('AssignmentRhythm', { description: 'By which rule the turns of an assignment come.' })
export class AssignmentRhythmType implements AssignmentRhythm {
  @Field(() => RhythmKinds)
  kind: RhythmKind;

  @Field(() => LocalDate, { description: 'The day it counts from.' })
  startsOn: string;

  @Field(() => Int, { description: 'WEEKLY: in every week, in every other one, and so on.' })
  everyWeeks: number;

  @Field(() => [Weekdays], { description: 'WEEKLY: on these days; none: on the weekday of startsOn.' })
  weekdays: readonly Weekday[];

  @Field(() => Int, {
    nullable: true,
    description: 'MONTHLY: on this day, or on the last one of a shorter month.',
  })
  monthDay: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'The last day on which a turn may come.' })
  endsOn: string | null;

  @Field(() => Int, { nullable: true, description: 'How many turns there are in all.' })
  endsAfter: number | null;
}

@InputType({ description: 'A rhythm that counts from today. What its kind does not know is left out.' })
export class AssignmentRhythmInput {
  @ValueField(() => RhythmKinds)
  kind: RhythmKind;

  @IntField({ min: 1, max: mostWeeksBetween, nullable: true, description: 'Absent: 1.' })
  everyWeeks?: number | null;

  @ListField(() => Weekdays, { max: weekdays.length, nullable: true })
  weekdays?: Weekday[] | null;

  @IntField({ min: 1, max: 31, nullable: true })
  monthDay?: number | null;

  @ValueField(() => LocalDate, { nullable: true })
  endsOn?: string | null;

  @IntField({ min: 1, max: mostTurns, nullable: true })
  endsAfter?: number | null;
}

@ObjectType({ description: 'From and until these days, both included.' })
export class Holiday {
  @Field(() => LocalDate)
  from: string;

  @Field(() => LocalDate)
  until: string;
}

@InputType()
export class HolidayInput {
  @ValueField(() => LocalDate)
  from: string;

  @ValueField(() => LocalDate)
  until: string;
}
