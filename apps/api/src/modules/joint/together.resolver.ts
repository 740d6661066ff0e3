import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, CheckedInside, type Viewer } from '../../platform/auth/index.js';
import { AsViewer } from '../../platform/graphql/index.js';
import { TogetherService } from './together.service.js';
import {
  AnswerJointCheckInput,
  AnswerJointCheckPayload,
  AskedToTalk,
  BeginTogetherInput,
  JointCheckToAsk,
  JointGuide,
  JointNoteType,
  JointRecord,
  JointSittingPayload,
  JointSittingType,
  KeepTogetherInput,
  KeepTogetherPayload,
  KeptTogether,
  MoveTogetherInput,
  TalkedWithInput,
  TalkedWithPayload,
} from './together.types.js';

/** What partners do together, on one phone or on several. */
@Resolver()
export class TogetherResolver {
  constructor(@Inject(TogetherService) private readonly together: TogetherService) {}

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => JointGuide, {
    nullable: true,
    description: 'What partners do together of something that is open to them.',
  })
  jointGuide(
    @AsViewer() viewer: Viewer,
    @Args('jointPartId', { type: () => ID }) jointPartId: string,
  ): Promise<JointGuide> {
    return this.together.guide(viewer, jointPartId);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => JointSittingType, {
    nullable: true,
    description: 'Where they are; absent until somebody began. Phones ask it again and again.',
  })
  jointSitting(
    @AsViewer() viewer: Viewer,
    @Args('jointPartId', { type: () => ID }) jointPartId: string,
  ): Promise<JointSittingType | null> {
    return this.together.sitting(viewer, jointPartId);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => [JointNoteType], {
    nullable: true,
    description: 'Reads what the partners kept of one opening, as long as their joint work goes on.',
  })
  jointNotes(
    @AsViewer() viewer: Viewer,
    @Args('jointPartId', { type: () => ID }) jointPartId: string,
  ): Promise<JointNoteType[]> {
    return this.together.notes(viewer, jointPartId);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => [KeptTogether], { description: 'Where the viewer’s couples kept something; no text.' })
  keptTogether(@AsViewer() viewer: Viewer): Promise<KeptTogether[]> {
    return this.together.kept(viewer);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => [JointCheckToAsk], {
    description: 'Of what the viewer is asked, alone, how it was: from the day after, for some days.',
  })
  jointChecks(@AsViewer() viewer: Viewer): Promise<JointCheckToAsk[]> {
    return this.together.checksToAsk(viewer);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => JointSittingPayload, { description: 'Begins, or joins what another one has begun.' })
  async beginTogether(
    @AsViewer() viewer: Viewer,
    @Args('input') input: BeginTogetherInput,
  ): Promise<JointSittingPayload> {
    return { sitting: await this.together.begin(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => JointSittingPayload, {
    description: 'Goes on, back, or stops, for everyone. Nothing keeps who did.',
  })
  async moveTogether(
    @AsViewer() viewer: Viewer,
    @Args('input') input: MoveTogetherInput,
  ): Promise<JointSittingPayload> {
    return { sitting: await this.together.move(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => KeepTogetherPayload, {
    description: 'Keeps what was answered together, for all partners and the care team.',
  })
  async keepTogether(
    @AsViewer() viewer: Viewer,
    @Args('input') input: KeepTogetherInput,
  ): Promise<KeepTogetherPayload> {
    return { notes: await this.together.keep(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => AnswerJointCheckPayload, {
    description: 'How it was for the viewer, for their care team alone. Nothing on their screens shows it.',
  })
  async answerJointCheck(
    @AsViewer() viewer: Viewer,
    @Args('input') input: AnswerJointCheckInput,
  ): Promise<AnswerJointCheckPayload> {
    await this.together.answerCheck(viewer, input);
    return { userErrors: [] };
  }
}

/** The clinician's look at what was done together. */
@Resolver()
export class JointRecordResolver {
  constructor(@Inject(TogetherService) private readonly together: TogetherService) {}

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => [JointRecord], {
    description: 'Reads what a couple did together and how it was for each; the reading is audited.',
  })
  jointRecord(
    @AsViewer() viewer: Viewer,
    @Args('coupleId', { type: () => ID }) coupleId: string,
  ): Promise<JointRecord[]> {
    return this.together.record(viewer, coupleId);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => [AskedToTalk], {
    description: 'Who asked to be talked with after something done together, whoever waits longest first.',
  })
  askedToTalk(@AsViewer() viewer: Viewer): Promise<AskedToTalk[]> {
    return this.together.askedToTalk(viewer);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => TalkedWithPayload, { description: 'A clinician has talked with the one who asked for it.' })
  async talkedWith(
    @AsViewer() viewer: Viewer,
    @Args('input') input: TalkedWithInput,
  ): Promise<TalkedWithPayload> {
    return { askedToTalk: await this.together.talkedWith(viewer, input), userErrors: [] };
  }
}
