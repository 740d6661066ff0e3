/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AcceptAgreementInput = {
  coupleId: string;
  idempotencyKey: string;
  kind: AgreementKind;
  version: number;
};

export type AddToReflectionInput = {
  idempotencyKey: string;
  reflectionId: string;
  sharing: Sharing;
  text: string;
};

/** Whether a clinician may bring into joint work what one partner says or writes alone. */
export type AgreementKind =
  | 'LIMITED_SECRETS'
  | 'NO_SECRETS';

export type AnswerJointCheckInput = {
  /** Absent: put away. */
  feeling?: JointFeeling | null | undefined;
  idempotencyKey: string;
  jointPartId: string;
  /** Which time of doing it is meant. */
  nth: number;
};

export type AskNotToOpenInput = {
  idempotencyKey: string;
  reflectionId: string;
};

export type BeginTogetherInput = {
  idempotencyKey: string;
  jointPartId: string;
};

export type ChooseLanguageInput = {
  idempotencyKey: string;
  language: Language;
};

/** Texts a client accepts before the first question. */
export type ConsentDocumentKind =
  | 'WHAT_IS_SEEN';

export type DeleteDraftInput = {
  idempotencyKey: string;
  /** Absent: all lanes go, the occurrence is as if never begun. */
  lane?: string | null | undefined;
  occurrenceId: string;
};

/** Until when, if at all. */
export type Due =
  | 'NEXT_SESSION'
  | 'NONE'
  | 'ON_DATE';

export type EndSignInInput = {
  idempotencyKey: string;
  signInId: string;
};

export type EnterCodeInput = {
  /** As it was read aloud; anything but digits is overlooked. */
  code: string;
  idempotencyKey: string;
};

/** Which side of an exercise for two a person has. The clinician sets it. */
export type ExerciseRole =
  | 'LISTENER'
  | 'SPEAKER'
  | 'TO_COME_BACK'
  | 'TO_TELL';

export type GiveConsentInput = {
  idempotencyKey: string;
  kind: ConsentDocumentKind;
  version: number;
};

/** How it was for one person, the day after. Never summed and never compared. */
export type JointFeeling =
  | 'FINE'
  | 'HARD'
  | 'TALK_WITH_ME';

/** From one place to the next or the one before, or to the end. */
export type JointMove =
  | 'BACK'
  | 'ON'
  | 'STOP';

/** Whether partners are in it now. It says nothing of who stopped. */
export type JointSittingState =
  | 'FINISHED'
  | 'STOPPED'
  | 'UNDER_WAY';

export type KeepTogetherInput = {
  /** Answers by the keys of their blocks, as a draft has them. */
  answers: Record<string, unknown>;
  /** Keys of blocks that were asked in their neutral words. */
  feelsWrong?: Array<string> | null | undefined;
  idempotencyKey: string;
  jointPartId: string;
};

/** A language clients are spoken to in, by its tag. */
export type Language =
  | 'en'
  | 'es';

/** The place it is moved from is its key: whoever moves from there second moves nothing. */
export type MoveTogetherInput = {
  from: number;
  jointPartId: string;
  move: JointMove;
  nth: number;
};

export type OfferInput = {
  key: string;
  /** What is offered in place of the answer, which stays as it is; absent: the answer. */
  words?: Array<OtherWordsInput> | null | undefined;
};

export type OfferToOpenInput = {
  idempotencyKey: string;
  /** All that is offered from now on; none: nothing. */
  offers: Array<OfferInput>;
  reflectionId: string;
};

/** Other words for one answer. */
export type OtherWordsInput = {
  /** Which slot of a composed statement; absent: all of a text. */
  slot?: string | null | undefined;
  text: string;
};

/** How it ended, said by the client; all three are full states. */
export type Outcome =
  | 'NOT_THIS_WEEK'
  | 'PARTLY'
  | 'WHOLE';

/** Who may read an answer; frozen with it and can only narrow. */
export type Readers =
  | 'ONLY_ME'
  | 'THERAPIST'
  | 'THERAPIST_AND_PARTNER_AFTER_OPENING';

/** While it is a draft, only its author knows of it. */
export type ReflectionState =
  | 'DRAFT'
  | 'REVIEWED'
  | 'SUBMITTED';

/** How often an exercise is given: once, anew before each session, by weeks or months, or when it happens. */
export type RhythmKind =
  | 'BEFORE_EACH_SESSION'
  | 'MONTHLY'
  | 'ONCE'
  | 'WEEKLY'
  | 'WHEN_IT_HAPPENS';

