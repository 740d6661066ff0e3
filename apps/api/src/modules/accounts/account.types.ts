import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { type Language, languageValues, limits } from '@rejoin/domain';
import {
  graphqlEnum,
  DateTime,
  FlagField,
  IdField,
  ListField,
  LocalDate,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { type Role, roles } from '../../platform/auth/index.js';
import { type AgreementKind, AgreementKinds } from './agreement.js';

/** What a membership is in its practice. */
export const Roles = graphqlEnum('Role', roles, 'What a membership is in its practice.');

/** What clients are spoken to in. Values are language tags. */
export const Languages = graphqlEnum(
  'Language',
  languageValues,
  'A language clients are spoken to in, by its tag.',
);

const SignInSteps = graphqlEnum('SignInStep', ['SIGNED_IN', 'SECOND_FACTOR'], 'What follows the password.');

/** Whether a person can sign in yet, or any more. */
export const accountStates = ['NOT_INVITED', 'INVITED', 'ACTIVE', 'SUSPENDED'] as const;
export type AccountState = (typeof accountStates)[number];
export const AccountStates = graphqlEnum(
  'AccountState',
  accountStates,
  'Whether a person can sign in yet, or any more.',
);

@ObjectType({ description: 'The practice the viewer acts in.' })
export class ViewerPractice {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field({ description: 'IANA zone in which the practice keeps its days.' })
  zone: string;

  @Field({ description: 'Invented people, mail to a catcher only.' })
  isDemo: boolean;
}

@ObjectType({ description: 'One of the memberships an account may act as.' })
export class ViewerMembership {
  @Field(() => ID)
  id: string;

  @Field(() => Roles)
  role: Role;

  @Field()
  practiceName: string;

  @Field({ description: 'The one the viewer acts as now.' })
  isActive: boolean;
}

@ObjectType('SignIn', { description: 'A place where the account is signed in.' })
export class SignInType {
  @Field(() => ID)
  id: string;

  @Field(() => DateTime)
  startedAt: string;

  @Field(() => DateTime)
  lastSeenAt: string;

  @Field()
  isCurrent: boolean;

  @Field({ description: 'Browser and system, such as "Firefox on Android".' })
  device: string;
}

/** A text a client has accepted, by version. */
export interface GivenConsent {
  kind: string;
  version: number;
}

@ObjectType('Viewer', { description: 'Who is signed in, acting as one membership.' })
export class ViewerType {
  @Field(() => ID, { description: 'The membership the viewer acts as.' })
  id: string;

  @Field()
  name: string;

  @Field(() => Roles)
  role: Role;

  @Field(() => Languages, {
    description:
      'What they are spoken to in: a client’s own choice, else the browser’s first that can be met, else the practice’s. English for staff.',
  })
  language: Language;

  @Field(() => ViewerPractice)
  practice: ViewerPractice;

  @Field(() => [ViewerMembership], { description: 'A visible switch changes which one acts.' })
  memberships: ViewerMembership[];

  @Field(() => [SignInType])
  signIns: SignInType[];

  @Field({
    description:
      'A new password came by mail: until a code is typed nothing is here but help, the sign-ins and the ways out.',
  })
  isLocked: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether somebody else reads the mail or uses the phone, as the person said: then there is no mail, no copy on the device, and sign-ins are short. Null: not asked yet.',
  })
  seenByOthers: boolean | null;

  /** No field of the schema: comes along so that what the caseload adds to a viewer costs no trip of its own. */
  givenConsents: GivenConsent[];
}

@ObjectType({ description: 'Somebody to call.' })
export class HelpLine {
  @Field()
  name: string;

  @Field()
  number: string;

  @Field()
  hours: string;

  @Field(() => String, { nullable: true })
  language: string | null;

  @Field(() => String, { nullable: true })
  note: string | null;
}

@ObjectType({ description: 'Crisis information as the practice set it up.' })
export class HelpInformation {
  @Field(() => String, {
    nullable: true,
    description:
      'Null when this installation cannot know the practice: general text without numbers is shown then.',
  })
  practiceName: string | null;

  @Field(() => String, { nullable: true })
  emergencyNumber: string | null;

  @Field(() => [HelpLine])
  lines: HelpLine[];

  @Field(() => String, { nullable: true })
  practiceHours: string | null;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The day somebody at the practice last checked the numbers.',
  })
  checkedOn: string | null;
}

@ObjectType({ description: 'What a link says about itself before it is used.' })
export class InvitationPreview {
  @Field()
  practiceName: string;

  @Field()
  invitedName: string;

  @Field(() => Roles)
  role: Role;

  @Field({ description: 'The address has an account already: its own password is asked for, none is set.' })
  hasAccount: boolean;

