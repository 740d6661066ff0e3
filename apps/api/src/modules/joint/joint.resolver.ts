import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CheckedInside, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { CoupleCoursePayload, LeaveCoupleInput } from '../caseload/index.js';
import { JointService } from './joint.service.js';
import {
  AskNotToOpenInput,
  AskNotToOpenPayload,
  CloseJointPartInput,
  ExtendJointPartInput,
  JointPartType,
  LiftMarkInput,
  OfferedBlock,
  OfferToOpenInput,
  Opening,
  OpeningPayload,
  OpenJointPartInput,
  OwnOpening,
  OwnOpeningPayload,
  TurnIntoOwnWorkInput,
  WithdrawOfferInput,
} from './joint.types.js';

/** The client's side of the door: what they offer of their own, and what was opened to everyone. */
@Resolver()
export class JointResolver {
  constructor(@Inject(JointService) private readonly joint: JointService) {}

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => OwnOpening, {
    nullable: true,
    description: 'What the viewer may offer of an own reflection for opening, and what they do offer.',
  })
  ownOpening(
    @AsViewer() viewer: Viewer,
    @Args('reflectionId', { type: () => ID }) reflectionId: string,
  ): Promise<OwnOpening> {
    return this.joint.ownOpening(viewer, reflectionId);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => JointPartType, {
    nullable: true,
    description: 'Reads what was opened; that it was read is shown to nobody.',
  })
  jointPart(@AsViewer() viewer: Viewer, @Args('id', { type: () => ID }) id: string): Promise<JointPartType> {
    return this.joint.jointPart(viewer, id);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => OwnOpeningPayload, {
    description:
      'Says which own answers may be opened, as they are or in other words. Nothing opens by itself.',
  })
  async offerToOpen(
    @AsViewer() viewer: Viewer,
    @Args('input') input: OfferToOpenInput,
  ): Promise<OwnOpeningPayload> {
    return { ownOpening: await this.joint.offerToOpen(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => OwnOpeningPayload, { description: 'Takes back all of it, opened or not, at once.' })
  async withdrawOffer(
    @AsViewer() viewer: Viewer,
    @Args('input') input: WithdrawOfferInput,
  ): Promise<OwnOpeningPayload> {
    return { ownOpening: await this.joint.withdrawOffer(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => AskNotToOpenPayload, {
    description: 'Asks the care team not to open this. Nobody else is told, and no screen shows it.',
  })
  async askNotToOpen(
    @AsViewer() viewer: Viewer,
    @Args('input') input: AskNotToOpenInput,
  ): Promise<AskNotToOpenPayload> {
    await this.joint.askNotToOpen(viewer, input);
    return { userErrors: [] };
  }
}

/** The clinician's side of it: the third key. */
@Resolver()
export class OpeningsResolver {
  constructor(@Inject(JointService) private readonly joint: JointService) {}

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => [Opening], {
    description: 'The turns of a couple that can be opened, the newest first; no text.',
  })
  openings(
    @AsViewer() viewer: Viewer,
    @Args('coupleId', { type: () => ID }) coupleId: string,
  ): Promise<Opening[]> {
    return this.joint.openings(viewer, coupleId);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => [OfferedBlock], {
    description: 'What is offered in a turn, to be read before opening; the reading is audited.',
  })
  offeredBlocks(
    @AsViewer() viewer: Viewer,
    @Args('assignmentId', { type: () => ID }) assignmentId: string,
    @Args('slot') slot: string,
  ): Promise<OfferedBlock[]> {
    return this.joint.offeredBlocks(viewer, assignmentId, slot);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => OpeningPayload, {
    description: 'Opens a turn to everyone who took part, where all are in and all have offered something.',
  })
  async openJointPart(
    @AsViewer() viewer: Viewer,
    @Args('input') input: OpenJointPartInput,
  ): Promise<OpeningPayload> {
    return { opening: await this.joint.openJointPart(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => OpeningPayload, {
    description: 'Makes a turn each author’s own work, for good: nothing of it is opened any more.',
  })
  async turnIntoOwnWork(
    @AsViewer() viewer: Viewer,
    @Args('input') input: TurnIntoOwnWorkInput,
  ): Promise<OpeningPayload> {
    return { opening: await this.joint.turnIntoOwnWork(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => CoupleCoursePayload, {
    description:
      'One of three or more leaves joint work for good once each was told alone. The others go on; nothing passes between them.',
  })
  async leaveCouple(
    @AsViewer() viewer: Viewer,
    @Args('input') input: LeaveCoupleInput,
  ): Promise<CoupleCoursePayload> {
    return { couple: await this.joint.leaveCouple(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => OpeningPayload, { description: 'Closes it for everyone at once.' })
  async closeJointPart(
    @AsViewer() viewer: Viewer,
    @Args('input') input: CloseJointPartInput,
  ): Promise<OpeningPayload> {
    return { opening: await this.joint.closeJointPart(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => OpeningPayload, {
    description: 'Keeps it open until the end of a day, or until it is closed.',
  })
  async extendJointPart(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ExtendJointPartInput,
  ): Promise<OpeningPayload> {
    return { opening: await this.joint.extendJointPart(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => OpeningPayload, { description: 'Lifts what a client asked, after a talk with them alone.' })
  async liftMark(@AsViewer() viewer: Viewer, @Args('input') input: LiftMarkInput): Promise<OpeningPayload> {
    return { opening: await this.joint.liftMark(viewer, input), userErrors: [] };
  }
}
