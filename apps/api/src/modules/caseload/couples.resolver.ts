import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { CouplesService } from './couples.service.js';
import {
  AcceptAgreementInput,
  AcceptAgreementPayload,
  InviteCoupleInput,
  InviteCouplePayload,
  RecordSafetyConversationInput,
  RecordSafetyConversationPayload,
  Safety,
} from './couple.types.js';

@Resolver()
export class CouplesResolver {
  constructor(@Inject(CouplesService) private readonly couples: CouplesService) {}

  @Allow('CLINICIAN')
  @Query(() => Safety, {
    description: 'One person’s own compartment: safety conversations and agreements. Each look is audited.',
  })
  safety(
    @AsViewer() viewer: Viewer,
    @Args('clientId', { type: () => ID }) clientId: string,
  ): Promise<Safety> {
    return this.couples.safety(viewer, clientId);
  }

  @Allow('CLINICIAN')
  @Mutation(() => InviteCouplePayload, {
    description: 'Begins joint work. No mail says that somebody else is in it.',
  })
  async inviteCouple(
    @AsViewer() viewer: Viewer,
    @Args('input') input: InviteCoupleInput,
  ): Promise<InviteCouplePayload> {
    return { ...(await this.couples.inviteCouple(viewer, input)), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @Mutation(() => RecordSafetyConversationPayload, {
    description: 'Keeps a safety conversation in one partner’s own compartment.',
  })
  async recordSafetyConversation(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RecordSafetyConversationInput,
  ): Promise<RecordSafetyConversationPayload> {
    return { conversation: await this.couples.recordSafetyConversation(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @Mutation(() => AcceptAgreementPayload, {
    description:
      'One partner’s own yes to the agreement of joint work. There is no hurry, and no partner sees it.',
  })
  async acceptAgreement(
    @AsViewer() viewer: Viewer,
    @Args('input') input: AcceptAgreementInput,
  ): Promise<AcceptAgreementPayload> {
    return { agreements: await this.couples.acceptAgreement(viewer, input), userErrors: [] };
  }
}