  @Field(() => Languages, {
    description: 'What the page behind the link speaks, as with a viewer. English for staff.',
  })
  language: Language;
}

@ObjectType('Practice', { description: 'A practice as its admin sees it.' })
export class PracticeType {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field()
  zone: string;

  @Field({ description: 'The name mails come from; says nothing about therapy.' })
  mailName: string;

  @Field(() => AgreementKinds, {
    nullable: true,
    description: 'What couples here accept before joint work. Null: not chosen yet, so no joint work begins.',
  })
  agreement: AgreementKind | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Which of the practice’s own texts of it. Null: as Rejoin words it.',
  })
  agreementVersion: number | null;

  @Field(() => HelpInformation)
  help: HelpInformation;

  @Field(() => [String], { description: 'Plain sentences naming what is still to be set up.' })
  setUpWarnings: string[];
}

const password = { max: 1000 };
/** As much as a lock screen shows of a sender. */
const mailNameLength = 60;

@InputType()
export class SignInInput {
  @TextField({ max: limits.email })
  email: string;

  @TextField(password)
  password: string;
}

@ObjectType()
export class SignInPayload extends Payload {
  @Field(() => SignInSteps, { nullable: true })
  step?: keyof typeof SignInSteps;

  @Field(() => ViewerType, { nullable: true })
  viewer?: ViewerType | null;
}

@ObjectType()
export class SignOutPayload extends Payload {}

@InputType()
export class EndSignInInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  signInId: string;
}

@ObjectType()
export class EndSignInPayload extends Payload {
  @Field(() => ViewerType, { nullable: true })
  viewer?: ViewerType | null;
}

@InputType()
export class EnterCodeInput {
  @IdField()
  idempotencyKey: string;

  @TextField({ max: 20, description: 'As it was read aloud; anything but digits is overlooked.' })
  code: string;
}

@ObjectType()
export class EnterCodePayload extends Payload {}

@InputType()
export class SetSeenByOthersInput {
  @IdField()
  idempotencyKey: string;

  @FlagField({ description: 'Yes, or perhaps.' })
  seenByOthers: boolean;
}

@ObjectType()
export class SetSeenByOthersPayload extends Payload {
  @Field(() => ViewerType, { nullable: true })
  viewer?: ViewerType | null;
}

@InputType()
export class SwitchMembershipInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  membershipId: string;
}

@ObjectType()
export class SwitchMembershipPayload extends Payload {
  @Field(() => ViewerType, { nullable: true })
  viewer?: ViewerType | null;
}

@InputType()
export class AcceptInvitationInput {
  @TextField({ max: 100 })
  token: string;

  @TextField({
    ...password,
    description: 'The new password of a new account, or the existing account’s own password to sign in with.',
  })
  password: string;

  @FlagField({ description: 'The person says they are 18 or of local majority.' })
  isAdult: boolean;
}

@InputType()
export class RequestPasswordResetInput {
  @TextField({ max: limits.email })
  email: string;
}

@ObjectType()
export class RequestPasswordResetPayload extends Payload {}

@InputType()
export class ResetPasswordInput {
  @TextField({ max: 100 })
  token: string;

  @TextField(password)
  password: string;
}

@ObjectType()
export class ResetPasswordPayload extends Payload {}

@InputType()
export class ChangePracticeInput {
  @IdField()
  idempotencyKey: string;

  @TextField({ max: limits.name })
  name: string;

  @TextField({ max: mailNameLength, description: 'Stands as sender and in the subject of every mail.' })
  mailName: string;

  @TextField({ max: 64, description: 'IANA zone.' })
  zone: string;
}

@ObjectType()
export class ChangePracticePayload extends Payload {
  @Field(() => PracticeType, { nullable: true })
  practice?: PracticeType | null;
}

@InputType()
export class HelpLineInput {
  @TextField({ max: 120 })
  name: string;

  @TextField({ min: 2, max: 40 })
  number: string;

  @TextField({ max: 120, description: 'Such as "day and night".' })
  hours: string;

  @TextField({ max: 60, nullable: true })
  language?: string | null;

  @TextField({ max: 200, nullable: true })
  note?: string | null;
}

@InputType({ description: 'Numbers that somebody at the practice looked up and tried.' })
export class SetHelpInformationInput {
  @IdField()
  idempotencyKey: string;

  @TextField({ min: 2, max: 40 })
  emergencyNumber: string;

  @ListField(() => HelpLineInput, { max: 12 })
  lines: HelpLineInput[];

  @TextField({ max: 200, nullable: true })
  practiceHours?: string | null;

  @ValueField(() => LocalDate, { description: 'The day the numbers were checked.' })
  checkedOn: string;
}

@ObjectType()
export class SetHelpInformationPayload extends Payload {
  @Field(() => PracticeType, { nullable: true })
  practice?: PracticeType | null;
}
