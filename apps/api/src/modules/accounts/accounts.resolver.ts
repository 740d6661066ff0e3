import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, Public, type Viewer, WhileLocked } from '../../platform/auth/index.js';
import { AsViewer, MaybeViewer, Request, type RequestContext } from '../../platform/graphql/index.js';
import {
  AcceptInvitationInput,
  EndSignInInput,
  EndSignInPayload,
  EnterCodeInput,
  EnterCodePayload,
  InvitationPreview,
  RequestPasswordResetInput,
  RequestPasswordResetPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
  SetSeenByOthersInput,
  SetSeenByOthersPayload,
  SignInInput,
  SignInPayload,
  SignOutPayload,
  SwitchMembershipInput,
  SwitchMembershipPayload,
  ViewerType,
} from './account.types.js';
import { AccountsService } from './accounts.service.js';
import { Codes } from './codes.js';

@Resolver()
export class AccountsResolver {
  constructor(
    @Inject(AccountsService) private readonly accounts: AccountsService,
    @Inject(Codes) private readonly codes: Codes,
  ) {}

  @Public()
  @Query(() => ViewerType, { nullable: true, description: 'Null when signed out.' })
  viewer(@MaybeViewer() viewer: Viewer | null): Promise<ViewerType> | null {
    return viewer ? this.accounts.viewerScreen(viewer) : null;
  }

  @Public()
  @Query(() => InvitationPreview, {
    nullable: true,
    description: 'Null: the link was used, revoked, or is past its time.',
  })
  invitation(
    @Request() request: RequestContext,
    @Args('token') token: string,
  ): Promise<InvitationPreview | null> {
    return this.accounts.previewInvitation(request, token);
  }

  @Public()
  @Mutation(() => SignInPayload)
  async signIn(
    @Request() request: RequestContext,
    @Args('input') input: SignInInput,
  ): Promise<SignInPayload> {
    return { step: 'SIGNED_IN', viewer: await this.accounts.signIn(request, input), userErrors: [] };
  }

  @Public()
  @Mutation(() => SignOutPayload)
  async signOut(
    @Request() request: RequestContext,
    @MaybeViewer() viewer: Viewer | null,
  ): Promise<SignOutPayload> {
    await this.accounts.signOut(request, viewer, false);
    return { userErrors: [] };
  }

  @Public()
  @Mutation(() => SignOutPayload, { description: 'Ends every sign-in of the account, this one included.' })
  async signOutEverywhere(
    @Request() request: RequestContext,
    @MaybeViewer() viewer: Viewer | null,
  ): Promise<SignOutPayload> {
    await this.accounts.signOut(request, viewer, true);
    return { userErrors: [] };
  }

  @Allow(['CLINICIAN', 'CLIENT', 'PRACTICE_ADMIN'])
  @WhileLocked()
  @Mutation(() => EndSignInPayload, { description: 'Ends one sign-in of the own account on another device.' })
  async endSignIn(
    @AsViewer() viewer: Viewer,
    @Args('input') input: EndSignInInput,
  ): Promise<EndSignInPayload> {
    return { viewer: await this.accounts.endSignIn(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @Mutation(() => SetSeenByOthersPayload, {
    description: 'Says whether somebody else reads the mail or uses the phone; it holds for the account.',
  })
  async setSeenByOthers(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SetSeenByOthersInput,
  ): Promise<SetSeenByOthersPayload> {
    return { viewer: await this.accounts.setSeenByOthers(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @WhileLocked()
  @Mutation(() => EnterCodePayload, {
    description: 'Types the code that the clinician gave in a session: what was written before opens again.',
  })
  async enterCode(
    @AsViewer() viewer: Viewer,
    @Args('input') input: EnterCodeInput,
  ): Promise<EnterCodePayload> {
    await this.codes.enter(viewer, input);
    return { userErrors: [] };
  }

  @Allow(['CLINICIAN', 'CLIENT', 'PRACTICE_ADMIN'])
  @WhileLocked()
  @Mutation(() => SwitchMembershipPayload, { description: 'Acts as another membership of the same account.' })
  async switchMembership(
    @Request() request: RequestContext,
    @Args('input') input: SwitchMembershipInput,
  ): Promise<SwitchMembershipPayload> {
    return { viewer: await this.accounts.switchMembership(request, input.membershipId), userErrors: [] };
  }

  @Public()
  @Mutation(() => SignInPayload, {
    description: 'Uses an invitation and signs in. Nothing happens before this.',
  })
  async acceptInvitation(
    @Request() request: RequestContext,
    @Args('input') input: AcceptInvitationInput,
  ): Promise<SignInPayload> {
    return {
      step: 'SIGNED_IN',
      viewer: await this.accounts.acceptInvitation(request, input),
      userErrors: [],
    };
  }

  @Public()
  @Mutation(() => RequestPasswordResetPayload, {
    description: 'Answers alike whether or not the address has an account.',
  })
  async requestPasswordReset(
    @Request() request: RequestContext,
    @Args('input') input: RequestPasswordResetInput,
  ): Promise<RequestPasswordResetPayload> {
    await this.accounts.requestPasswordReset(request, input.email);
    return { userErrors: [] };
  }

  @Public()
  @Mutation(() => ResetPasswordPayload, { description: 'Sets a new password and ends every sign-in.' })
  async resetPassword(@Args('input') input: ResetPasswordInput): Promise<ResetPasswordPayload> {
    await this.accounts.resetPassword(input);
    return { userErrors: [] };
  }
}
