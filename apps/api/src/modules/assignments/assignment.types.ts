import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import {
  type AssignmentRhythm,
  limits,
  type Outcome,
  type Role,
  type Sharing,
  type SittingKind,
} from '@rejoin/domain';
import { type AgreementKind, AgreementKinds } from '../accounts/index.js';
import { Roles } from '../exercises/index.js';
import { type CareKind, CareKinds, NextSession } from '../caseload/index.js';
import {
  connectionOf,
  DateTime,
  FlagField,
  IdField,
  ListField,
  LocalDate,
  PartField,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import type { Due, ReflectionState } from './assignment.lifecycle.js';
import {
  AddendumType,
  AnswerType,
  Dues,
  Outcomes,
  RatingType,
  ReflectionStates,
  ReplyType,
  Sharings,
  Sittings,
} from './reflection.types.js';
import { AssignmentRhythmInput, AssignmentRhythmType, Holiday, HolidayInput } from './rhythm.types.js';

@ObjectType({ description: 'A shared reflection as lists show it: no text.' })
export class ReflectionSummary {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field()
  exerciseTitle: string;

  @Field(() => Outcomes)
  outcome: Outcome;

  @Field(() => Sharings)
  sharing: Sharing;

  @Field(() => ReflectionStates)
  state: ReflectionState;

  @Field(() => DateTime)
  submittedAt: string;

  @Field({ description: 'The viewer has opened it.' })
  isRead: boolean;

  @Field(() => NextSession, { nullable: true })
  nextSession: NextSession | null;

  @Field(() => Sittings)
  sitting: SittingKind;

  @Field({
    description:
      'The client said "this feels wrong to me" twice in a row: to be looked at first. Nobody else sees it.',
  })
  isMarked: boolean;

  @Field(() => CareKinds)
  careKind: CareKind;

  @Field(() => ID, { nullable: true })
  coupleId: string | null;

  @Field(() => String, { nullable: true })
  coupleName: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When the client last added something.' })
  addendedAt: string | null;
}

@ObjectType()
export class ReflectionSummaryConnection extends connectionOf(ReflectionSummary, 'ReflectionSummary') {}

@ObjectType({
  description: 'One client’s turn, by name: where it begins on their phone. Not whether it was begun.',
})
export class AssignmentTurn {
  @Field(() => ID, { description: 'The occurrence.' })
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field(() => Roles, { nullable: true, description: 'Of an exercise from two sides: which one is theirs.' })
  role: Role | null;

  @Field({ description: 'Nobody else knows of it until it is opened in a session.' })
  isWaiting: boolean;
}

@ObjectType('Assignment', {
  description: 'An exercise given in an episode; staff see neither opened nor started.',
})
export class AssignmentType {
  @Field(() => ID)
  id: string;

  @Field()
  exerciseTitle: string;

  @Field()
  exerciseSlug: string;

  @Field(() => DateTime)
  assignedAt: string;

  @Field(() => DateTime, { description: 'Until then withdrawing leaves no trace: nobody was told.' })
  announcedAt: string;

  @Field(() => Dues)
  due: Due;

  @Field(() => LocalDate, { nullable: true })
  dueOn: string | null;

  @Field(() => DateTime, { nullable: true })
  withdrawnAt: string | null;

  @Field(() => AssignmentRhythmType)
  rhythm: AssignmentRhythm;

  @Field(() => LocalDate, {
    nullable: true,
    description:
      'When the next turn comes: a day, or the date of the session it comes before. Null: none comes by itself, or nobody can say when.',
  })
  nextTurnOn: string | null;

  @Field({ description: 'Its last day is over, or its last turn has come.' })
  hasEnded: boolean;

  @Field(() => DateTime, { nullable: true, description: 'Since then nothing comes, until it is resumed.' })
  pausedAt: string | null;

  @Field(() => Holiday, { nullable: true, description: 'Days on which nothing comes, until they are over.' })
  holiday: Holiday | null;

  @Field(() => [LocalDate], { description: 'Coming turns that are left out.' })
  skippedOn: string[];

  @Field(() => [AssignmentTurn], { description: 'The newest turn of each client it is for.' })
  turns: AssignmentTurn[];

  @Field(() => [ReflectionSummary], { description: 'Shared ones only.' })
  reflections: ReflectionSummary[];

  @Field()
  viewerCanWithdraw: boolean;

  @Field({ description: 'It waits for a session, and can be opened there now.' })
  viewerCanOpenInSession: boolean;

  @Field({ description: 'It was withdrawn and may be given again as it was.' })
  viewerCanRestore: boolean;

  @Field()
  viewerCanChangeRhythm: boolean;

  @Field()
  viewerCanPause: boolean;

  @Field()
  viewerCanResume: boolean;

  @Field({ description: 'The turn of nextTurnOn.' })
  viewerCanSkip: boolean;

  @Field()
  viewerCanSetHoliday: boolean;
}

@ObjectType('Reflection', {
  description:
    'A shared reflection as the care team reads it. Reading it is written to the audit trail in the same statement.',
})
export class ReflectionType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field()
  clientName: string;

  @Field()
  exerciseTitle: string;

  @Field({ description: 'One question to ask in the session, from the exercise.' })
  oneQuestion: string;

  @Field(() => String, { nullable: true, description: '"Why this for you", as it was given.' })
  rationale: string | null;

  @Field(() => Outcomes)
  outcome: Outcome;

  @Field(() => Sharings)
  sharing: Sharing;

  @Field(() => ReflectionStates)
  state: ReflectionState;

  @Field(() => DateTime)
  submittedAt: string;

  @Field(() => String, {
    nullable: true,
    description: 'The tag of the language its words were asked in; null where none were.',
  })
  language: string | null;

  @Field(() => [AnswerType])
  answers: AnswerType[];

  @Field(() => [RatingType])
  ratings: RatingType[];

  @Field({ description: 'The client said of at least one step that it felt wrong to them.' })
  feltWrong: boolean;

  @Field(() => [ReplyType])
  replies: ReplyType[];

  @Field(() => [AddendumType], { description: 'Oldest first.' })
  addenda: AddendumType[];

  @Field(() => [AnswerType], {
    description: 'Shared answers of the first sitting that this later one takes up again.',
  })
  earlierAnswers: AnswerType[];

  @Field(() => Sittings)
  sitting: SittingKind;

  @Field()
  isMarked: boolean;

  @Field(() => ID, { nullable: true })
  coupleId: string | null;

  @Field(() => String, { nullable: true })
  coupleName: string | null;

  @Field(() => AgreementKinds, {
    nullable: true,
    description:
      'Within joint work: what they had accepted when they shared it, which says what may be brought in.',
  })
  agreement: AgreementKind | null;

  @Field(() => DateTime, { nullable: true })
  talkedAboutAt: string | null;

  @Field()
  viewerCanReply: boolean;

  @Field()
  viewerCanMarkTalkedAbout: boolean;
}

