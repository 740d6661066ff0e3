import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, CheckedInside, type Viewer } from '../../platform/auth/index.js';
import { AsViewer, type Connection, PageArgs } from '../../platform/graphql/index.js';
import { ClientType, CoupleType } from '../caseload/index.js';
import {
  AssignExerciseInput,
  AssignExercisePayload,
  AssignmentType,
  ChangeRhythmInput,
  ChangeRhythmPayload,
  MarkTalkedAboutInput,
  MarkTalkedAboutPayload,
  OpenInSessionInput,
  OpenInSessionPayload,
  PauseAssignmentInput,
  PauseAssignmentPayload,
  ProcessNoteType,
  type ReflectionSummary,
  ReflectionSummaryConnection,
  ReflectionType,
  ReplyToReflectionInput,
  ReplyToReflectionPayload,
  RestoreAssignmentInput,
  RestoreAssignmentPayload,
  RestoreTurnInput,
  RestoreTurnPayload,
  ResumeAssignmentInput,
  ResumeAssignmentPayload,
  SetHolidayInput,
  SetHolidayPayload,
  SkipTurnInput,
  SkipTurnPayload,
  TakeBackReplyInput,
  TakeBackReplyPayload,
  WithdrawAssignmentInput,
  WithdrawAssignmentPayload,
  WriteProcessNoteInput,
  WriteProcessNotePayload,
} from './assignment.types.js';
import {
  AddToReflectionInput,
  AddToReflectionPayload,
  type ClientReply,
  ClientReplyConnection,
  DeleteDraftInput,
  DeleteDraftPayload,
  OccurrenceType,
  SaveDraftInput,
  SaveDraftPayload,
  StartTurnInput,
  StartTurnPayload,
  SubmitReflectionInput,
  SubmitReflectionPayload,
  TakeBackReflectionInput,
  TakeBackReflectionPayload,
  TodayType,
} from './reflection.types.js';
import { AssignmentsService } from './assignments.service.js';
import { ReflectionsService } from './reflections.service.js';
import { ReviewsService } from './reviews.service.js';
import { RhythmsService } from './rhythms.service.js';

/** What assignments add to a client: the page's own statement brings them along, an act's payload loads them. */
@Resolver(() => ClientType)
export class ClientAssignmentsResolver {
  constructor(@Inject(AssignmentsService) private readonly assignments: AssignmentsService) {}

  @ResolveField('assignments', () => [AssignmentType], {
    description: 'What was given, newest first; no text.',
  })
  assignmentsOf(
    @AsViewer() viewer: Viewer,
    @Parent() client: ClientType & { assignments?: AssignmentType[] },
  ): AssignmentType[] | Promise<AssignmentType[]> {
    return client.assignments ?? this.assignments.assignmentsOf(viewer, client.id);
  }
}

/** What assignments add to a couple, in the same way. */
@Resolver(() => CoupleType)
export class CoupleAssignmentsResolver {
  constructor(@Inject(AssignmentsService) private readonly assignments: AssignmentsService) {}

  @ResolveField('assignments', () => [AssignmentType], {
    description: 'What was given to both or to one, newest first; no text.',
  })
  assignmentsOf(
    @AsViewer() viewer: Viewer,
    @Parent() couple: CoupleType & { assignments?: AssignmentType[] },
  ): AssignmentType[] | Promise<AssignmentType[]> {
    return couple.assignments ?? this.assignments.assignmentsOfCouple(viewer, couple.id);
  }
}

