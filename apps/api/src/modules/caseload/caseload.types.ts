import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { type Language, limits, type SessionRhythm } from '@rejoin/domain';
import { type AccountState, AccountStates, Languages, ViewerType } from '../accounts/index.js';
import {
  DateTime,
  FlagField,
  graphqlEnum,
  IdField,
  IntField,
  LocalDate,
  PartField,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { type CareTeamPart, careTeamParts } from './care-team.js';
import { type CoupleStatus, coupleStatuses } from './couple.entity.js';
import { type ConsentDocumentKind, consentDocumentKinds } from './consent-documents.js';

const CareTeamParts = graphqlEnum(
  'CareTeamPart',
  careTeamParts,
  'What a clinician is in an episode’s care team.',
);
const InvitationStates = graphqlEnum(
  'InvitationState',
  ['OPEN', 'EXPIRED', 'ACCEPTED', 'REVOKED'],
  'Whether a link still works.',
);
export type InvitationState = keyof typeof InvitationStates;
const ConsentDocumentKinds = graphqlEnum(
  'ConsentDocumentKind',
  consentDocumentKinds,
  'Texts a client accepts before the first question.',
);

@ObjectType('SessionRhythm', {
  description:
    'When clinician and client meet: a date on which a session takes place, its wall time, every how many weeks, in which zone.',
})
export class SessionRhythmType {
  @Field(() => LocalDate)
  anchorOn: string;

  @Field({ description: 'HH:MM on the wall clock of the zone.' })
  time: string;

  @Field(() => Int)
  everyWeeks: number;

  @Field({ description: 'IANA zone.' })
  zone: string;
}

@ObjectType({
  description: 'The next session, rolled forward from the rhythm, with what was skipped or moved.',
})
export class NextSession {
  @Field(() => LocalDate)
  on: string;

  @Field()
  time: string;

  @Field()
  zone: string;

  @Field(() => DateTime)
  at: string;

  @Field()
  isMoved: boolean;

  @Field(() => LocalDate, { description: 'The regular date it stands for: what skip and move refer to.' })
  regularOn: string;
}

@ObjectType('CareTeamMember')
export class CareTeamMemberType {
  @Field(() => ID)
  id: string;

  @Field()
  clinicianName: string;

  @Field(() => CareTeamParts)
  part: CareTeamPart;

  @Field(() => DateTime)
  since: string;

  @Field(() => DateTime, { nullable: true })
  until: string | null;
}

@ObjectType('Episode', { description: 'A course of care.' })
export class EpisodeType {
  @Field(() => ID)
  id: string;

  @Field(() => LocalDate)
  startedOn: string;

  @Field(() => SessionRhythmType, { nullable: true, description: 'Null: unknown, which is a real state.' })
  rhythm: SessionRhythm | null;

  @Field(() => NextSession, { nullable: true })
  nextSession: NextSession | null;

  @Field(() => [LocalDate], { description: 'Regular dates from here on that are skipped.' })
  skippedOn: string[];

  @Field(() => [CareTeamMemberType])
  careTeam: CareTeamMemberType[];
}

@ObjectType('Invitation')
export class InvitationType {
  @Field(() => ID)
  id: string;

  @Field(() => InvitationStates)
  state: InvitationState;

  @Field(() => DateTime)
  invitedAt: string;

  @Field(() => DateTime)
  expiresAt: string;
}

/** Whether a course of care is one person's or a couple's. */
export const careKinds = ['INDIVIDUAL', 'COUPLE'] as const;
export type CareKind = (typeof careKinds)[number];
export const CareKinds = graphqlEnum(
  'CareKind',
  careKinds,
  'Whether a course of care is one person’s or a couple’s.',
);

export const CoupleStatuses = graphqlEnum(
  'CoupleStatus',
  coupleStatuses,
  'Whether joint work goes on. Paused and ended are told to each; what a person wrote stays theirs.',
);

@ObjectType({ description: 'A couple by name.' })
export class CoupleRef {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => CoupleStatuses)
  status: CoupleStatus;
}

@ObjectType('Client', { description: 'An adult in care, as the care team sees them.' })
export class ClientType {
  @Field(() => ID)
  id: string;

  @Field()
  chosenName: string;

  @Field(() => String, { nullable: true })
  pronouns: string | null;

  @Field(() => Languages, {
    nullable: true,
    description:
      'What they chose to be spoken to in, or was chosen at inviting; null: as their browser wishes.',
  })
  language: Language | null;