@ObjectType('ProcessNote', {
  description: 'A clinician’s private note, kept apart from the record; only its author ever reads it.',
})
export class ProcessNoteType {
  @Field(() => ID)
  id: string;

  @Field()
  text: string;

  @Field(() => DateTime)
  writtenAt: string;

  @Field(() => DateTime, { nullable: true })
  changedAt: string | null;
}

@InputType({ description: 'Which side of an exercise is whose. Neither of them sees a label for the other.' })
export class PartnerRoleInput {
  @IdField()
  clientId: string;

  @ValueField(() => Roles)
  role: Role;
}

@InputType()
export class AssignExerciseInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  episodeId: string;

  @TextField({ max: 80 })
  exerciseSlug: string;

  @TextField({ max: limits.rationale, nullable: true, description: '"Why this for you".' })
  rationale?: string | null;

  @ValueField(() => Dues)
  due: Due;

  @ValueField(() => LocalDate, { nullable: true, description: 'With ON_DATE only.' })
  dueOn?: string | null;

  @ListField(() => ID, {
    min: 1,
    max: 6,
    nullable: true,
    description: 'For whom, in a couple; absent: for everyone in the episode.',
  })
  clientIds?: string[] | null;

  @ListField(() => PartnerRoleInput, {
    min: 0,
    max: 6,
    nullable: true,
    description: 'A role for each, where the exercise has roles; absent elsewhere.',
  })
  roles?: PartnerRoleInput[] | null;

  @PartField(() => AssignmentRhythmInput, { nullable: true, description: 'Absent: once.' })
  rhythm?: AssignmentRhythmInput | null;

  @FlagField({
    nullable: true,
    description: 'Started together in the room: there at once, without a mail and without time to undo.',
  })
  isStartedNow?: boolean | null;
}

