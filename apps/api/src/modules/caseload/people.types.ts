import { ArgsType, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { type Language, limits } from '@rejoin/domain';
import { type Role } from '../../platform/auth/index.js';
import {
  connectionOf,
  FlagField,
  IdField,
  ListField,
  PageArgs,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { type AccountState, AccountStates, Languages, Roles } from '../accounts/index.js';
import { type CareKind, CareKinds, InvitationType } from './caseload.types.js';
import type { CoupleKind } from './couple.entity.js';
import { CoupleKinds } from './couple.types.js';

@ObjectType({
  description: 'Who treats whom, as the admin needs it to hand care over; nothing of what is in it.',
})
export class Course {
  @Field(() => ID)
  episodeId: string;

  @Field(() => CareKinds)
  kind: CareKind;

  @Field({ description: 'Whom it is for; of joint work, everyone in it.' })
  name: string;

  @Field(() => ID, { nullable: true, description: 'Null: nobody treats at present.' })
  clinicianId: string | null;

  @Field(() => String, { nullable: true })
  clinicianName: string | null;
}

@ObjectType({
  description: 'A person of the practice: name, role and state, and who treats them. Nothing anybody wrote.',
})
export class Person {
  @Field(() => ID)
  id: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Null: has not joined yet, so there is no account to act on.',
  })
  membershipId: string | null;

  @Field()
  name: string;

  @Field(() => Roles)
  role: Role;

  @Field(() => [Roles], {
    description:
      'Of the staff: further roles of the same account. Whether somebody is a client, too, is not said.',
  })
  otherRoles: Role[];

  @Field(() => AccountStates)
  state: AccountState;

  @Field(() => InvitationType, { nullable: true, description: 'The latest one, until it is accepted.' })
  invitation: InvitationType | null;

  @Field(() => [Course], {
    description: 'Of a client: every course of care, with who treats. Empty for staff.',
  })
  courses: Course[];

  @Field({
    description:
      'The viewer may suspend, restore, sign out, start a reset or add a role: somebody with an account, not oneself.',
  })
  viewerCanManage: boolean;
}

@ObjectType()
export class PersonConnection extends connectionOf(Person, 'Person') {}

@ObjectType({ description: 'A clinician to whom care can be given.' })
export class ClinicianOption {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;
}

@ArgsType()
export class PeopleArgs extends PageArgs {
  @TextField({
    max: limits.name,
    nullable: true,
    description: 'The beginning of any word of the name, in any case.',
  })
  search?: string | null;

  @ValueField(() => Roles, { nullable: true })
  role?: Role | null;
}

@InputType()
export class InvitedPersonInput {
  @TextField({ max: limits.name })
  name: string;

  @TextField({ max: limits.pronouns, nullable: true })
  pronouns?: string | null;

  @TextField({ max: limits.email })
  email: string;

  @ValueField(() => Languages, {
    nullable: true,
    description: 'For clients: what they read; they can choose another. Absent: as their browser wishes.',
  })
  language?: Language | null;
}

@InputType({
  description: 'Who is invited. Two or more clients are a couple. No birth date is asked or stored.',
})
export class InvitePeopleInput {
  @IdField()
  idempotencyKey: string;

  @ValueField(() => Roles)
  role: Role;

  @ListField(() => InvitedPersonInput, { min: 1, max: 6 })
  people: InvitedPersonInput[];

  @IdField({ nullable: true, description: 'For clients: who treats them. Never the viewer’s own account.' })
  clinicianId?: string | null;

  @ValueField(() => CoupleKinds, { nullable: true, description: 'For two or more clients.' })
  coupleKind?: CoupleKind | null;

  @FlagField({
    nullable: true,
    description: 'For clients: the inviter confirms that everyone is 18 or of local majority.',
  })
  isAdult?: boolean | null;
}

@ObjectType()
export class InvitePeoplePayload extends Payload {
  @Field(() => [Person], { nullable: true })
  people?: Person[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'For clients: one for each of the people, in their order; the same links go out by mail. None for staff: theirs is in the mail alone.',
  })
  links?: string[] | null;
}

@InputType({ isAbstract: true })
abstract class AboutPersonInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  membershipId: string;
}

@InputType()
export class SuspendPersonInput extends AboutPersonInput {}

@InputType()
export class RestorePersonInput extends AboutPersonInput {}

@InputType()
export class SignPersonOutInput extends AboutPersonInput {}

@InputType()
export class StartPasswordResetInput extends AboutPersonInput {}

@InputType()
export class AddRoleInput extends AboutPersonInput {
  @ValueField(() => Roles)
  role: Role;
}

@ObjectType({ isAbstract: true })
abstract class AboutPersonPayload extends Payload {
  @Field(() => Person, { nullable: true })
  person?: Person | null;
}

@ObjectType()
export class SuspendPersonPayload extends AboutPersonPayload {}

@ObjectType()
export class RestorePersonPayload extends AboutPersonPayload {}

@ObjectType()
export class SignPersonOutPayload extends AboutPersonPayload {}

@ObjectType()
export class StartPasswordResetPayload extends AboutPersonPayload {}

@ObjectType()
export class AddRolePayload extends AboutPersonPayload {}

@InputType()
export class MoveCareInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  episodeId: string;

  @IdField({ description: 'Who treats from now on.' })
  clinicianId: string;
}

@ObjectType()
export class MoveCarePayload extends Payload {
  @Field(() => [Person], { nullable: true, description: 'Everyone the course is for.' })
  people?: Person[] | null;
}

@InputType()
export class RenewPersonInvitationInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  invitationId: string;
}

@InputType()
export class RevokePersonInvitationInput extends RenewPersonInvitationInput {}

@ObjectType()
export class RevokePersonInvitationPayload extends Payload {
  @Field(() => Person, { nullable: true })
  person?: Person | null;
}

@ObjectType()
export class RenewPersonInvitationPayload extends RevokePersonInvitationPayload {
  @Field(() => String, {
    nullable: true,
    description: 'A client’s, to copy or show; the same link goes out by mail. None for staff.',
  })
  link?: string | null;
}