/** What a membership is in its practice. */
export type Role =
  | 'CLIENT'
  | 'CLINICIAN'
  | 'PRACTICE_ADMIN';

/** (lane, baseRevision) is the key: a repeated save answers as the first did. baseRevision 0 begins a lane. A stale base opens a second lane and says so by answering with another lane. */
export type SaveDraftInput = {
  baseRevision: number;
  /** A DraftBody of @rejoin/domain. */
  body: Record<string, unknown>;
  lane: string;
  occurrenceId: string;
};

export type SetEndingWishInput = {
  coupleId: string;
  idempotencyKey: string;
  /** False takes it back; where there is none, nothing changes. */
  isWished: boolean;
};

export type SetSeenByOthersInput = {
  idempotencyKey: string;
  /** Yes, or perhaps. */
  seenByOthers: boolean;
};

/** For our session, or please read before, if you can. */
export type Sharing =
  | 'FOR_SESSION'
  | 'READ_BEFORE';

/** When a client sits down to an exercise: at once, after the next session, when the client chooses, or after some days. */
export type Sitting =
  | 'AFTER_DAYS'
  | 'FIRST'
  | 'NEXT_SESSION'
  | 'WHEN_I_CHOOSE';

export type StartTurnInput = {
  assignmentId: string;
  /** A UUID that the device made. It names the turn, so that it is started once. */
  idempotencyKey: string;
};

/** lane and revision name the saved draft that is shared. Without them nothing written is shared: NOT_THIS_WEEK (with an optional reason), or PARTLY when it is kept for the session. */
export type SubmitReflectionInput = {
  idempotencyKey: string;
  lane?: string | null | undefined;
  occurrenceId: string;
  outcome: Outcome;
  reason?: string | null | undefined;
  revision?: number | null | undefined;
  sharing: Sharing;
};

export type SwitchMembershipInput = {
  idempotencyKey: string;
  membershipId: string;
};

export type TakeBackReflectionInput = {
  idempotencyKey: string;
  reflectionId: string;
};

/** Faults the person can mend. */
export type UserErrorCode =
  | 'ALREADY_DONE'
  | 'ALREADY_EXISTS'
  | 'APART'
  | 'IDEMPOTENCY_MISMATCH'
  | 'INVALID'
  | 'LINK_NOT_VALID'
  | 'NOT_ALLOWED_NOW'
  | 'STALE'
  | 'TOO_LONG'
  | 'TOO_MANY_TRIES'
  | 'WEAK_PASSWORD'
  | 'WRONG_CREDENTIALS';

export type WithdrawOfferInput = {
  idempotencyKey: string;
  reflectionId: string;
};

export type SignedInFragment = { id: string, name: string, role: Role, language: Language, isLocked: boolean, seenByOthers: boolean | null, practice: { id: string, name: string, isDemo: boolean }, memberships: Array<{ id: string, role: Role, practiceName: string, isActive: boolean }>, pendingConsents: Array<{ kind: ConsentDocumentKind, version: number, title: string, paragraphs: Array<string> }> };

export type MyViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type MyViewerQuery = { viewer: { id: string, name: string, role: Role, language: Language, isLocked: boolean, seenByOthers: boolean | null, practice: { id: string, name: string, isDemo: boolean }, memberships: Array<{ id: string, role: Role, practiceName: string, isActive: boolean }>, pendingConsents: Array<{ kind: ConsentDocumentKind, version: number, title: string, paragraphs: Array<string> }> } | null };

export type NextSessionPartsFragment = { on: string, time: string, zone: string, at: string, isMoved: boolean };

export type TodayScreenQueryVariables = Exact<{ [key: string]: never; }>;


export type TodayScreenQuery = { today: { clinicianName: string | null, occurrences: Array<{ id: string, language: Language, title: string, minutes: number, due: Due, dueOn: string | null, leftOffAt: string | null, stepCount: number, leftOffNumber: number | null, sitting: Sitting, rhythm: { kind: RhythmKind, everyWeeks: number } }>, whenItHappens: Array<{ assignmentId: string, language: Language, title: string, minutes: number, readyId: string | null }>, nextSession: { on: string, time: string, zone: string, at: string, isMoved: boolean } | null, programs: Array<{ id: string, language: Language, title: string, openedCount: number, weekCount: number, weekTitle: string | null, line: string | null }>, agreements: Array<{ coupleId: string }>, shared: Array<{ id: string, title: string, outcome: Outcome, isKept: boolean, submittedAt: string }>, opened: Array<{ id: string, title: string }>, latestReply: { id: string, authorName: string, sentAt: string, exerciseTitle: string, occurrenceId: string } | null } };