@ObjectType()
export class AssignExercisePayload extends Payload {
  @Field(() => AssignmentType, { nullable: true })
  assignment?: AssignmentType | null;
}

@InputType()
export class WithdrawAssignmentInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  assignmentId: string;
}

@ObjectType()
export class WithdrawAssignmentPayload extends AssignExercisePayload {}

@InputType()
export class OpenInSessionInput extends WithdrawAssignmentInput {}

@ObjectType()
export class OpenInSessionPayload extends AssignExercisePayload {}

@InputType()
export class RestoreAssignmentInput extends WithdrawAssignmentInput {}

@ObjectType()
export class RestoreAssignmentPayload extends AssignExercisePayload {}

@InputType()
export class ChangeRhythmInput extends WithdrawAssignmentInput {
  @PartField(() => AssignmentRhythmInput)
  rhythm: AssignmentRhythmInput;

  @ValueField(() => LocalDate, {
    nullable: true,
    description: 'To undo a change: the day the former rhythm counted from. Absent: today.',
  })
  countsFrom?: string | null;
}

@ObjectType()
export class ChangeRhythmPayload extends AssignExercisePayload {}

@InputType()
export class PauseAssignmentInput extends WithdrawAssignmentInput {}

@ObjectType()
export class PauseAssignmentPayload extends AssignExercisePayload {}

@InputType()
export class ResumeAssignmentInput extends WithdrawAssignmentInput {}

@ObjectType()
export class ResumeAssignmentPayload extends AssignExercisePayload {}

@InputType()
export class SkipTurnInput extends WithdrawAssignmentInput {
  @ValueField(() => LocalDate, { description: 'The turn that comes next, by its nextTurnOn.' })
  on: string;
}

@ObjectType()
export class SkipTurnPayload extends AssignExercisePayload {}

@InputType()
export class RestoreTurnInput extends WithdrawAssignmentInput {
  @ValueField(() => LocalDate, { description: 'One of skippedOn.' })
  on: string;
}

@ObjectType()
export class RestoreTurnPayload extends AssignExercisePayload {}

@InputType()
export class SetHolidayInput extends WithdrawAssignmentInput {
  @PartField(() => HolidayInput, { nullable: true, description: 'Absent: there is none.' })
  holiday?: HolidayInput | null;
}

@ObjectType()
export class SetHolidayPayload extends AssignExercisePayload {}

@InputType()
export class ReplyToReflectionInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  reflectionId: string;

  @TextField({ max: limits.reply })
  text: string;
}

@ObjectType()
export class MarkTalkedAboutPayload extends Payload {
  @Field(() => ReflectionSummary, { nullable: true })
  reflection?: ReflectionSummary | null;
}

@ObjectType()
export class ReplyToReflectionPayload extends MarkTalkedAboutPayload {
  @Field(() => ReplyType, { nullable: true })
  reply?: ReplyType | null;
}

@InputType()
export class TakeBackReplyInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  replyId: string;
}

@ObjectType()
export class TakeBackReplyPayload extends ReplyToReflectionPayload {}

@InputType()
export class MarkTalkedAboutInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  reflectionId: string;
}

@InputType()
export class WriteProcessNoteInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  clientId: string;

  @IdField({ nullable: true, description: 'The author changes an own note.' })
  noteId?: string | null;

  @TextField({ max: limits.note })
  text: string;
}

@ObjectType()
export class WriteProcessNotePayload extends Payload {
  @Field(() => ProcessNoteType, { nullable: true })
  note?: ProcessNoteType | null;
}
