import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { type Language, limits } from '@rejoin/domain';
import {
  type AccountState,
  AccountStates,
  type AgreementKind,
  AgreementKinds,
  Languages,
} from '../accounts/index.js';
import {
  DateTime,
  FlagField,
  graphqlEnum,
  IdField,
  IntField,
  ListField,
  LocalDate,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { CoupleStatuses, EpisodeType, InvitationType } from './caseload.types.js';
import { type CoupleKind, coupleKinds, type CoupleStatus } from './couple.entity.js';
import { ClinicianOnlyMarkType } from './mark.types.js';
import { type SafetyTopic, safetyTopics, type SafetyVerdict, safetyVerdicts } from './couple-gate.policy.js';

export const CoupleKinds = graphqlEnum(
  'CoupleKind',
  coupleKinds,
  'What the people of a couple are to each other; used for filters only.',
);
const SafetyVerdicts = graphqlEnum(
  'SafetyVerdict',
  safetyVerdicts,
  'What a safety conversation came to: joint work, joint work with caution, or not now.',
);
const SafetyTopics = graphqlEnum('SafetyTopic', safetyTopics, 'What was raised in a safety conversation.');

@ObjectType({ description: 'A partner as their clinician knows them.' })
export class PartnerClient {
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

  @Field(() => InvitationType, { nullable: true, description: 'The latest one.' })
  invitation: InvitationType | null;
}

@ObjectType('Partner', { description: 'One client’s part in a couple.' })
export class PartnerType {
  @Field(() => ID)
  id: string;

  @Field(() => PartnerClient)
  client: PartnerClient;

  @Field(() => DateTime)
  since: string;

  @Field(() => DateTime, { nullable: true })
  until: string | null;
}

@ObjectType('CoupleTelling', {
  description: 'On which day one partner was told, alone, that joint work pauses or has ended.',
})
export class CoupleTellingType {
  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field(() => LocalDate)
  toldOn: string;
}

@ObjectType('Couple', {
  description: 'Two or more clients in joint work, as the clinician of their joint work sees them.',
})
export class CoupleType {
  @Field(() => ID)
  id: string;

  @Field({ description: 'The names of everyone in it.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'What they call themselves.' })
  label: string | null;

  @Field(() => CoupleKinds)
  kind: CoupleKind;

  @Field(() => CoupleStatuses)
  status: CoupleStatus;

  @Field(() => [CoupleTellingType], { description: 'Of a pause or an end: when each was told.' })
  told: CoupleTellingType[];

  @Field(() => EpisodeType)
  episode: EpisodeType;

  @Field({
    description:
      'Whether couple exercises may be given: open or shut, and nothing about who or why. What it needs stands on each person’s own page.',
  })
  isGateOpen: boolean;

  @Field(() => AgreementKinds, {
    nullable: true,
    description: 'What this practice asks couples to agree to; null: not chosen, so the gate is shut.',
  })
  agreement: AgreementKind | null;

  @Field(() => Int, { nullable: true, description: 'Which text of it; a practice’s own count from 101.' })
  agreementVersion: number | null;

  @Field(() => [PartnerType])
  partners: PartnerType[];

  @Field()
  viewerCanAssign: boolean;

  @Field()
  viewerCanPause: boolean;

  @Field()
  viewerCanResume: boolean;

  @Field()
  viewerCanEnd: boolean;

  @Field({ description: 'One of them may leave while the others go on.' })
  viewerCanLetLeave: boolean;
}

@ObjectType('SafetyConversation', {
  description: 'A talk with one partner, seen alone; kept in that person’s own compartment.',
})
export class SafetyConversationType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  coupleId: string;

  @Field()
  coupleName: string;

  @Field()
  clinicianName: string;

  @Field(() => LocalDate)
  heldOn: string;

  @Field(() => SafetyVerdicts)
  verdict: SafetyVerdict;

  @Field(() => [SafetyTopics])
  topics: SafetyTopic[];

  @Field(() => String, { nullable: true })
  note: string | null;

  @Field(() => DateTime)
  recordedAt: string;
}

@ObjectType({ description: 'A text that one person said yes to.' })
export class AcceptedVersion {
  @Field(() => AgreementKinds)
  kind: AgreementKind;

  @Field(() => Int)
  version: number;

  @Field(() => DateTime)
  acceptedAt: string;
}

@ObjectType({ description: 'Where one person stands with the agreement of one couple.' })
export class AgreementState {
  @Field(() => ID)
  coupleId: string;

  @Field()
  coupleName: string;

  @Field(() => AgreementKinds, { nullable: true, description: 'Null: the practice has not chosen one yet.' })
  kind: AgreementKind | null;

  @Field(() => DateTime, { nullable: true, description: 'When the current version was accepted.' })
  acceptedAt: string | null;

  @Field(() => [AcceptedVersion], { description: 'All they ever accepted for this couple, newest first.' })
  accepted: AcceptedVersion[];
}

@ObjectType({
  description: 'One person’s own compartment: no partner, no view of the couple and no print shows it.',
})
export class Safety {
  @Field(() => ID)
  clientId: string;

  @Field(() => [SafetyConversationType], { description: 'Newest first.' })
  conversations: SafetyConversationType[];

  @Field(() => [ClinicianOnlyMarkType], { description: 'Those in force first, each newest first.' })
  marks: ClinicianOnlyMarkType[];

  @Field(() => [AgreementState])
  agreements: AgreementState[];
}

@ObjectType({
  description: 'The confidentiality agreement of joint work, for one partner to read and accept.',
})
export class Agreement {
  @Field(() => ID)
  coupleId: string;

  @Field(() => String, { nullable: true, description: 'Who does the joint work with them.' })
  clinicianName: string | null;

  @Field(() => AgreementKinds)
  kind: AgreementKind;

  @Field(() => Int)
  version: number;

  @Field(() => Languages, { description: 'What it is in: English where it is not there in their own.' })
  language: Language;

  @Field()
  title: string;

  @Field(() => [String])
  paragraphs: string[];
}

@InputType({ description: 'Somebody in the viewer’s care already, or a new person with name and mail.' })
export class CouplePersonInput {
  @IdField({ nullable: true })
  clientId?: string | null;

  @TextField({ max: limits.name, nullable: true })
  chosenName?: string | null;

  @TextField({ max: limits.pronouns, nullable: true })
  pronouns?: string | null;

  @ValueField(() => Languages, {
    nullable: true,
    description: 'Of a new person: what they read. Absent: as their browser wishes.',
  })
  language?: Language | null;

  @TextField({ max: limits.email, nullable: true })
  email?: string | null;
}

@InputType()
export class InviteCoupleInput {
  @IdField()
  idempotencyKey: string;

  @ListField(() => CouplePersonInput, { min: 2, max: 6 })
  people: CouplePersonInput[];

  @ValueField(() => CoupleKinds)
  kind: CoupleKind;

  @TextField({ max: limits.name, nullable: true, description: 'What they call themselves, if they do.' })
  label?: string | null;

  @FlagField({ description: 'The inviter confirms that everyone is 18 or of local majority.' })
  isAdult: boolean;
}

@ObjectType()
export class InviteCouplePayload extends Payload {
  @Field(() => CoupleType, { nullable: true })
  couple?: CoupleType | null;

  @Field(() => [String], {
    nullable: true,
    description: 'One for each newly invited person, in their order.',
  })
  links?: string[] | null;
}

@InputType()
export class RecordSafetyConversationInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  coupleId: string;

  @IdField()
  clientId: string;

  @ValueField(() => LocalDate)
  heldOn: string;

  @FlagField({ description: 'The person was seen alone; without that it is no safety conversation.' })
  isSeenAlone: boolean;

  @ListField(() => SafetyTopics, { max: safetyTopics.length })
  topics: SafetyTopic[];

  @ValueField(() => SafetyVerdicts)
  verdict: SafetyVerdict;

  @TextField({ max: limits.reply, nullable: true })
  note?: string | null;
}

@ObjectType()
export class RecordSafetyConversationPayload extends Payload {
  @Field(() => SafetyConversationType, { nullable: true })
  conversation?: SafetyConversationType | null;
}

@InputType()
export class AcceptAgreementInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  coupleId: string;

  @ValueField(() => AgreementKinds)
  kind: AgreementKind;

  @IntField({ min: 1, max: 10_000 })
  version: number;
}

@ObjectType()
export class AcceptAgreementPayload extends Payload {
  @Field(() => [Agreement], { nullable: true, description: 'Those still to read.' })
  agreements?: Agreement[] | null;
}
