import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer, type Connection } from '../../platform/graphql/index.js';
import { MembersService, PracticeType } from '../accounts/index.js';
import { CaseloadService } from './caseload.service.js';
import { PeopleService } from './people.service.js';
import {
  AddRoleInput,
  AddRolePayload,
  ClinicianOption,
  InvitePeopleInput,
  InvitePeoplePayload,
  MoveCareInput,
  MoveCarePayload,
  PeopleArgs,
  type Person,
  PersonConnection,
  RenewPersonInvitationInput,
  RenewPersonInvitationPayload,
  RestorePersonInput,
  RestorePersonPayload,
  RevokePersonInvitationInput,
  RevokePersonInvitationPayload,
  SignPersonOutInput,
  SignPersonOutPayload,
  StartPasswordResetInput,
  StartPasswordResetPayload,
  SuspendPersonInput,
  SuspendPersonPayload,
} from './people.types.js';

@Resolver()
export class PeopleResolver {
  constructor(
    @Inject(PeopleService) private readonly directory: PeopleService,
    @Inject(MembersService) private readonly members: MembersService,
    @Inject(CaseloadService) private readonly caseload: CaseloadService,
  ) {}

  @Allow('PRACTICE_ADMIN')
  @Query(() => PersonConnection, { description: 'Everybody of the practice, by name.' })
  people(@AsViewer() viewer: Viewer, @Args() args: PeopleArgs): Promise<Connection<Person>> {
    return this.directory.people(viewer, args);
  }

  @Allow('PRACTICE_ADMIN')
  @Query(() => [ClinicianOption], { description: 'To whom the viewer can give care.' })
  clinicians(@AsViewer() viewer: Viewer): Promise<ClinicianOption[]> {
    return this.directory.clinicians(viewer);
  }

  @Allow(['CLINICIAN', 'PRACTICE_ADMIN'])
  @Query(() => String, {
    description: 'A client’s link that is out now, to copy or show. Each look is audited.',
  })
  invitationLink(
    @AsViewer() viewer: Viewer,
    @Args('invitationId', { type: () => ID }) invitationId: string,
  ): Promise<string> {
    return this.directory.invitationLink(viewer, invitationId);
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => InvitePeoplePayload, {
    description: 'Invites staff, a client or a couple. Each mail speaks to one person and of nobody else.',
  })
  async invitePeople(
    @AsViewer() viewer: Viewer,
    @Args('input') input: InvitePeopleInput,
  ): Promise<InvitePeoplePayload> {
    return { ...(await this.directory.invitePeople(viewer, input)), userErrors: [] };
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => RenewPersonInvitationPayload, {
    description: 'A fresh link; the former one stops working.',
  })
  async renewPersonInvitation(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RenewPersonInvitationInput,
  ): Promise<RenewPersonInvitationPayload> {
    const invitationId = await this.caseload.renewInvitation(viewer, input);
    return { ...(await this.directory.invited(viewer, invitationId)), userErrors: [] };
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => RevokePersonInvitationPayload)
  async revokePersonInvitation(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RevokePersonInvitationInput,
  ): Promise<RevokePersonInvitationPayload> {
    const invitationId = await this.caseload.revokeInvitation(viewer, input);
    const invited = await this.directory.invited(viewer, invitationId);
    return { person: invited?.person ?? null, userErrors: [] };
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => SuspendPersonPayload, {
    description: 'Acts at once: what the person has under way ends first, and nothing follows.',
  })
  async suspendPerson(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SuspendPersonInput,
  ): Promise<SuspendPersonPayload> {
    return this.#about(viewer, await this.members.suspend(viewer, input));
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => RestorePersonPayload, { description: 'Lets somebody who was suspended sign in again.' })
  async restorePerson(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RestorePersonInput,
  ): Promise<RestorePersonPayload> {
    return this.#about(viewer, await this.members.restore(viewer, input));
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => SignPersonOutPayload, { description: 'Ends every sign-in of the person in this practice.' })
  async signPersonOut(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SignPersonOutInput,
  ): Promise<SignPersonOutPayload> {
    return this.#about(viewer, await this.members.signOut(viewer, input));
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => StartPasswordResetPayload, {
    description: 'Sends the person a link to a new password. Only they can complete it.',
  })
  async startPasswordReset(
    @AsViewer() viewer: Viewer,
    @Args('input') input: StartPasswordResetInput,
  ): Promise<StartPasswordResetPayload> {
    return this.#about(viewer, await this.members.startPasswordReset(viewer, input));
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => AddRolePayload, { description: 'A further role for somebody of the staff.' })
  async addRole(@AsViewer() viewer: Viewer, @Args('input') input: AddRoleInput): Promise<AddRolePayload> {
    return this.#about(viewer, await this.members.addRole(viewer, input));
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => MoveCarePayload, {
    description: 'Another clinician treats from now on; the former one’s access ends at once.',
  })
  async moveCare(@AsViewer() viewer: Viewer, @Args('input') input: MoveCareInput): Promise<MoveCarePayload> {
    return { people: await this.directory.moveCare(viewer, input), userErrors: [] };
  }

  async #about(viewer: Viewer, membershipId: string): Promise<{ person: Person; userErrors: [] }> {
    return { person: await this.directory.personOfMembership(viewer, membershipId), userErrors: [] };
  }
}

/** What the caseload adds to what is still to be set up: an agreement, once there is joint work. */
@Resolver(() => PracticeType)
export class SetUpResolver {
  constructor(@Inject(PeopleService) private readonly directory: PeopleService) {}

  @ResolveField(() => [String], { description: 'Plain sentences naming what is still to be set up.' })
  setUpWarnings(@AsViewer() viewer: Viewer, @Parent() practice: PracticeType): Promise<string[]> {
    return this.directory.setUpWarnings(viewer, practice);
  }
}