  @Field(() => AccountStates)
  accountState: AccountState;

  @Field(() => EpisodeType, {
    nullable: true,
    description: 'The individual course of care; null when cared for only within a couple.',
  })
  episode: EpisodeType | null;

  @Field(() => [CoupleRef], { description: 'Couples in the viewer’s care that this client is in.' })
  couples: CoupleRef[];

  @Field(() => InvitationType, { nullable: true, description: 'The latest one.' })
  invitation: InvitationType | null;

  @Field()
  viewerCanAssign: boolean;

  @Field({
    description:
      'Their new password came by mail and they are in joint work: they wait for a code, and the viewer may give it.',
  })
  viewerCanGiveCode: boolean;
}

@ObjectType({ description: 'A text to read and accept.' })
export class ConsentDocument {
  @Field(() => ConsentDocumentKinds)
  kind: ConsentDocumentKind;

  @Field(() => Int)
  version: number;

  @Field()
  title: string;

  @Field(() => [String])
  paragraphs: string[];
}

@InputType({ description: 'Who is invited. No birth date is asked or stored.' })
export class InviteClientInput {
  @IdField()
  idempotencyKey: string;

  @TextField({ max: limits.name })
  chosenName: string;

  @TextField({ max: limits.pronouns, nullable: true })
  pronouns?: string | null;

  @TextField({ max: limits.email })
  email: string;

  @ValueField(() => Languages, {
    nullable: true,
    description: 'What they read; they can choose another. Absent: as their browser wishes.',
  })
  language?: Language | null;

  @FlagField({ description: 'The inviter confirms that the person is 18 or of local majority.' })
  isAdult: boolean;
}

@ObjectType()
export class InviteClientPayload extends Payload {
  @Field(() => ClientType, { nullable: true })
  client?: ClientType | null;

  @Field(() => String, {
    nullable: true,
    description: 'To copy or show as a code; the same link goes out by mail.',
  })
  link?: string | null;
}

@InputType()
export class RenewInvitationInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  invitationId: string;
}

@ObjectType()
export class RenewInvitationPayload extends InviteClientPayload {}

@InputType()
export class RevokeInvitationInput extends RenewInvitationInput {}

@ObjectType()
export class RevokeInvitationPayload extends Payload {
  @Field(() => ClientType, { nullable: true })
  client?: ClientType | null;
}

@InputType()
export class GiveCodeInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  clientId: string;
}

@ObjectType()
export class GiveCodePayload extends Payload {
  @Field(() => String, { nullable: true, description: 'Works once, for half an hour.' })
  code?: string | null;
}

@InputType()
export class SessionRhythmInput {
  @ValueField(() => LocalDate)
  anchorOn: string;

  @TextField({ max: 5 })
  time: string;

  @IntField({ min: 1, max: 4 })
  everyWeeks: 1 | 2 | 3 | 4;

  @TextField({ max: 60 })
  zone: string;
}

@InputType()
export class SetSessionRhythmInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  episodeId: string;

  @PartField(() => SessionRhythmInput, { nullable: true, description: 'Null: unknown.' })
  rhythm?: SessionRhythmInput | null;
}

@InputType()
export class SkipSessionInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  episodeId: string;

  @ValueField(() => LocalDate, { description: 'The regular date.' })
  on: string;
}

@InputType()
export class MoveSessionInput extends SkipSessionInput {
  @ValueField(() => LocalDate)
  toOn: string;

  @TextField({ max: 5, description: 'HH:MM' })
  toTime: string;
}

@InputType()
export class RestoreSessionInput extends SkipSessionInput {}

@ObjectType()
export class EpisodePayload extends Payload {
  @Field(() => EpisodeType, { nullable: true })
  episode?: EpisodeType | null;
}

@InputType()
export class GiveConsentInput {
  @IdField()
  idempotencyKey: string;

  @ValueField(() => ConsentDocumentKinds)
  kind: ConsentDocumentKind;

  @IntField({ min: 1, max: 10_000 })
  version: number;
}

@ObjectType()
export class GiveConsentPayload extends Payload {
  @Field(() => ViewerType, { nullable: true })
  viewer?: ViewerType | null;
}

@InputType()
export class ChooseLanguageInput {
  @IdField()
  idempotencyKey: string;

  @ValueField(() => Languages)
  language: Language;
}

@ObjectType()
export class ChooseLanguagePayload extends Payload {
  @Field(() => Languages, { nullable: true, description: 'What they are spoken to in from now on.' })
  language?: Language | null;
}
