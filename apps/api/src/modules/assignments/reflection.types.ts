import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import {
  type AssignmentRhythm,
  type ExerciseDefinition,
  type Language,
  limits,
  type Outcome,
  outcomeValues,
  type Readers,
  readersValues,
  type Sharing,
  sharingValues,
  type SittingKind,
  sittingKinds,
} from '@rejoin/domain';
import { GraphQLJSON } from 'graphql-scalars';
import { type AgreementKind, AgreementKinds, Languages } from '../accounts/index.js';
import { Agreement, NextSession } from '../caseload/index.js';
import { ExerciseContent } from '../exercises/index.js';
import {
  connectionOf,
  graphqlEnum,
  DateTime,
  IdField,
  IntField,
  JsonField,
  JsonObject,
  LocalDate,
  Payload,
  TextField,
  ValueField,
} from '../../platform/graphql/index.js';
import { OwnProgram } from './enrollment.types.js';
import { type Due, dues, type ReflectionState, reflectionStates } from './assignment.lifecycle.js';
import { AssignmentRhythmType } from './rhythm.types.js';

export const Dues = graphqlEnum('Due', dues, 'Until when, if at all.');
export const Outcomes = graphqlEnum(
  'Outcome',
  outcomeValues,
  'How it ended, said by the client; all three are full states.',
);
export const Sharings = graphqlEnum(
  'Sharing',
  sharingValues,
  'For our session, or please read before, if you can.',
);
const ReadersEnum = graphqlEnum(
  'Readers',
  readersValues,
  'Who may read an answer; frozen with it and can only narrow.',
);
export const ReflectionStates = graphqlEnum(
  'ReflectionState',
  reflectionStates,
  'While it is a draft, only its author knows of it.',
);

export const Sittings = graphqlEnum(
  'Sitting',
  sittingKinds,
  'When a client sits down to an exercise: at once, after the next session, when the client chooses, or after some days.',
);
@ObjectType('Answer', { description: 'The value of one block as shared, with the wording as asked.' })
export class AnswerType {
  @Field(() => ID)
  id: string;

  @Field()
  key: string;

  @Field({ description: 'Block kind of the exercise format.' })
  kind: string;

  @Field()
  wording: string;

  @Field(() => GraphQLJSON, {
    description: 'The kept value in the exercise format; it reads without the definition.',
  })
  value: unknown;

  @Field(() => ReadersEnum)
  readers: Readers;

  @Field({ description: 'The client would like to bring this into the session.' })
  isBroughtIn: boolean;
}

@ObjectType('Rating', { description: 'One number from 0 to 10; never summed.' })
export class RatingType {
  @Field()
  key: string;

  @Field()
  label: string;

  @Field(() => Int)
  value: number;
}

@ObjectType('Reply', { description: 'What a clinician wrote back.' })
export class ReplyType {
  @Field(() => ID)
  id: string;

  @Field(() => String, { nullable: true, description: 'Null when it was taken back.' })
  text: string | null;

  @Field()
  authorName: string;

  @Field(() => DateTime)
  sentAt: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'A reply taken back after the client could see it leaves a line in its place.',
  })
  takenBackAt: string | null;

  @Field({ description: 'Its author may take it back.' })
  viewerCanTakeBack: boolean;
}

@ObjectType('Addendum', {
  description: 'What a client added after sharing. The shared words stay as they are.',
})
export class AddendumType {
  @Field(() => ID)
  id: string;

  @Field()
  text: string;

  @Field(() => DateTime)
  writtenAt: string;
}

@ObjectType({ description: 'What is next, as a card: no text of anyone.' })
export class OccurrenceCard {
  @Field(() => ID)
  id: string;

  @Field(() => Languages, { description: 'What it is walked in, from its intro to its end.' })
  language: Language;

  @Field()
  title: string;

  @Field(() => Int)
  minutes: number;

  @Field(() => Dues)
  due: Due;

  @Field(() => LocalDate, { nullable: true })
  dueOn: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The step the draft was left at; null when nothing was begun.',
  })
  leftOffAt: string | null;

  @Field(() => Int, { nullable: true })
  leftOffNumber: number | null;

  @Field(() => Int)
  stepCount: number;

  @Field(() => Sittings)
  sitting: SittingKind;

  @Field(() => AssignmentRhythmType)
  rhythm: AssignmentRhythm;
}

@ObjectType({
  description:
    'An exercise for when it happens: there for its client to start whenever they like. No text of anyone.',
})
export class WhenItHappens {
  @Field(() => ID)
  assignmentId: string;

