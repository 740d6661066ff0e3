import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { limits } from '@rejoin/domain';
import {
  connectionOf,
  graphqlEnum,
  DateTime,
  FlagField,
  IdField,
  LocalDate,
  Payload,
  TextField,
} from '../../platform/graphql/index.js';
import { type Role, roles } from '../../platform/auth/index.js';

/** What a membership is in its practice. */
export const Roles = graphqlEnum('Role', roles, 'What a membership is in its practice.');

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

  @Field(() => ViewerPractice)
  practice: ViewerPractice;

  @Field(() => [ViewerMembership], { description: 'A visible switch changes which one acts.' })
  memberships: ViewerMembership[];

  @Field(() => [SignInType])
  signIns: SignInType[];

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

  @Field(() => HelpInformation)
  help: HelpInformation;

  @Field(() => [String], { description: 'Plain sentences naming what is still to be set up.' })
  setUpWarnings: string[];
}

@ObjectType({ description: 'A person of the practice: name, role and state, nothing else.' })
export class Person {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field(() => Roles)
  role: Role;

  @Field(() => AccountStates)
  state: AccountState;
}

@ObjectType()
export class PersonConnection extends connectionOf(Person, 'Person') {}

const password = { max: 1000 };

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
