import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type ExerciseDefinition, focusValues, type Role, roleValues } from '@rejoin/domain';
import { graphqlEnum, JsonObject } from '../../platform/graphql/index.js';
import { OwnExercise } from './own-exercise.types.js';

/** Where an exercise of the library comes from. */
export const exerciseOrigins = ['BUILT_IN', 'PRACTICE', 'PERSONAL'] as const;
export type ExerciseOrigin = (typeof exerciseOrigins)[number];

const ExerciseFocuses = graphqlEnum(
  'ExerciseFocus',
  focusValues,
  'What an exercise works on: what happens after a rupture, or how one meets oneself.',
);

export const Roles = graphqlEnum(
  'ExerciseRole',
  roleValues,
  'Which side of an exercise for two a person has. The clinician sets it.',
);

const ExerciseOrigins = graphqlEnum(
  'ExerciseOrigin',
  exerciseOrigins,
  'Whose an exercise is: everybody’s, the practice’s, or one clinician’s own.',
);

@ObjectType({ description: 'An exercise as the library lists it to clinicians.' })
export class ExerciseSummary {
  @Field(() => ID)
  id: string;

  @Field()
  slug: string;

  @Field()
  title: string;

  @Field(() => ExerciseOrigins)
  origin: keyof typeof ExerciseOrigins;

  @Field()
  summary: string;

  @Field(() => ExerciseFocuses)
  focus: keyof typeof ExerciseFocuses;

  @Field({ description: 'For people in joint work: needs a couple whose gate is open.' })
  isForCouples: boolean;

  @Field({ description: 'A very short piece of a few ratings or lines; never summed.' })
  isCheckIn: boolean;

  @Field(() => [Roles], { description: 'The sides it is done from: each partner is given one. Mostly none.' })
  roles: Role[];

  @Field({ description: 'It is there for the client once the clinician opens it in a session.' })
  opensInSession: boolean;

  @Field(() => [String], { description: 'The moments it is for: doorways of the exercise format.' })
  doorways: string[];

  @Field(() => Int, { description: 'An honest upper value.' })
  minutes: number;

  @Field(() => [String], { description: 'Caution codes of the exercise format.' })
  cautions: string[];

  @Field({ description: 'When not to assign it; shown before assigning.' })
  contraindications: string;

  @Field({ description: 'What the clinician will see of what is written.' })
  sees: string;

  @Field(() => [String], { description: 'The languages it is complete in.' })
  languages: string[];

  @Field({
    description: 'Every word of it once, in lower case: what a search over the library looks through.',
  })
  words: string;
}

@ObjectType({ description: 'An exercise version whole, in the exercise format of @rejoin/domain.' })
export class ExerciseContent {
  @Field(() => ID)
  id: string;

  @Field()
  slug: string;

  @Field(() => Int)
  version: number;

  @Field(() => JsonObject)
  definition: ExerciseDefinition;
}

@ObjectType({ description: 'An exercise of the library whole, as it is given now.' })
export class LibraryExercise extends ExerciseContent {
  @Field(() => OwnExercise, { nullable: true, description: 'None for a built-in.' })
  own: OwnExercise | null;
}