  @Field(() => Languages, { description: 'What it is walked in, from its intro to its end.' })
  language: Language;

  @Field()
  title: string;

  @Field(() => Int)
  minutes: number;

  @Field(() => ID, {
    nullable: true,
    description: 'A turn that is there and not begun. Null: starting makes one.',
  })
  readyId: string | null;
}

@ObjectType({ description: 'That a reply came, without its text.' })
export class ReplyNotice {
  @Field(() => ID)
  id: string;

  @Field()
  authorName: string;

  @Field(() => DateTime)
  sentAt: string;

  @Field()
  exerciseTitle: string;

  @Field(() => ID)
  occurrenceId: string;
}

@ObjectType({ description: 'A piece that was shared or left for that week, to look at again.' })
export class SharedCard {
  @Field(() => ID, { description: 'The occurrence.' })
  id: string;

  @Field()
  title: string;

  @Field(() => Outcomes)
  outcome: Outcome;

  @Field({ description: 'Ended without sharing a word: it is kept for the session.' })
  isKept: boolean;

  @Field(() => DateTime)
  submittedAt: string;
}

@ObjectType({ description: 'That something was opened to everyone who took part: no text.' })
export class OpenedCard {
  @Field(() => ID, { description: 'The joint part.' })
  id: string;

  @Field()
  title: string;

  @Field(() => DateTime)
  openedAt: string;
}

@ObjectType('Today', { description: 'A client’s first screen.' })
export class TodayType {
  @Field(() => [OwnProgram], { description: 'Programs under way, the oldest first.' })
  programs: OwnProgram[];

  @Field(() => [OccurrenceCard])
  occurrences: OccurrenceCard[];

  @Field(() => [WhenItHappens], { description: 'What can be started at any time; nobody waits for it.' })
  whenItHappens: WhenItHappens[];

  @Field(() => NextSession, { nullable: true })
  nextSession: NextSession | null;

  @Field(() => String, { nullable: true })
  clinicianName: string | null;

  @Field(() => [SharedCard], { description: 'The newest ten, newest first.' })
  shared: SharedCard[];

  @Field(() => [OpenedCard], { description: 'What is open to everyone who took part, the newest first.' })
  opened: OpenedCard[];

  @Field(() => ReplyNotice, { nullable: true })
  latestReply: ReplyNotice | null;

  @Field(() => [Agreement], {
    description: 'Agreements of joint work that are still to read. They can wait.',
  })
  agreements: Agreement[];
}

@ObjectType('Draft', { description: 'Unfinished words of one device lane; the author’s alone.' })
export class DraftType {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  lane: string;

  @Field(() => Int)
  revision: number;

  @Field(() => DateTime)
  savedAt: string;

  @Field(() => JsonObject)
  body: object;
}

@ObjectType({ description: 'What a client shared, as its author sees it.' })
export class OwnReflection {
  @Field(() => ID)
  id: string;

  @Field(() => ReflectionStates)
  state: ReflectionState;

  @Field(() => Outcomes, { nullable: true })
  outcome: Outcome | null;

  @Field(() => Sharings, { nullable: true })
  sharing: Sharing | null;

  @Field(() => DateTime, { nullable: true })
  submittedAt: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The tag of the language its words were asked in; null where none were.',
  })
  language: string | null;

  @Field(() => [AnswerType])
  answers: AnswerType[];

  @Field(() => [ReplyType])
  replies: ReplyType[];

  @Field(() => [AddendumType], { description: 'Oldest first.' })
  addenda: AddendumType[];

  @Field({ description: 'Something may be added; what was shared stays as it is.' })
  viewerCanAdd: boolean;

  @Field({
    description:
      'Some of it may be opened to the partners if its author says so, on a page of its own. Of joint work that is under way.',
  })
  hasOpening: boolean;

  @Field({ description: 'May be asked for; whether somebody has read it is answered only then.' })
  viewerCanTakeBack: boolean;
}

@ObjectType('Occurrence', { description: 'One turn of an exercise, whole: to write in, or to look back at.' })
export class OccurrenceType {
  @Field(() => ID)
  id: string;

  @Field(() => Languages, {
    description:
      'What it is walked in, from its intro to its end: what it was begun in, else the client’s own where the exercise and its program are complete in it, else English.',
  })
  language: Language;

  @Field()
  title: string;

  @Field(() => ExerciseContent)
  exercise: { id: string; slug: string; version: number; definition: ExerciseDefinition };

  @Field()
  clinicianName: string;