/** The clinician's side. */
@Resolver()
export class ReviewsResolver {
  constructor(
    @Inject(AssignmentsService) private readonly assignments: AssignmentsService,
    @Inject(ReviewsService) private readonly reviews: ReviewsService,
  ) {}

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => ReflectionSummaryConnection, {
    description: 'What is marked first, then "please read before, if you can"; the oldest first.',
  })
  toRead(@AsViewer() viewer: Viewer, @Args() page: PageArgs): Promise<Connection<ReflectionSummary>> {
    return this.reviews.toRead(viewer, page);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => ReflectionType, {
    nullable: true,
    description: 'Opens a shared reflection; the reading is audited.',
  })
  reflection(
    @AsViewer() viewer: Viewer,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ReflectionType> {
    return this.reviews.reflection(viewer, id);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Query(() => [ProcessNoteType], { description: 'The viewer’s own notes about a client, newest first.' })
  processNotes(
    @AsViewer() viewer: Viewer,
    @Args('clientId', { type: () => ID }) clientId: string,
  ): Promise<ProcessNoteType[]> {
    return this.reviews.processNotes(viewer, clientId);
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => AssignExercisePayload, {
    description: 'Gives an exercise; ten seconds to undo before anyone is told.',
  })
  async assignExercise(
    @AsViewer() viewer: Viewer,
    @Args('input') input: AssignExerciseInput,
  ): Promise<AssignExercisePayload> {
    return { assignment: await this.assignments.assignExercise(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => WithdrawAssignmentPayload)
  async withdrawAssignment(
    @AsViewer() viewer: Viewer,
    @Args('input') input: WithdrawAssignmentInput,
  ): Promise<WithdrawAssignmentPayload> {
    return { assignment: await this.assignments.withdrawAssignment(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => RestoreAssignmentPayload, { description: 'Takes a withdrawal back.' })
  async restoreAssignment(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RestoreAssignmentInput,
  ): Promise<RestoreAssignmentPayload> {
    return { assignment: await this.assignments.restoreAssignment(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => OpenInSessionPayload, {
    description: 'Opens what waits for a session, for everyone it was given to.',
  })
  async openInSession(
    @AsViewer() viewer: Viewer,
    @Args('input') input: OpenInSessionInput,
  ): Promise<OpenInSessionPayload> {
    return { assignment: await this.assignments.openInSession(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => TakeBackReplyPayload, {
    description:
      'Takes an own reply back: within ten seconds without a trace, later with a line of apology in its place.',
  })
  async takeBackReply(
    @AsViewer() viewer: Viewer,
    @Args('input') input: TakeBackReplyInput,
  ): Promise<TakeBackReplyPayload> {
    return { ...(await this.reviews.takeBackReply(viewer, input)), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => ReplyToReflectionPayload, { description: 'Writes back to the client; closes the item.' })
  async replyToReflection(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ReplyToReflectionInput,
  ): Promise<ReplyToReflectionPayload> {
    return { ...(await this.reviews.replyToReflection(viewer, input)), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => MarkTalkedAboutPayload, {
    description: '"Talked about in session": closes the item without a reply.',
  })
  async markTalkedAbout(
    @AsViewer() viewer: Viewer,
    @Args('input') input: MarkTalkedAboutInput,
  ): Promise<MarkTalkedAboutPayload> {
    return { reflection: await this.reviews.markTalkedAbout(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => WriteProcessNotePayload, { description: 'Writes a private note, or changes an own one.' })
  async writeProcessNote(
    @AsViewer() viewer: Viewer,
    @Args('input') input: WriteProcessNoteInput,
  ): Promise<WriteProcessNotePayload> {
    return { note: await this.reviews.writeProcessNote(viewer, input), userErrors: [] };
  }
}

/** The rhythm of what was given. */
@Resolver()
export class RhythmsResolver {
  constructor(@Inject(RhythmsService) private readonly rhythms: RhythmsService) {}

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => ChangeRhythmPayload, {
    description:
      'Gives it another rhythm from today on. What was written stays, and the turn that is there as well.',
  })
  async changeRhythm(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ChangeRhythmInput,
  ): Promise<ChangeRhythmPayload> {
    return { assignment: await this.rhythms.changeRhythm(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => PauseAssignmentPayload, { description: 'Nothing comes until it is resumed.' })
  async pauseAssignment(
    @AsViewer() viewer: Viewer,
    @Args('input') input: PauseAssignmentInput,
  ): Promise<PauseAssignmentPayload> {
    return { assignment: await this.rhythms.pauseAssignment(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => ResumeAssignmentPayload, {
    description: 'Goes on with the next turn; what would have come meanwhile is left behind.',
  })
  async resumeAssignment(
    @AsViewer() viewer: Viewer,
    @Args('input') input: ResumeAssignmentInput,
  ): Promise<ResumeAssignmentPayload> {
    return { assignment: await this.rhythms.resumeAssignment(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => SkipTurnPayload, { description: 'Leaves out the turn that comes next.' })
  async skipTurn(@AsViewer() viewer: Viewer, @Args('input') input: SkipTurnInput): Promise<SkipTurnPayload> {
    return { assignment: await this.rhythms.skipTurn(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => RestoreTurnPayload, { description: 'Lets a turn that was left out come after all.' })
  async restoreTurn(
    @AsViewer() viewer: Viewer,
    @Args('input') input: RestoreTurnInput,
  ): Promise<RestoreTurnPayload> {
    return { assignment: await this.rhythms.restoreTurn(viewer, input), userErrors: [] };
  }

  @Allow('CLINICIAN')
  @CheckedInside()
  @Mutation(() => SetHolidayPayload, { description: 'Days on which nothing comes, or none.' })
  async setHoliday(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SetHolidayInput,
  ): Promise<SetHolidayPayload> {
    return { assignment: await this.rhythms.setHoliday(viewer, input), userErrors: [] };
  }
}

/** The client's side. */
@Resolver()
export class ReflectionsResolver {
  constructor(@Inject(ReflectionsService) private readonly reflections: ReflectionsService) {}

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => TodayType)
  today(@AsViewer() viewer: Viewer): Promise<TodayType> {
    return this.reflections.today(viewer);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => OccurrenceType, { nullable: true })
  occurrence(
    @AsViewer() viewer: Viewer,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<OccurrenceType> {
    return this.reflections.occurrence(viewer, id);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Query(() => ClientReplyConnection, { description: 'Replies, newest first.' })
  replies(@AsViewer() viewer: Viewer, @Args() page: PageArgs): Promise<Connection<ClientReply>> {
    return this.reflections.replies(viewer, page);
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => StartTurnPayload, {
    description: 'Begins a turn of what is for when it happens; sent again, it is the same one.',
  })
  async startTurn(
    @AsViewer() viewer: Viewer,
    @Args('input') input: StartTurnInput,
  ): Promise<StartTurnPayload> {
    return { occurrenceId: await this.reflections.startTurn(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => SaveDraftPayload, {
    description: 'Keeps unfinished words; an acknowledged save is durable.',
  })
  async saveDraft(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SaveDraftInput,
  ): Promise<SaveDraftPayload> {
    return { draft: await this.reflections.saveDraft(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => DeleteDraftPayload, { description: 'Really deletes.' })
  async deleteDraft(
    @AsViewer() viewer: Viewer,
    @Args('input') input: DeleteDraftInput,
  ): Promise<DeleteDraftPayload> {
    return { occurrenceId: await this.reflections.deleteDraft(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => SubmitReflectionPayload, { description: 'Shares, and only this shares.' })
  async submitReflection(
    @AsViewer() viewer: Viewer,
    @Args('input') input: SubmitReflectionInput,
  ): Promise<SubmitReflectionPayload> {
    return { reflection: await this.reflections.submitReflection(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => TakeBackReflectionPayload, { description: 'Takes back what nobody has read yet.' })
  async takeBackReflection(
    @AsViewer() viewer: Viewer,
    @Args('input') input: TakeBackReflectionInput,
  ): Promise<TakeBackReflectionPayload> {
    return { occurrenceId: await this.reflections.takeBackReflection(viewer, input), userErrors: [] };
  }

  @Allow('CLIENT')
  @CheckedInside()
  @Mutation(() => AddToReflectionPayload, {
    description: 'Adds something to what was shared. The shared words stay as they are.',
  })
  async addToReflection(
    @AsViewer() viewer: Viewer,
    @Args('input') input: AddToReflectionInput,
  ): Promise<AddToReflectionPayload> {
    return { reflection: await this.reflections.addToReflection(viewer, input), userErrors: [] };
  }
}
