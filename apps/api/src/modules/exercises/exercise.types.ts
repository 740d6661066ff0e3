import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ExerciseDefinition } from '@rejoin/domain';
import { JsonObject } from '../../platform/graphql/index.js';

@ObjectType({ description: 'An exercise as the library lists it to clinicians.' })
export class ExerciseSummary {
  @Field(() => ID)
  id: string;

  @Field()
  slug: string;

  @Field()
  title: string;

  @Field()
  summary: string;

  @Field(() => Int, { description: 'An honest upper value.' })
  minutes: number;

  @Field(() => [String], { description: 'Caution codes of the exercise format.' })
  cautions: string[];

  @Field({ description: 'When not to assign it; shown before assigning.' })
  contraindications: string;

  @Field({ description: 'What the clinician will see of what is written.' })
  sees: string;
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