export type AgreementPartsFragment = { coupleId: string, clinicianName: string | null, kind: AgreementKind, version: number, language: Language, title: string, paragraphs: Array<string> };

export type AgreedScreenQueryVariables = Exact<{ [key: string]: never; }>;


export type AgreedScreenQuery = { agreedTexts: Array<{ id: string, language: Language, title: string, paragraphs: Array<string>, agreedAt: string, clinicianName: string | null }> };

export type AgreementScreenQueryVariables = Exact<{ [key: string]: never; }>;


export type AgreementScreenQuery = { today: { agreements: Array<{ coupleId: string, clinicianName: string | null, kind: AgreementKind, version: number, language: Language, title: string, paragraphs: Array<string> }> } };

export type AnswerPartsFragment = { id: string, key: string, kind: string, wording: string, value: unknown, readers: Readers, isBroughtIn: boolean };

export type OwnReflectionPartsFragment = { id: string, state: ReflectionState, outcome: Outcome | null, sharing: Sharing | null, submittedAt: string | null, language: string | null, viewerCanAdd: boolean, viewerCanTakeBack: boolean, hasOpening: boolean, answers: Array<{ id: string, key: string, kind: string, wording: string, value: unknown, readers: Readers, isBroughtIn: boolean }>, replies: Array<{ id: string, text: string | null, authorName: string, sentAt: string, takenBackAt: string | null }>, addenda: Array<{ id: string, text: string, writtenAt: string }> };

export type OccurrenceScreenQueryVariables = Exact<{
  id: string;
}>;


export type OccurrenceScreenQuery = { occurrence: { id: string, language: Language, title: string, clinicianName: string, readerNames: Array<string>, agreement: AgreementKind | null, agreementLine: string | null, rationale: string | null, due: Due, dueOn: string | null, sitting: Sitting, isFirstShare: boolean, exercise: { id: string, slug: string, version: number, definition: Record<string, unknown> }, rhythm: { kind: RhythmKind, everyWeeks: number }, nextSession: { on: string, time: string, zone: string, at: string, isMoved: boolean } | null, earlierAnswers: Array<{ id: string, key: string, kind: string, wording: string, value: unknown, readers: Readers, isBroughtIn: boolean }>, drafts: Array<{ id: string, lane: string, revision: number, savedAt: string, body: Record<string, unknown> }>, reflection: { id: string, state: ReflectionState, outcome: Outcome | null, sharing: Sharing | null, submittedAt: string | null, language: string | null, viewerCanAdd: boolean, viewerCanTakeBack: boolean, hasOpening: boolean, answers: Array<{ id: string, key: string, kind: string, wording: string, value: unknown, readers: Readers, isBroughtIn: boolean }>, replies: Array<{ id: string, text: string | null, authorName: string, sentAt: string, takenBackAt: string | null }>, addenda: Array<{ id: string, text: string, writtenAt: string }> } | null } | null };

export type OwnOpeningPartsFragment = { id: string, occurrenceId: string, title: string, language: string, isOwnWork: boolean, viewerCanOffer: boolean, offers: Array<{ key: string, kind: string, wording: string, value: unknown, offered: unknown }> };

export type OpeningScreenQueryVariables = Exact<{
  reflectionId: string;
}>;


export type OpeningScreenQuery = { ownOpening: { id: string, occurrenceId: string, title: string, language: string, isOwnWork: boolean, viewerCanOffer: boolean, offers: Array<{ key: string, kind: string, wording: string, value: unknown, offered: unknown }> } | null };

export type ReadingRoomQueryVariables = Exact<{
  id: string;
}>;


export type ReadingRoomQuery = { jointPart: { id: string, title: string, closesAt: string | null, ownReflectionId: string | null, releases: Array<{ id: string, authorName: string, authorIndex: number, isOwn: boolean, kind: string, wording: string, language: string, value: unknown }> } | null };

