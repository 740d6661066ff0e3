import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { AccountsService, ViewerType } from '../accounts/index.js';
import { CaseloadService } from './caseload.service.js';
import {
  ChooseLanguageInput,
  ChooseLanguagePayload,
  ConsentDocument,
  EpisodePayload,
  GiveCodeInput,
  GiveCodePayload,
  GiveConsentInput,
  GiveConsentPayload,
  InviteClientInput,
  InviteClientPayload,
  MoveSessionInput,
  RenewInvitationInput,
  RenewInvitationPayload,
  RestoreSessionInput,
  RevokeInvitationInput,
  RevokeInvitationPayload,
  SetSessionRhythmInput,
  SkipSessionInput,
} from './caseload.types.js';

@Resolver()
export class CaseloadResolver {
  constructor(@Inject(CaseloadService) private readonly caseload: CaseloadService) {}

  @Allow('CLINICIAN')
  @Mutation(() => InviteClientPayload, {
    description: 'Begins the care of a new client; the inviter becomes the primary clinician.',
  })
  async inviteClient(
    @AsViewer() viewer: Viewer,
    @Args('input') input: InviteClientInput,
  ): Promise<InviteClientPayload> {
    return { ...(await this.caseload.inviteClient(viewer, input)), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => RenewInvitationPayload, { description: 'A fresh link; the former one stops working.' })
  async renewInvitation(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RenewInvitationInput,
  ): Promise<RenewInvitationPayload> {
    const invitationId = await this.caseload.renewInvitation(viewer, input);
    return { ...(await this.caseload.invited(viewer, invitationId)), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => RevokeInvitationPayload)
  async revokeInvitation(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RevokeInvitationInput,
  ): Promise<RevokeInvitationPayload> {
    const invitationId = await this.caseload.revokeInvitation(viewer, input);
    return { client: (await this.caseload.invited(viewer, invitationId)).client, userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => GiveCodePayload, {
    description: 'A code for a client who has a new password by mail, to be given in a session.',
  })
  async giveCode(@AsViewer() viewer: Viewer, @Args('input') input: GiveCodeInput): Promise<GiveCodePayload> {
    return { code: await this.caseload.giveCode(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EpisodePayload, {
    description: 'Sets when clinician and client meet, or says it is unknown.',
  })
  async setSessionRhythm(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SetSessionRhythmInput,
  ): Promise<EpisodePayload> {
    return { episode: await this.caseload.setSessionRhythm(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EpisodePayload, { description: 'Skip this week.' })
  async skipSession(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SkipSessionInput,
  ): Promise<EpisodePayload> {
    return { episode: await this.caseload.skipSession(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EpisodePayload, { description: 'Moved to another time.' })
  async moveSession(
    @AsViewer() viewer: Viewer,
    @Args('input') input: MoveSessionInput,
  ): Promise<EpisodePayload> {
    return { episode: await this.caseload.moveSession(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => EpisodePayload, { description: 'Takes a skip or a move back.' })
  async restoreSession(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RestoreSessionInput,
  ): Promise<EpisodePayload> {
    return { episode: await this.caseload.restoreSession(viewer, input), userErrors: [] };
  }
}

/** What the caseload adds to the viewer, and the acts that belong to it. */
@Resolver(() => ViewerType)
export class ConsentResolver {
  constructor(
    @Inject(CaseloadService) private readonly caseload: CaseloadService,
    @Inject(AccountsService) private readonly accounts: AccountsService,
  ) {}

  @ResolveField(() => [ConsentDocument], {
    description: 'Texts a client reads and accepts before the first question; empty for staff.',
  })
  pendingConsents(@AsViewer() viewer: Viewer, @Parent() screen: ViewerType): ConsentDocument[] {
    return this.caseload.pendingConsents(viewer, screen.givenConsents);
  }

  @Allow('CLIENT')
  @Mutation(() => GiveConsentPayload)
  async giveConsent(
    @AsViewer() viewer: Viewer,
    @Args('input') input: GiveConsentInput,
  ): Promise<GiveConsentPayload> {
    await this.caseload.giveConsent(viewer, input);
    return { viewer: await this.accounts.viewerScreen(viewer), userErrors: [] };
  }

  @Allow('CLIENT')
  @Mutation(() => ChooseLanguagePayload, {
    description: 'Screens and mails speak it from now on. What was begun in another language stays in it.',
  })
  async chooseLanguage(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ChooseLanguageInput,
  ): Promise<ChooseLanguagePayload> {
    return { language: await this.caseload.chooseLanguage(viewer, input), userErrors: [] };
  }
}
