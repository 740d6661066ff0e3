import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { type ExerciseDefinition, limits } from '@rejoin/domain';
import {
  DateTime,
  graphqlEnum,
  IdField,
  IntField,
  JsonField,
  JsonObject,
  Payload,
  TextField,
} from '../../platform/graphql/index.js';
import { exerciseScopes } from './exercise.entity.js';

const ExerciseScopes = graphqlEnum(
  'ExerciseScope',
  exerciseScopes,
  'Who finds an own exercise: its owner alone, or every clinician of the practice.',
);

@ObjectType({ description: 'An exercise of the practice’s own, as it stands.' })
export class OwnExercise {
  @Field(() => ID)
  id: string;

  @Field()
  slug: string;

  @Field({ description: 'Of what was written last.' })
  title: string;

  @Field(() => ExerciseScopes)
  scope: keyof typeof ExerciseScopes;

  @Field()
  ownerName: string;

  @Field({ description: 'The one who asks made it, and decides who else finds it.' })
  isMine: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that is given from now on; none before the first.',
  })
  version: number | null;

  @Field({ description: 'Something is written that is not published yet.' })
  hasDraft: boolean;

  @Field(() => DateTime)
  savedAt: Date;

  @Field(() => DateTime, { nullable: true, description: 'It was put away: nobody finds it in the library.' })
  archivedAt: Date | null;
}

@ObjectType({ description: 'One published version of an own exercise.' })
export class PublishedVersion {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  version: number;

  @Field(() => DateTime)
  publishedAt: Date;

  @Field()
  publishedByName: string;

  @Field(() => String, { nullable: true, description: 'What became different, by whoever published it.' })
  note: string | null;
}

@ObjectType({ description: 'An own exercise on the desk of whoever writes it.' })
export class ExerciseDraft {
  @Field(() => ID)
  id: string;

  @Field(() => OwnExercise)
  exercise: OwnExercise;

  @Field(() => JsonObject, {
    description: 'What was written last; texts in it may still be blank. Without a draft, the published one.',
  })
  definition: ExerciseDefinition;

  @Field(() => Int, { description: 'To be sent along when it is saved or published.' })
  revision: number;

  @Field({ description: 'Who saved it last.' })
  savedByName: string;

  @Field(() => JsonObject, { nullable: true, description: 'The version that is given from now on.' })
  published: ExerciseDefinition | null;

  @Field(() => JsonObject, {
    nullable: true,
    description: 'What it was made from: who may read an answer can only become narrower than there.',
  })
  base: ExerciseDefinition | null;

  @Field(() => [PublishedVersion], { description: 'The latest first.' })
  versions: PublishedVersion[];
}

@ObjectType({ description: 'Something that keeps an exercise from being published or brought in.' })
export class ExerciseProblem {
  @Field({ description: 'The place in the exercise, such as steps.0.blocks.0.prompt.en.' })
  path: string;

  @Field({ description: 'What it is, to be read after the place: "is missing".' })
  message: string;

  @Field(() => Int, { nullable: true, description: 'The line of the file.' })
  line: number | null;
}

@ObjectType({ description: 'An exercise as one readable file.' })
export class ExerciseFile {
  @Field(() => ID)
  id: string;

  @Field({ description: 'What the file may be called.' })
  name: string;

  @Field({ description: 'YAML, in the library’s own format.' })
  text: string;
}

@InputType()
export class DuplicateExerciseInput {
  @IdField()
  idempotencyKey: string;

  @TextField({ max: 80, description: 'The exercise it is made from.' })
  slug: string;
}

@InputType()
export class SaveExerciseDraftInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  exerciseId: string;

  @IntField({ min: 1, max: 1_000_000, description: 'The revision it was written on.' })
  baseRevision: number;

  @JsonField({ description: 'The whole exercise. Texts may be blank for now.' })
  definition: Record<string, unknown>;
}

@InputType()
export class PublishExerciseInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  exerciseId: string;

  @IntField({ min: 1, max: 1_000_000, description: 'The revision that was looked at.' })
  revision: number;

  @TextField({ max: limits.versionNote, nullable: true, description: 'What became different.' })
  note?: string | null;
}

/** What an act about one own exercise takes. */
@InputType({ isAbstract: true })
export abstract class OwnExerciseInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  exerciseId: string;
}

@InputType()
export class ArchiveExerciseInput extends OwnExerciseInput {}

@InputType()
export class RestoreExerciseInput extends OwnExerciseInput {}

@InputType()
export class ShareExerciseWithPracticeInput extends OwnExerciseInput {}

@InputType()
export class MakeExercisePersonalInput extends OwnExerciseInput {}

@InputType()
export class ImportExerciseInput {
  @IdField()
  idempotencyKey: string;

  @TextField({ max: limits.exerciseFile, description: 'YAML, in the library’s own format.' })
  text: string;
}

@ObjectType()
export class OwnExercisePayload extends Payload {
  @Field(() => OwnExercise, { nullable: true })
  exercise: OwnExercise | null;
}

@ObjectType()
export class SaveExerciseDraftPayload extends Payload {
  @Field(() => ExerciseDraft, { nullable: true })
  draft: ExerciseDraft | null;
}

@ObjectType()
export class PublishExercisePayload extends Payload {
  @Field(() => OwnExercise, { nullable: true })
  exercise: OwnExercise | null;

  @Field(() => [ExerciseProblem], {
    nullable: true,
    description: 'Where there is one, nothing was published.',
  })
  problems: ExerciseProblem[] | null;
}

@ObjectType()
export class ImportExercisePayload extends Payload {
  @Field(() => OwnExercise, { nullable: true })
  exercise: OwnExercise | null;

  @Field(() => [ExerciseProblem], {
    nullable: true,
    description: 'Where there is one, nothing was changed.',
  })
  problems: ExerciseProblem[] | null;
}
