import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { type JointFeeling, jointFeelings, type Role, type Step } from '@rejoin/domain';
import { GraphQLJSON } from 'graphql-scalars';
import {
  DateTime,
  graphqlEnum,
  IdField,
  IntField,
  JsonField,
  ListField,
  Payload,
  ValueField,
} from '../../platform/graphql/index.js';
import { Roles } from '../exercises/index.js';

const sittingStates = ['UNDER_WAY', 'STOPPED', 'FINISHED'] as const;
const SittingStates = graphqlEnum(
  'JointSittingState',
  sittingStates,
  'Whether partners are in it now. It says nothing of who stopped.',
);
const moves = ['ON', 'BACK', 'STOP'] as const;
export type JointMove = (typeof moves)[number];
const Moves = graphqlEnum('JointMove', moves, 'From one place to the next or the one before, or to the end.');
const Feelings = graphqlEnum(
  'JointFeeling',
  jointFeelings,
  'How it was for one person, the day after. Never summed and never compared.',
);

@ObjectType('JointSitting', { description: 'Where everyone who does it together is.' })
export class JointSittingType {
  @Field(() => Int, { description: 'Which time it is that they sit down to it, counted from one.' })
  nth: number;

  @Field(() => Int, { description: 'Counted from zero.' })
  place: number;

  @Field(() => SittingStates)
  state: (typeof sittingStates)[number];

  @Field(() => Int, { description: 'How much is kept of it: whoever has less asks for it anew.' })
  noteCount: number;
}

@ObjectType({ description: 'What partners do together of something that is open to them.' })
export class JointGuide {
  @Field(() => ID, { description: 'The joint part.' })
  id: string;

  @Field()
  title: string;

  @Field({ description: 'The language it is spoken in.' })
  language: string;

  @Field(() => [GraphQLJSON], {
    description: 'Steps of @rejoin/domain, in their order; none: nothing to do.',
  })
  steps: Step[];

  @Field(() => Roles, { nullable: true, description: 'The viewer’s own, where the exercise has roles.' })
  role: Role | null;

  @Field(() => JointSittingType, { nullable: true, description: 'Absent until somebody began.' })
  sitting: JointSittingType | null;
}

@ObjectType('JointNote', { description: 'What partners keep of one question. It is the couple’s.' })
export class JointNoteType {
  @Field(() => ID)
  id: string;

  @Field()
  key: string;

  @Field()
  kind: string;

  @Field()
  wording: string;

  @Field({ description: 'The language it was asked and answered in.' })
  language: string;

  @Field(() => GraphQLJSON)
  value: unknown;

  @Field(() => DateTime)
  keptAt: string;
}

@ObjectType({ description: 'That partners kept something of what they did together: no text.' })
export class KeptTogether {
  @Field(() => ID, { description: 'The joint part.' })
  id: string;

  @Field()
  title: string;

  @Field(() => DateTime)
  keptAt: string;
}

@ObjectType({ description: 'Something done together, of which the viewer alone is asked how it was.' })
export class JointCheckToAsk {
  @Field(() => ID, { description: 'The joint part.' })
  id: string;

  @Field(() => Int, { description: 'Which time of doing it is meant.' })
  nth: number;

  @Field()
  title: string;
}

@ObjectType({ description: 'A client who asked to be talked with after something done together.' })
export class AskedToTalk {
  @Field(() => ID)
  jointPartId: string;

  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field(() => ID)
  coupleId: string;

  @Field()
  coupleName: string;

  @Field()
  title: string;

  @Field(() => DateTime)
  askedAt: string;
}

@ObjectType({ description: 'How something done together was for one of them. No partner meets it.' })
export class JointRecordCheck {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field(() => Feelings)
  feeling: JointFeeling;

  @Field(() => DateTime)
  answeredAt: string;

  @Field(() => DateTime, { nullable: true, description: 'When a clinician talked with them about it.' })
  talkedAt: string | null;
}

@ObjectType({ description: 'One time that a couple sat down to it.' })
export class JointRecordSitting {
  @Field(() => Int)
  nth: number;

  @Field(() => DateTime)
  begunAt: string;

  @Field({ description: 'To its end; any other time it was enough before.' })
  isFinished: boolean;
}

@ObjectType({ description: 'What a couple did together of one opening, as their clinician reads it.' })
export class JointRecord {
  @Field(() => ID, { description: 'The joint part.' })
  id: string;

  @Field()
  title: string;

  @Field(() => DateTime)
  openedAt: string;

  @Field(() => [JointRecordSitting])
  sittings: JointRecordSitting[];

  @Field(() => [JointNoteType])
  notes: JointNoteType[];

  @Field(() => [JointRecordCheck])
  checks: JointRecordCheck[];
}

@InputType()
export class BeginTogetherInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  jointPartId: string;
}

@InputType({
  description: 'The place it is moved from is its key: whoever moves from there second moves nothing.',
})
export class MoveTogetherInput {
  @IdField()
  jointPartId: string;

  @IntField({ min: 1, max: 32_000 })
  nth: number;

  @IntField({ min: 0, max: 1_000 })
  from: number;

  @ValueField(() => Moves)
  move: JointMove;
}

@InputType()
export class KeepTogetherInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  jointPartId: string;

  @JsonField({ description: 'Answers by the keys of their blocks, as a draft has them.' })
  answers: Record<string, unknown>;

  @ListField(() => String, {
    max: 20,
    nullable: true,
    description: 'Keys of blocks that were asked in their neutral words.',
  })
  feelsWrong?: string[] | null;
}

@InputType()
export class AnswerJointCheckInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  jointPartId: string;

  @IntField({ min: 1, max: 32_767, description: 'Which time of doing it is meant.' })
  nth: number;

  @ValueField(() => Feelings, { nullable: true, description: 'Absent: put away.' })
  feeling?: JointFeeling | null;
}

@InputType()
export class TalkedWithInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  jointPartId: string;

  @IdField()
  clientId: string;
}

@ObjectType()
export class JointSittingPayload extends Payload {
  @Field(() => JointSittingType, { nullable: true })
  sitting?: JointSittingType | null;
}

@ObjectType()
export class KeepTogetherPayload extends Payload {
  @Field(() => [JointNoteType], { nullable: true })
  notes?: JointNoteType[] | null;
}

@ObjectType()
export class AnswerJointCheckPayload extends Payload {}

@ObjectType()
export class TalkedWithPayload extends Payload {
  @Field(() => [AskedToTalk], { nullable: true, description: 'Who is still to be talked with.' })
  askedToTalk?: AskedToTalk[] | null;
}
