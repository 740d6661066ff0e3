import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { limits } from '@rejoin/domain';
import {
  connectionOf,
  DateTime,
  FlagField,
  IdField,
  LocalDate,
  Payload,
  TextField,
} from '../../platform/graphql/index.js';
import type { Role as RoleName } from '../../platform/auth/index.js';

export enum Role {
  CLINICIAN = 'CLINICIAN',
  CLIENT = 'CLIENT',
  PRACTICE_ADMIN = 'PRACTICE_ADMIN',
}
registerEnumType(Role, { name: 'Role', description: 'What a membership is in its practice.' });

export enum SignInStep {
  SIGNED_IN = 'SIGNED_IN',
  SECOND_FACTOR = 'SECOND_FACTOR',
}
registerEnumType(SignInStep, { name: 'SignInStep', description: 'What follows the password.' });

export enum AccountState {
  NOT_INVITED = 'NOT_INVITED',
  INVITED = 'INVITED',
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
}
registerEnumType(AccountState, {
  name: 'AccountState',
  description: 'Whether a person can sign in yet, or any more.',
});

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

  @Field(() => Role)
  role: RoleName;

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

@ObjectType('Viewer', { description: 'Who is signed in, acting as one membership.' })
export class ViewerType {
  @Field(() => ID, { description: 'The membership the viewer acts as.' })
  id: string;

  @Field()
  name: string;

  @Field(() => Role)
  role: RoleName;

  @Field(() => ViewerPractice)
  practice: ViewerPractice;

  @Field(() => [ViewerMembership], { description: 'A visible switch changes which one acts.' })
  memberships: ViewerMembership[];

  @Field(() => [SignInType])
  signIns: SignInType[];
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

  @Field(() => Role)
  role: RoleName;

  @Field({ description: 'The address has an account already: its own password is asked for, none is set.' })
  hasAccount: boolean;
}

@ObjectType({ description: 'A practice as its admin sees it.' })
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

  @Field(() => Role)
  role: RoleName;

  @Field(() => AccountState)
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
  @Field(() => SignInStep, { nullable: true })
  step?: SignInStep;

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
