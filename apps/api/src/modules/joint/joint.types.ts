import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { limits } from '@rejoin/domain';
import { GraphQLJSON } from 'graphql-scalars';
import {
  DateTime,
  graphqlEnum,
  IdField,
  ListField,
  LocalDate,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { type AgreementKind, AgreementKinds } from '../accounts/index.js';
import { type OpeningPlace, openingPlaces } from './joint-part.entity.js';

const OpeningPlaces = graphqlEnum(
  'OpeningPlace',
  openingPlaces,
  'Where something is opened: in a session, or for everyone at home.',
);

@ObjectType({ description: 'One of the client’s own answers that may be opened, and what they offer of it.' })
export class OwnOffer {
  @Field()
  key: string;

  @Field({ description: 'Block kind of the exercise format.' })
  kind: string;

  @Field()
  wording: string;

  @Field(() => GraphQLJSON, { description: 'As it was shared; it stays so.' })
  value: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: 'What is offered of it; absent: nothing.' })
  offered: unknown;
}

@ObjectType({
  description: 'What a client may offer of one reflection, everything off until they say so.',
})
export class OwnOpening {
  @Field(() => ID, { description: 'The reflection.' })
  id: string;

  @Field(() => ID)
  occurrenceId: string;

  @Field()
  title: string;

  @Field({ description: 'The tag of the language its words were asked in.' })
  language: string;

  @Field(() => [OwnOffer])
  offers: OwnOffer[];

  @Field({ description: 'It became their own work: nothing of it is opened any more.' })
  isOwnWork: boolean;

  @Field({ description: 'Before it is opened. Afterwards things can only be withdrawn.' })
  viewerCanOffer: boolean;
}

@ObjectType('Release', { description: 'A block that was opened to everyone who took part.' })
export class ReleaseType {
  @Field(() => ID)
  id: string;

  @Field()
  authorName: string;

  @Field(() => Int, {
    description: 'The same for all of one author, in this answer alone: two may have one name.',
  })
  authorIndex: number;

  @Field()
  isOwn: boolean;

  @Field()
  kind: string;

  @Field()
  wording: string;

  @Field({ description: 'The tag of the language its words were asked in.' })
  language: string;

  @Field(() => GraphQLJSON)
  value: unknown;
}

@ObjectType('JointPart', { description: 'What was opened to everyone who took part, while it is open.' })
export class JointPartType {
  @Field(() => ID)
  id: string;

  @Field()
  title: string;

  @Field(() => DateTime)
  openedAt: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'From when nobody reads it any more; absent: until the therapist closes it.',
  })
  closesAt: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The viewer’s own reflection, while something of it is opened here.',
  })
  ownReflectionId: string | null;

  @Field(() => [ReleaseType], { description: 'Each author’s in the order of the exercise.' })
  releases: ReleaseType[];
}

@ObjectType({ description: 'One client’s side of a turn, as far as opening asks: no text.' })
export class OpeningSide {
  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field({ description: 'Shared something that can be opened; "not this week" is not.' })
  isIn: boolean;

  @Field(() => Int)
  offeredCount: number;

  @Field(() => ID, {
    nullable: true,
    description: 'Set where they asked that it is not opened: only the care team knows.',
  })
  askedNotToOpenId: string | null;

  @Field(() => AgreementKinds, {
    nullable: true,
    description: 'What they had accepted when they shared it, which says what may be brought in.',
  })
  agreement: AgreementKind | null;
}

@ObjectType({ description: 'One turn of a couple’s exercise, on its way to being opened.' })
export class Opening {
  @Field(() => ID)
  assignmentId: string;

  @Field()
  slot: string;

  @Field()
  title: string;

  @Field(() => DateTime, { description: 'When the turn was there to begin.' })
  givenAt: string;

  @Field(() => [OpeningSide])
  sides: OpeningSide[];

  @Field(() => ID, { nullable: true, description: 'Once it was opened.' })
  jointPartId: string | null;

  @Field(() => DateTime, { nullable: true })
  openedAt: string | null;

  @Field(() => DateTime, { nullable: true })
  closesAt: string | null;

  @Field(() => DateTime, { nullable: true })
  closedAt: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it became each one’s own work: nothing of it is opened any more.',
  })
  turnedAt: string | null;

  @Field({ description: 'It is not opened, and not each one’s own work yet.' })
  viewerCanTurn: boolean;

  @Field({
    description: 'All are in and all have offered something; whether the gate is open is asked at opening.',
  })
  viewerCanOpen: boolean;
}

@ObjectType({ description: 'A block that its author offers, as the clinician reads it before opening.' })
export class OfferedBlock {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field()
  kind: string;

  @Field()
  wording: string;

  @Field({ description: 'The tag of the language its words were asked in.' })
  language: string;

  @Field(() => GraphQLJSON)
  value: unknown;

  @Field({ description: 'In other words than were shared.' })
  isEdited: boolean;

  @Field({ description: 'It names force, threat or fear: to be read first. Nothing of this is kept.' })
  isToReadFirst: boolean;
}

@InputType({ description: 'Other words for one answer.' })
export class OtherWordsInput {
  @TextField({
    max: 80,
    nullable: true,
    description: 'Which slot of a composed statement; absent: all of a text.',
  })
  slot?: string | null;

  @TextField({ max: limits.block })
  text: string;
}

@InputType()
export class OfferInput {
  @TextField({ max: 80 })
  key: string;

  @ListField(() => OtherWordsInput, {
    min: 1,
    max: 20,
    nullable: true,
    description: 'What is offered in place of the answer, which stays as it is; absent: the answer.',
  })
  words?: OtherWordsInput[] | null;
}

@InputType()
export class OfferToOpenInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  reflectionId: string;

  @ListField(() => OfferInput, {
    min: 0,
    max: 60,
    description: 'All that is offered from now on; none: nothing.',
  })
  offers: OfferInput[];
}

@InputType()
export class WithdrawOfferInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  reflectionId: string;
}

@InputType()
export class AskNotToOpenInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  reflectionId: string;
}

@InputType()
export class OpenJointPartInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  assignmentId: string;

  @TextField({ max: 80 })
  slot: string;

  @ValueField(() => OpeningPlaces)
  place: OpeningPlace;

  @ListField(() => ID, {
    min: 1,
    max: 400,
    description: 'The offered blocks as they were read: these, and no others, are opened.',
  })
  releaseIds: string[];
}

@InputType()
export class TurnIntoOwnWorkInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  assignmentId: string;

  @TextField({ max: 80 })
  slot: string;
}

@InputType()
export class CloseJointPartInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  jointPartId: string;
}

@InputType()
export class ExtendJointPartInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  jointPartId: string;

  @ValueField(() => LocalDate, {
    nullable: true,
    description: 'The last day it is open; absent: until it is closed.',
  })
  until?: string | null;
}

@InputType()
export class LiftMarkInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  markId: string;
}

@ObjectType()
export class OwnOpeningPayload extends Payload {
  @Field(() => OwnOpening, { nullable: true })
  ownOpening?: OwnOpening | null;
}

@ObjectType()
export class AskNotToOpenPayload extends Payload {}

@ObjectType()
export class OpeningPayload extends Payload {
  @Field(() => Opening, { nullable: true })
  opening?: Opening | null;
}