export type RepliesScreenQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type RepliesScreenQuery = { replies: { edges: Array<{ cursor: string, node: { id: string, text: string | null, authorName: string, sentAt: string, takenBackAt: string | null, exerciseTitle: string, occurrenceId: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type YouScreenQueryVariables = Exact<{ [key: string]: never; }>;


export type YouScreenQuery = { viewer: { id: string, name: string, role: Role, language: Language, isLocked: boolean, seenByOthers: boolean | null, signIns: Array<{ id: string, startedAt: string, lastSeenAt: string, isCurrent: boolean, device: string }>, practice: { id: string, name: string, isDemo: boolean }, memberships: Array<{ id: string, role: Role, practiceName: string, isActive: boolean }>, pendingConsents: Array<{ kind: ConsentDocumentKind, version: number, title: string, paragraphs: Array<string> }> } | null };

export type HelpScreenQueryVariables = Exact<{ [key: string]: never; }>;


export type HelpScreenQuery = { helpInformation: { practiceName: string | null, emergencyNumber: string | null, practiceHours: string | null, checkedOn: string | null, lines: Array<{ name: string, number: string, hours: string, language: string | null, note: string | null }> } };

export type OwnJointWorkQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnJointWorkQuery = { ownJointWork: Array<{ coupleId: string, clinicianName: string | null, readerNames: Array<string>, since: string }> };

export type SetEndingWishMutationVariables = Exact<{
  input: SetEndingWishInput;
}>;


export type SetEndingWishMutation = { setEndingWish: { userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type EnterCodeMutationVariables = Exact<{
  input: EnterCodeInput;
}>;


export type EnterCodeMutation = { enterCode: { userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type SetSeenByOthersMutationVariables = Exact<{
  input: SetSeenByOthersInput;
}>;


export type SetSeenByOthersMutation = { setSeenByOthers: { viewer: { id: string, name: string, role: Role, language: Language, isLocked: boolean, seenByOthers: boolean | null, practice: { id: string, name: string, isDemo: boolean }, memberships: Array<{ id: string, role: Role, practiceName: string, isActive: boolean }>, pendingConsents: Array<{ kind: ConsentDocumentKind, version: number, title: string, paragraphs: Array<string> }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type GiveConsentMutationVariables = Exact<{
  input: GiveConsentInput;
}>;


export type GiveConsentMutation = { giveConsent: { viewer: { id: string, name: string, role: Role, language: Language, isLocked: boolean, seenByOthers: boolean | null, practice: { id: string, name: string, isDemo: boolean }, memberships: Array<{ id: string, role: Role, practiceName: string, isActive: boolean }>, pendingConsents: Array<{ kind: ConsentDocumentKind, version: number, title: string, paragraphs: Array<string> }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type ChooseLanguageMutationVariables = Exact<{
  input: ChooseLanguageInput;
}>;


export type ChooseLanguageMutation = { chooseLanguage: { language: Language | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type AcceptAgreementMutationVariables = Exact<{
  input: AcceptAgreementInput;
}>;


export type AcceptAgreementMutation = { acceptAgreement: { agreements: Array<{ coupleId: string, clinicianName: string | null, kind: AgreementKind, version: number, language: Language, title: string, paragraphs: Array<string> }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type StartTurnMutationVariables = Exact<{
  input: StartTurnInput;
}>;


export type StartTurnMutation = { startTurn: { occurrenceId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type SaveDraftMutationVariables = Exact<{
  input: SaveDraftInput;
}>;


export type SaveDraftMutation = { saveDraft: { draft: { id: string, lane: string, revision: number, savedAt: string } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type DeleteDraftMutationVariables = Exact<{
  input: DeleteDraftInput;
}>;


export type DeleteDraftMutation = { deleteDraft: { occurrenceId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type SubmitReflectionMutationVariables = Exact<{
  input: SubmitReflectionInput;
}>;


export type SubmitReflectionMutation = { submitReflection: { reflection: { id: string, state: ReflectionState, outcome: Outcome | null, sharing: Sharing | null, submittedAt: string | null, language: string | null, viewerCanAdd: boolean, viewerCanTakeBack: boolean, hasOpening: boolean, answers: Array<{ id: string, key: string, kind: string, wording: string, value: unknown, readers: Readers, isBroughtIn: boolean }>, replies: Array<{ id: string, text: string | null, authorName: string, sentAt: string, takenBackAt: string | null }>, addenda: Array<{ id: string, text: string, writtenAt: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type AddToReflectionMutationVariables = Exact<{
  input: AddToReflectionInput;
}>;


export type AddToReflectionMutation = { addToReflection: { reflection: { id: string, state: ReflectionState, outcome: Outcome | null, sharing: Sharing | null, submittedAt: string | null, language: string | null, viewerCanAdd: boolean, viewerCanTakeBack: boolean, hasOpening: boolean, answers: Array<{ id: string, key: string, kind: string, wording: string, value: unknown, readers: Readers, isBroughtIn: boolean }>, replies: Array<{ id: string, text: string | null, authorName: string, sentAt: string, takenBackAt: string | null }>, addenda: Array<{ id: string, text: string, writtenAt: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type TakeBackReflectionMutationVariables = Exact<{
  input: TakeBackReflectionInput;
}>;


export type TakeBackReflectionMutation = { takeBackReflection: { occurrenceId: string | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type OfferToOpenMutationVariables = Exact<{
  input: OfferToOpenInput;
}>;


export type OfferToOpenMutation = { offerToOpen: { ownOpening: { id: string, occurrenceId: string, title: string, language: string, isOwnWork: boolean, viewerCanOffer: boolean, offers: Array<{ key: string, kind: string, wording: string, value: unknown, offered: unknown }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type WithdrawOfferMutationVariables = Exact<{
  input: WithdrawOfferInput;
}>;


export type WithdrawOfferMutation = { withdrawOffer: { ownOpening: { id: string, occurrenceId: string, title: string, language: string, isOwnWork: boolean, viewerCanOffer: boolean, offers: Array<{ key: string, kind: string, wording: string, value: unknown, offered: unknown }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type AskNotToOpenMutationVariables = Exact<{
  input: AskNotToOpenInput;
}>;


export type AskNotToOpenMutation = { askNotToOpen: { userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type EndSignInMutationVariables = Exact<{
  input: EndSignInInput;
}>;


export type EndSignInMutation = { endSignIn: { viewer: { id: string, signIns: Array<{ id: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type SwitchMembershipMutationVariables = Exact<{
  input: SwitchMembershipInput;
}>;


export type SwitchMembershipMutation = { switchMembership: { viewer: { id: string, role: Role } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type SignOutEverywhereMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutEverywhereMutation = { signOutEverywhere: { userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type JointSittingPartsFragment = { nth: number, place: number, state: JointSittingState, noteCount: number };

export type JointGuideQueryVariables = Exact<{
  jointPartId: string;
}>;


export type JointGuideQuery = { jointGuide: { id: string, title: string, language: string, steps: Array<unknown>, role: ExerciseRole | null, sitting: { nth: number, place: number, state: JointSittingState, noteCount: number } | null } | null };

export type JointSittingQueryVariables = Exact<{
  jointPartId: string;
}>;


export type JointSittingQuery = { jointSitting: { nth: number, place: number, state: JointSittingState, noteCount: number } | null };

export type JointNotesQueryVariables = Exact<{
  jointPartId: string;
}>;


export type JointNotesQuery = { jointNotes: Array<{ id: string, key: string, kind: string, wording: string, language: string, value: unknown, keptAt: string }> | null };

export type TogetherTodayQueryVariables = Exact<{ [key: string]: never; }>;


export type TogetherTodayQuery = { jointChecks: Array<{ id: string, nth: number, title: string }>, keptTogether: Array<{ id: string, title: string, keptAt: string }> };

export type BeginTogetherMutationVariables = Exact<{
  input: BeginTogetherInput;
}>;


export type BeginTogetherMutation = { beginTogether: { sitting: { nth: number, place: number, state: JointSittingState, noteCount: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type MoveTogetherMutationVariables = Exact<{
  input: MoveTogetherInput;
}>;


export type MoveTogetherMutation = { moveTogether: { sitting: { nth: number, place: number, state: JointSittingState, noteCount: number } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type KeepTogetherMutationVariables = Exact<{
  input: KeepTogetherInput;
}>;


export type KeepTogetherMutation = { keepTogether: { notes: Array<{ id: string, key: string, kind: string, wording: string, language: string, value: unknown, keptAt: string }> | null, userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export type AnswerJointCheckMutationVariables = Exact<{
  input: AnswerJointCheckInput;
}>;


export type AnswerJointCheckMutation = { answerJointCheck: { userErrors: Array<{ code: UserErrorCode, message: string, field: string | null }> } };

export const SignedInFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignedIn"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Viewer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"isLocked"}},{"kind":"Field","name":{"kind":"Name","value":"seenByOthers"}},{"kind":"Field","name":{"kind":"Name","value":"practice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isDemo"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memberships"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"practiceName"}},{"kind":"Field","name":{"kind":"Name","value":"isActive"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pendingConsents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"paragraphs"}}]}}]}}]} as unknown as DocumentNode<SignedInFragment, unknown>;
export const NextSessionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"NextSessionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NextSession"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"on"}},{"kind":"Field","name":{"kind":"Name","value":"time"}},{"kind":"Field","name":{"kind":"Name","value":"zone"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"isMoved"}}]}}]} as unknown as DocumentNode<NextSessionPartsFragment, unknown>;
export const AgreementPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AgreementParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Agreement"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coupleId"}},{"kind":"Field","name":{"kind":"Name","value":"clinicianName"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"paragraphs"}}]}}]} as unknown as DocumentNode<AgreementPartsFragment, unknown>;
export const AnswerPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AnswerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Answer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"wording"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"readers"}},{"kind":"Field","name":{"kind":"Name","value":"isBroughtIn"}}]}}]} as unknown as DocumentNode<AnswerPartsFragment, unknown>;
export const OwnReflectionPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OwnReflectionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnReflection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"sharing"}},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"answers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AnswerParts"}}]}},{"kind":"Field","name":{"kind":"Name","value":"replies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"authorName"}},{"kind":"Field","name":{"kind":"Name","value":"sentAt"}},{"kind":"Field","name":{"kind":"Name","value":"takenBackAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"addenda"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"writtenAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanAdd"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanTakeBack"}},{"kind":"Field","name":{"kind":"Name","value":"hasOpening"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AnswerParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Answer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"wording"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"readers"}},{"kind":"Field","name":{"kind":"Name","value":"isBroughtIn"}}]}}]} as unknown as DocumentNode<OwnReflectionPartsFragment, unknown>;
export const OwnOpeningPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OwnOpeningParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OwnOpening"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"occurrenceId"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"offers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"wording"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"offered"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isOwnWork"}},{"kind":"Field","name":{"kind":"Name","value":"viewerCanOffer"}}]}}]} as unknown as DocumentNode<OwnOpeningPartsFragment, unknown>;
export const JointSittingPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JointSittingParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"JointSitting"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nth"}},{"kind":"Field","name":{"kind":"Name","value":"place"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"noteCount"}}]}}]} as unknown as DocumentNode<JointSittingPartsFragment, unknown>;
export const MyViewerDocument = {"__meta__":{"hash":"sha256:0fa320d4a7703a2a2402de4ea3e3e573226bfaec8eb847f5187c40bf9f1f3166"}} as unknown as DocumentNode<MyViewerQuery, MyViewerQueryVariables>;
export const TodayScreenDocument = {"__meta__":{"hash":"sha256:77acb8e4af5b69f99922483a9ee44e7e2d7e4d3c318e3b5aa745779e4171bf37"}} as unknown as DocumentNode<TodayScreenQuery, TodayScreenQueryVariables>;
export const AgreedScreenDocument = {"__meta__":{"hash":"sha256:3e986331b8d035da1d430c2fb74bec515559b013fa5151047292f0c146ed1952"}} as unknown as DocumentNode<AgreedScreenQuery, AgreedScreenQueryVariables>;
export const AgreementScreenDocument = {"__meta__":{"hash":"sha256:17b955f4959a0d850d2fb098f2bb8dba661891d81642389fecc0dd10f0d91dd9"}} as unknown as DocumentNode<AgreementScreenQuery, AgreementScreenQueryVariables>;
export const OccurrenceScreenDocument = {"__meta__":{"hash":"sha256:260b6086f2795dfa7a6d6678218f9b4ba0383a6fd31f0b465f5673dba6019718"}} as unknown as DocumentNode<OccurrenceScreenQuery, OccurrenceScreenQueryVariables>;
export const OpeningScreenDocument = {"__meta__":{"hash":"sha256:b9eebbc10d2c251ae138be29280ba4bca8cce67b206090a060b5e31cb5580673"}} as unknown as DocumentNode<OpeningScreenQuery, OpeningScreenQueryVariables>;
export const ReadingRoomDocument = {"__meta__":{"hash":"sha256:0cb320001249b987b87814b5d9e2dde36fcbbaa57b7c8b037c32b9c1f5fb4567"}} as unknown as DocumentNode<ReadingRoomQuery, ReadingRoomQueryVariables>;
export const RepliesScreenDocument = {"__meta__":{"hash":"sha256:882ca84cbf7870c98670d9173955a5ed236143673b78709c8cb293685c4cdc7e"}} as unknown as DocumentNode<RepliesScreenQuery, RepliesScreenQueryVariables>;
export const YouScreenDocument = {"__meta__":{"hash":"sha256:8692b608713f16092dfc1fbbe8efbed92510136830a5d713f0d8ec0c67e5ce26"}} as unknown as DocumentNode<YouScreenQuery, YouScreenQueryVariables>;
export const HelpScreenDocument = {"__meta__":{"hash":"sha256:e18f3f60fcd35f7724b92e695e5017cb634434efa86100d3b9c36f0029536bc0"}} as unknown as DocumentNode<HelpScreenQuery, HelpScreenQueryVariables>;
export const OwnJointWorkDocument = {"__meta__":{"hash":"sha256:f7be3fabae76e58a72ae0bef195e25089908414003b8fdc694c77a2a1ae60e01"}} as unknown as DocumentNode<OwnJointWorkQuery, OwnJointWorkQueryVariables>;
export const SetEndingWishDocument = {"__meta__":{"hash":"sha256:468b2dc69fe95caea6129cda0410302af5e8db86c4c5a441e69ba84ccaa1f32f"}} as unknown as DocumentNode<SetEndingWishMutation, SetEndingWishMutationVariables>;
export const EnterCodeDocument = {"__meta__":{"hash":"sha256:4c9dc767976bd85268d968caa5fccc2aa2d2e5050de2df0a0141968ce95a3d44"}} as unknown as DocumentNode<EnterCodeMutation, EnterCodeMutationVariables>;
export const SetSeenByOthersDocument = {"__meta__":{"hash":"sha256:e52e3f8b5b6fcf2d56f6504b3ecb752b3038d4bccc1b1cf98287d35b360f4c75"}} as unknown as DocumentNode<SetSeenByOthersMutation, SetSeenByOthersMutationVariables>;
export const GiveConsentDocument = {"__meta__":{"hash":"sha256:c5fdf410c6ea996efc851b792ea21671ca47b6e37fae149cc8ad659431087c1e"}} as unknown as DocumentNode<GiveConsentMutation, GiveConsentMutationVariables>;
export const ChooseLanguageDocument = {"__meta__":{"hash":"sha256:14001ba55c22ed290fe71a0418a5b4cf08b52412dcc1f3fa573986658ec95214"}} as unknown as DocumentNode<ChooseLanguageMutation, ChooseLanguageMutationVariables>;
export const AcceptAgreementDocument = {"__meta__":{"hash":"sha256:8a129e99c6c063d68d969e779cc89ae58f7ada2aaf581405c6ca770b63667467"}} as unknown as DocumentNode<AcceptAgreementMutation, AcceptAgreementMutationVariables>;
export const StartTurnDocument = {"__meta__":{"hash":"sha256:ee2dd6f5a05d43c4f55a15a58f26e5bdc32c6dd5b4e5b12d79f47e9718ecfad9"}} as unknown as DocumentNode<StartTurnMutation, StartTurnMutationVariables>;
export const SaveDraftDocument = {"__meta__":{"hash":"sha256:4d69a8d30ae5b62d419de5539e2b187d6193ab4d4dd9c2cbabbc577bfae80480"}} as unknown as DocumentNode<SaveDraftMutation, SaveDraftMutationVariables>;
export const DeleteDraftDocument = {"__meta__":{"hash":"sha256:4aa2fb5b76c8415cb00992a9c4ef6babfd0482067425ad67895f69ada93b6351"}} as unknown as DocumentNode<DeleteDraftMutation, DeleteDraftMutationVariables>;
export const SubmitReflectionDocument = {"__meta__":{"hash":"sha256:92ac1223f96fedeef805b56755399d0d65926d01d2e70b41ffdc2230cc368ae3"}} as unknown as DocumentNode<SubmitReflectionMutation, SubmitReflectionMutationVariables>;
export const AddToReflectionDocument = {"__meta__":{"hash":"sha256:436330b3acf45efdc57979c2d20ff5a420de4cc079a857270055d59d2f29d23c"}} as unknown as DocumentNode<AddToReflectionMutation, AddToReflectionMutationVariables>;
export const TakeBackReflectionDocument = {"__meta__":{"hash":"sha256:a0d43adf8e08de90f4fe1d43625aa1322ee739f1c4df0ee1d68a8428f89bdcdc"}} as unknown as DocumentNode<TakeBackReflectionMutation, TakeBackReflectionMutationVariables>;
export const OfferToOpenDocument = {"__meta__":{"hash":"sha256:b873306dcebc5addbec9933b0dcd401aad549225a2dc2068f6f826e8d70f9557"}} as unknown as DocumentNode<OfferToOpenMutation, OfferToOpenMutationVariables>;
export const WithdrawOfferDocument = {"__meta__":{"hash":"sha256:a9b91331064e9dcf3b84b832cd4a79804e808354a6c12fb4e596ec527eee8850"}} as unknown as DocumentNode<WithdrawOfferMutation, WithdrawOfferMutationVariables>;
export const AskNotToOpenDocument = {"__meta__":{"hash":"sha256:c36951c25ac87b55eed3eddb35784f6a1e3a60ae36e8bff724a2e3364f558aea"}} as unknown as DocumentNode<AskNotToOpenMutation, AskNotToOpenMutationVariables>;
export const EndSignInDocument = {"__meta__":{"hash":"sha256:2752873d1f81bb33141133b7ad961eb1026c8cc6e1a43b63dc92d67807e33f98"}} as unknown as DocumentNode<EndSignInMutation, EndSignInMutationVariables>;
export const SwitchMembershipDocument = {"__meta__":{"hash":"sha256:80980f6a22a36be502f88d91617829f9c659194eaa48150907989471a1d0444c"}} as unknown as DocumentNode<SwitchMembershipMutation, SwitchMembershipMutationVariables>;
export const SignOutDocument = {"__meta__":{"hash":"sha256:81d78e5093b935e97156be54d7dba4d9dfeffdc7142b410229e5d3346f90de18"}} as unknown as DocumentNode<SignOutMutation, SignOutMutationVariables>;
export const SignOutEverywhereDocument = {"__meta__":{"hash":"sha256:d15fda6ac4fffad195c8a16a13295818c2bfef5f81448f84344b70eb3e2d0950"}} as unknown as DocumentNode<SignOutEverywhereMutation, SignOutEverywhereMutationVariables>;
export const JointGuideDocument = {"__meta__":{"hash":"sha256:06d1e364dcc09c589073f09d3062ef1a8d0ebce78c3dcf05d54a1a2b40c912d4"}} as unknown as DocumentNode<JointGuideQuery, JointGuideQueryVariables>;
export const JointSittingDocument = {"__meta__":{"hash":"sha256:f4fc51f4df0623d17c05f7eecf22fe94f2e2db74a5197d66f4498039e80ae032"}} as unknown as DocumentNode<JointSittingQuery, JointSittingQueryVariables>;
export const JointNotesDocument = {"__meta__":{"hash":"sha256:083d02be7b3f26f1f163fae24e09675e4a2f7e41eba851f02ab40e0b56051311"}} as unknown as DocumentNode<JointNotesQuery, JointNotesQueryVariables>;
export const TogetherTodayDocument = {"__meta__":{"hash":"sha256:c0c9d8c74342ecc89bb4706d9ed92608dc0df9d0c3dec7403c268c8d652c59a3"}} as unknown as DocumentNode<TogetherTodayQuery, TogetherTodayQueryVariables>;
export const BeginTogetherDocument = {"__meta__":{"hash":"sha256:fd436679ea4b146bd921e24b1ddaea65d182ff9783b38140086b4b526d8ded6e"}} as unknown as DocumentNode<BeginTogetherMutation, BeginTogetherMutationVariables>;
export const MoveTogetherDocument = {"__meta__":{"hash":"sha256:e0b781030086e14c50b5a3713afc39deb752067f414adf07e84ccbee3f065516"}} as unknown as DocumentNode<MoveTogetherMutation, MoveTogetherMutationVariables>;
export const KeepTogetherDocument = {"__meta__":{"hash":"sha256:af87d4fc1d85233fcf24b80b33bb243dddc7840c6cbe13e28d08a5989c746f5b"}} as unknown as DocumentNode<KeepTogetherMutation, KeepTogetherMutationVariables>;
export const AnswerJointCheckDocument = {"__meta__":{"hash":"sha256:a7ee2f89e8f48cf23c166e376b5537b1ea56435f07939f6157e2da8dbce0d502"}} as unknown as DocumentNode<AnswerJointCheckMutation, AnswerJointCheckMutationVariables>;