  @Field(() => [String], {
    description: 'Everybody on the care team, who may read what is shared; named before writing.',
  })
  readerNames: string[];

  @Field(() => String, { nullable: true })
  rationale: string | null;

  @Field(() => Dues)
  due: Due;

  @Field(() => LocalDate, { nullable: true })
  dueOn: string | null;

  @Field(() => NextSession, { nullable: true })
  nextSession: NextSession | null;

  @Field(() => [DraftType], {
    description:
      'Newest first. More than one: two devices wrote apart; nothing is merged, the author chooses.',
  })
  drafts: DraftType[];

  @Field(() => OwnReflection, { nullable: true })
  reflection: OwnReflection | null;

  @Field(() => Sittings)
  sitting: SittingKind;

  @Field(() => AssignmentRhythmType)
  rhythm: AssignmentRhythm;

  @Field(() => AgreementKinds, {
    nullable: true,
    description: 'Within joint work: the agreement under which it is written. Null for anything else.',
  })
  agreement: AgreementKind | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The line of the practice’s own that stands where something is written under that agreement.',
  })
  agreementLine: string | null;

  @Field(() => [AnswerType], {
    description: 'Answers of the first sitting that this one shows again, to their author.',
  })
  earlierAnswers: AnswerType[];

  @Field({ description: 'Nothing was shared before, so the record text is shown.' })
  isFirstShare: boolean;
}

@ObjectType()
export class ClientReply extends ReplyType {
  @Field()
  exerciseTitle: string;

  @Field(() => ID)
  occurrenceId: string;
}

@ObjectType()
export class ClientReplyConnection extends connectionOf(ClientReply, 'ClientReply') {}

@InputType({
  description:
    '(lane, baseRevision) is the key: a repeated save answers as the first did. baseRevision 0 begins a lane. A stale base opens a second lane and says so by answering with another lane.',
})
export class SaveDraftInput {
  @IdField()
  occurrenceId: string;

  @IdField()
  lane: string;

  @IntField({ min: 0, max: 1_000_000_000 })
  baseRevision: number;

  @JsonField({ description: 'A DraftBody of @rejoin/domain.' })
  body: object;
}

@ObjectType({ description: 'What the server keeps now, durably.' })
export class SavedDraft {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  lane: string;

  @Field(() => Int)
  revision: number;

  @Field(() => DateTime)
  savedAt: string;
}

@ObjectType()
export class SaveDraftPayload extends Payload {
  @Field(() => SavedDraft, { nullable: true })
  draft?: SavedDraft | null;
}

@InputType()
export class DeleteDraftInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  occurrenceId: string;

  @IdField({ nullable: true, description: 'Absent: all lanes go, the occurrence is as if never begun.' })
  lane?: string | null;
}

@ObjectType()
export class DeleteDraftPayload extends Payload {
  @Field(() => ID, { nullable: true })
  occurrenceId?: string | null;
}

@InputType({
  description:
    'lane and revision name the saved draft that is shared. Without them nothing written is shared: NOT_THIS_WEEK (with an optional reason), or PARTLY when it is kept for the session.',
})
export class SubmitReflectionInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  occurrenceId: string;

  @ValueField(() => Outcomes)
  outcome: Outcome;

  @ValueField(() => Sharings)
  sharing: Sharing;

  @IdField({ nullable: true })
  lane?: string | null;

  @IntField({ min: 1, max: 1_000_000_000, nullable: true })
  revision?: number | null;

  @TextField({ max: limits.reason, nullable: true })
  reason?: string | null;
}

@ObjectType()
export class SubmitReflectionPayload extends Payload {
  @Field(() => OwnReflection, { nullable: true })
  reflection?: OwnReflection | null;
}

@InputType()
export class StartTurnInput {
  @IdField({ description: 'A UUID that the device made. It names the turn, so that it is started once.' })
  idempotencyKey: string;

  @IdField()
  assignmentId: string;
}

@ObjectType()
export class StartTurnPayload extends DeleteDraftPayload {}

@InputType()
export class TakeBackReflectionInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  reflectionId: string;
}

@ObjectType()
export class TakeBackReflectionPayload extends DeleteDraftPayload {}

@InputType()
export class AddToReflectionInput {
  @IdField()
  idempotencyKey: string;

  @IdField()
  reflectionId: string;

  @TextField({ max: limits.block })
  text: string;

  @ValueField(() => Sharings)
  sharing: Sharing;
}

@ObjectType()
export class AddToReflectionPayload extends SubmitReflectionPayload {}
