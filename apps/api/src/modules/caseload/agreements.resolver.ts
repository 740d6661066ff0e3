import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { type AgreementKind, AgreementKinds, PracticeType } from '../accounts/index.js';
import { AgreementsService } from './agreements.service.js';
import {
  AgreedText,
  AgreementTextType,
  ChooseAgreementInput,
  PracticeAgreement,
  PracticeAgreementPayload,
  PublishAgreementInput,
  SaveAgreementDraftInput,
} from './agreements.types.js';

@Resolver(() => PracticeType)
export class AgreementsResolver {
  constructor(@Inject(AgreementsService) private readonly agreed: AgreementsService) {}

  @ResolveField(() => [PracticeAgreement], { description: 'The two to choose from, in either’s words.' })
  agreements(@AsViewer() viewer: Viewer): Promise<PracticeAgreement[]> {
    return this.agreed.agreements(viewer);
  }

  @Allow('CLIENT')
  @Query(() => [AgreedText], { description: 'All the client ever said yes to, newest first.' })
  agreedTexts(@AsViewer() viewer: Viewer): Promise<AgreedText[]> {
    return this.agreed.agreedTexts(viewer);
  }

  @Allow('CLINICIAN')
  @Query(() => AgreementTextType, {
    description: 'An agreement of the practice, word for word, whether it is asked for now or was before.',
  })
  agreementText(
    @AsViewer() viewer: Viewer,
    @Args('kind', { type: () => AgreementKinds }) kind: AgreementKind,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<AgreementTextType> {
    return this.agreed.text(viewer, { kind, version });
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => PracticeAgreementPayload, {
    description: 'Keeps what is written of an agreement. On an older revision it is refused as STALE.',
  })
  async saveAgreementDraft(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SaveAgreementDraftInput,
  ): Promise<PracticeAgreementPayload> {
    return { practice: await this.agreed.saveAgreementDraft(viewer, input), userErrors: [] };
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => PracticeAgreementPayload, {
    description:
      'What is written becomes a text that never changes, and what couples accept from now on. Until each has, every gate is shut.',
  })
  async publishAgreement(
    @AsViewer() viewer: Viewer,
    @Args('input') input: PublishAgreementInput,
  ): Promise<PracticeAgreementPayload> {
    return { practice: await this.agreed.publishAgreement(viewer, input), userErrors: [] };
  }

  @Allow('PRACTICE_ADMIN')
  @Mutation(() => PracticeAgreementPayload, {
    description:
      'Asks couples for one of the texts that are there. Until each has accepted it, gates are shut.',
  })
  async chooseAgreement(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ChooseAgreementInput,
  ): Promise<PracticeAgreementPayload> {
    return { practice: await this.agreed.chooseAgreement(viewer, input), userErrors: [] };
  }
}
