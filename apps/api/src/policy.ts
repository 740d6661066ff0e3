import type { Role } from './platform/auth/index.js';

/**
 * Who may see what, in one place to read. The decision itself falls in where clauses and row security; this file says what
 * they are to decide. The tests hold it against the schema (nothing unclassified, nothing stale), against the guards, and
 * against the answers (test/matrix.spec.ts); docs/security/authorisation.md is printed from it.
 */

/** How far a field may be seen at most. */
export const fieldClasses = {
  public: 'Everybody, signed out too.',
  self: 'The person it is about, and nobody else.',
  'couple-opened': 'Everyone who took part, from the opening until it is closed.',
  'couple-kept':
    'The couple whose it is, while their joint work goes on, and the clinicians of its care team.',
  clinician: 'The client it is about, and the clinicians of their care team while they are in it.',
  'clinician-only': 'The clinicians of the care team; never the client, never a partner.',
  'clinician-private': 'The clinician who wrote it, and nobody else.',
  staff: 'The clinicians of the care team, and the admin: who was invited, and whether the link still works.',
  'admin-meta': 'The admin of the practice: names, roles, states; nothing anyone wrote.',
  secret: 'Whoever made it, once, in the answer to making it.',
} as const;

export type FieldClass = keyof typeof fieldClasses;

/** What each kind of person may ever be shown. */
export const classesOf: Record<Role | 'SIGNED_OUT', readonly FieldClass[]> = {
  SIGNED_OUT: ['public', 'self'],
  CLIENT: ['public', 'self', 'couple-opened', 'couple-kept', 'clinician'],
  CLINICIAN: [
    ...(['public', 'self', 'couple-kept', 'clinician', 'clinician-only', 'clinician-private'] as const),
    ...(['staff', 'secret'] as const),
  ],
  PRACTICE_ADMIN: ['public', 'self', 'admin-meta', 'staff', 'secret'],
};

/** The fields of every output type by class; each field stands exactly once. */
export const types: Record<string, Partial<Record<FieldClass, string>>> = {
  // Being signed in.
  Viewer: {
    self: 'id isLocked language memberships name pendingConsents practice role seenByOthers signIns',
  },
  ViewerMembership: { self: 'id isActive practiceName role' },
  ViewerPractice: { self: 'id isDemo name zone' },
  SignIn: { self: 'device id isCurrent lastSeenAt startedAt' },
  SignInPayload: { self: 'step viewer', public: 'userErrors' },
  SignOutPayload: { public: 'userErrors' },
  EndSignInPayload: { self: 'viewer', public: 'userErrors' },
  EnterCodePayload: { public: 'userErrors' },
  GiveCodePayload: { secret: 'code', public: 'userErrors' },
  SetSeenByOthersPayload: { self: 'viewer', public: 'userErrors' },
  SwitchMembershipPayload: { self: 'viewer', public: 'userErrors' },
  ChooseLanguagePayload: { self: 'language', public: 'userErrors' },
  GiveConsentPayload: { self: 'viewer', public: 'userErrors' },
  RequestPasswordResetPayload: { public: 'userErrors' },
  ResetPasswordPayload: { public: 'userErrors' },
  InvitationPreview: { self: 'hasAccount invitedName language practiceName role' },
  ConsentDocument: { public: 'kind paragraphs title version' },

  // For everybody.
  HelpInformation: { public: 'checkedOn emergencyNumber lines practiceHours practiceName' },
  HelpLine: { public: 'hours language name note number' },
  Demo: { public: 'mailUrl personas' },
  DemoPersona: { public: 'about key name role' },
  UserError: { public: 'code field message' },
  PageInfo: { public: 'endCursor hasNextPage hasPreviousPage startCursor' },

  // The admin's house.
  Practice: {
    'admin-meta': 'agreement agreementVersion agreements help id mailName name setUpWarnings zone',
  },
  PracticeAgreement: { 'admin-meta': 'draft kind original versions' },
  AgreementDraft: { 'admin-meta': 'revision savedAt savedByName words' },
  AgreementWords: { 'admin-meta': 'language line text title' },
  AgreementText: { public: 'definition kind publishedAt publishedByName version' },
  PracticeAgreementPayload: { 'admin-meta': 'practice', public: 'userErrors' },
  ChangePracticePayload: { 'admin-meta': 'practice', public: 'userErrors' },
  SetHelpInformationPayload: { 'admin-meta': 'practice', public: 'userErrors' },
  Person: {
    'admin-meta': 'courses id invitation membershipId name otherRoles role state viewerCanManage',
  },
  PersonConnection: { 'admin-meta': 'edges pageInfo' },
  PersonEdge: { 'admin-meta': 'cursor node' },
  Course: { 'admin-meta': 'clinicianId clinicianName episodeId kind name' },
  ClinicianOption: { 'admin-meta': 'id name' },
  InvitePeoplePayload: { 'admin-meta': 'people', secret: 'links', public: 'userErrors' },
  SuspendPersonPayload: { 'admin-meta': 'person', public: 'userErrors' },
  RestorePersonPayload: { 'admin-meta': 'person', public: 'userErrors' },
  SignPersonOutPayload: { 'admin-meta': 'person', public: 'userErrors' },
  StartPasswordResetPayload: { 'admin-meta': 'person', public: 'userErrors' },
  AddRolePayload: { 'admin-meta': 'person', public: 'userErrors' },
  MoveCarePayload: { 'admin-meta': 'people', public: 'userErrors' },

  // The caseload.
  CaseloadConnection: { clinician: 'edges pageInfo' },
  CaseloadEdge: { clinician: 'cursor node' },
  CaseloadRow: {
    clinician:
      'accountState id kind name nextSession openAssignmentCount pronouns toReadCount waitsForSessionCount',
    'clinician-only': 'coupleStatus talksDue',
  },
  TalkDue: { 'clinician-only': 'id name' },
  Client: {
    clinician:
      'accountState assignments chosenName couples enrollments episode id invitation language pronouns viewerCanAssign viewerCanGiveCode',
  },
  CoupleRef: { 'clinician-only': 'id name status' },
  Couple: {
    'clinician-only':
      'agreement agreementVersion assignments enrollments episode id isGateOpen kind label name partners status told viewerCanAssign viewerCanEnd viewerCanLetLeave viewerCanPause viewerCanResume',
  },
  CoupleTelling: { 'clinician-only': 'clientId clientName toldOn' },
  CoupleCoursePayload: { 'clinician-only': 'couple', public: 'userErrors' },
  Partner: { 'clinician-only': 'client id since until' },
  PartnerClient: { 'clinician-only': 'accountState chosenName id invitation language pronouns' },
  Safety: { 'clinician-only': 'agreements clientId conversations marks' },
  ClinicianOnlyMark: {
    'clinician-only':
      'coupleId coupleName id kind liftedAt liftedByName note reflectionId setAt setByName viewerCanLift',
  },
  ClinicianOnlyMarkPayload: { 'clinician-only': 'mark', public: 'userErrors' },
  SafetyConversation: {
    'clinician-only': 'clinicianName coupleId coupleName heldOn id note recordedAt topics verdict',
  },
  AgreementState: { 'clinician-only': 'accepted acceptedAt coupleId coupleName kind' },
  AcceptedVersion: { 'clinician-only': 'acceptedAt kind version' },
  InviteCouplePayload: { 'clinician-only': 'couple', secret: 'links', public: 'userErrors' },
  RecordSafetyConversationPayload: { 'clinician-only': 'conversation', public: 'userErrors' },
  Episode: { clinician: 'careTeam id nextSession rhythm skippedOn startedOn' },
  CareTeamMember: { clinician: 'clinicianName id part since until' },
  SessionRhythm: { clinician: 'anchorOn everyWeeks time zone' },
  NextSession: { clinician: 'at isMoved on regularOn time zone' },
  Invitation: { staff: 'expiresAt id invitedAt state' },
  EpisodePayload: { clinician: 'episode', public: 'userErrors' },
  InviteClientPayload: { clinician: 'client', secret: 'link', public: 'userErrors' },
  RenewInvitationPayload: { clinician: 'client', secret: 'link', public: 'userErrors' },
  RenewPersonInvitationPayload: { 'admin-meta': 'person', secret: 'link', public: 'userErrors' },
  RevokeInvitationPayload: { clinician: 'client', public: 'userErrors' },
  RevokePersonInvitationPayload: { 'admin-meta': 'person', public: 'userErrors' },

  // What is given, and what comes back.
  ExerciseSummary: {
    clinician:
      'cautions contraindications doorways focus id isCheckIn isForCouples languages minutes opensInSession origin roles sees slug summary title words',
  },
  ExerciseContent: { clinician: 'definition id slug version' },
  Program: { staff: 'care contraindications id isPinned languages slug summary title weeks' },
  ProgramWeek: { staff: 'exercises key note title' },
  ProgramExercise: { staff: 'isInSession isWeekly minutes roles slug title' },
  PinProgramPayload: { 'admin-meta': 'programs', public: 'userErrors' },
  Enrollment: {
    clinician: 'cohortName endedAt enrolledAt id opens programSlug programTitle viewerCanOpenNext weeks',
  },
  EnrollmentWeek: { clinician: 'id isSkipped openedAt week' },
  EnrollmentPayload: { clinician: 'enrollment', public: 'userErrors' },
  Cohort: { 'clinician-private': 'id members name programTitle viewerCanOpenNext' },
  CohortMember: { 'clinician-private': 'clientId clientName enrollment' },
  CohortPayload: { 'clinician-private': 'cohort', public: 'userErrors' },
  LibraryExercise: { 'clinician-only': 'definition id own slug version' },
  OwnExercise: {
    'clinician-only': 'archivedAt hasDraft id isMine ownerName savedAt scope slug title version',
  },
  ExerciseDraft: {
    'clinician-only': 'base definition exercise id published revision savedByName versions',
  },
  PublishedVersion: { 'clinician-only': 'id note publishedAt publishedByName version' },
  ExerciseProblem: { 'clinician-only': 'line message path' },
  ExerciseFile: { 'clinician-only': 'id name text' },
  OwnExercisePayload: { 'clinician-only': 'exercise', public: 'userErrors' },
  SaveExerciseDraftPayload: { 'clinician-only': 'draft', public: 'userErrors' },
  PublishExercisePayload: { 'clinician-only': 'exercise problems', public: 'userErrors' },
  ImportExercisePayload: { 'clinician-only': 'exercise problems', public: 'userErrors' },
  Assignment: {
    clinician:
      'announcedAt assignedAt due dueOn exerciseSlug exerciseTitle hasEnded holiday id nextTurnOn pausedAt reflections rhythm skippedOn turns viewerCanChangeRhythm viewerCanOpenInSession viewerCanPause viewerCanRestore viewerCanResume viewerCanSetHoliday viewerCanSkip viewerCanWithdraw withdrawnAt',
  },
  AssignmentTurn: { clinician: 'clientId clientName id isWaiting role' },
  AssignmentRhythm: { clinician: 'endsAfter endsOn everyWeeks kind monthDay startsOn weekdays' },
  Holiday: { clinician: 'from until' },
  AssignExercisePayload: { clinician: 'assignment', public: 'userErrors' },
  WithdrawAssignmentPayload: { clinician: 'assignment', public: 'userErrors' },
  RestoreAssignmentPayload: { clinician: 'assignment', public: 'userErrors' },
  OpenInSessionPayload: { clinician: 'assignment', public: 'userErrors' },
  ChangeRhythmPayload: { clinician: 'assignment', public: 'userErrors' },
  PauseAssignmentPayload: { clinician: 'assignment', public: 'userErrors' },
  ResumeAssignmentPayload: { clinician: 'assignment', public: 'userErrors' },
  SkipTurnPayload: { clinician: 'assignment', public: 'userErrors' },
  RestoreTurnPayload: { clinician: 'assignment', public: 'userErrors' },
  SetHolidayPayload: { clinician: 'assignment', public: 'userErrors' },
  Reflection: {
    clinician:
      'addenda answers clientId clientName earlierAnswers exerciseTitle feltWrong id language oneQuestion outcome ratings rationale replies sharing sitting state submittedAt talkedAboutAt viewerCanMarkTalkedAbout viewerCanReply',
    'clinician-only': 'agreement coupleId coupleName isMarked',
  },
  ReflectionSummary: {
    clinician:
      'addendedAt careKind clientId clientName exerciseTitle id isRead nextSession outcome sharing sitting state submittedAt',
    'clinician-only': 'coupleId coupleName isMarked',
  },
  ReflectionSummaryConnection: { clinician: 'edges pageInfo' },
  ReflectionSummaryEdge: { clinician: 'cursor node' },
  Answer: { clinician: 'id isBroughtIn key kind readers value wording' },
  Rating: { clinician: 'key label value' },
  Reply: { clinician: 'authorName id sentAt takenBackAt text viewerCanTakeBack' },
  Addendum: { clinician: 'id text writtenAt' },
  TakeBackReplyPayload: { clinician: 'reflection reply', public: 'userErrors' },
  ReplyToReflectionPayload: { clinician: 'reflection reply', public: 'userErrors' },
  MarkTalkedAboutPayload: { clinician: 'reflection', public: 'userErrors' },
  ProcessNote: { 'clinician-private': 'changedAt id text writtenAt' },
  WriteProcessNotePayload: { 'clinician-private': 'note', public: 'userErrors' },

  // The client's side.
  Today: {
    self: 'agreements clinicianName latestReply nextSession occurrences opened programs shared whenItHappens',
  },
  OwnProgram: { self: 'id language line openedCount title weekCount weekTitle' },
  WhenItHappens: { self: 'assignmentId language minutes readyId title' },
  StartTurnPayload: { self: 'occurrenceId', public: 'userErrors' },
  Agreement: { self: 'clinicianName coupleId kind language paragraphs title version' },
  AgreedText: { self: 'agreedAt clinicianName id language paragraphs title' },
  AcceptAgreementPayload: { self: 'agreements', public: 'userErrors' },
  SharedCard: { self: 'id isKept outcome submittedAt title' },
  OccurrenceCard: {
    self: 'due dueOn id language leftOffAt leftOffNumber minutes rhythm sitting stepCount title',
  },
  Occurrence: {
    self: 'agreement agreementLine clinicianName drafts due dueOn earlierAnswers exercise id isFirstShare language nextSession rationale readerNames reflection rhythm sitting title',
  },
  Draft: { self: 'body id lane revision savedAt' },
  SavedDraft: { self: 'id lane revision savedAt' },
  OwnReflection: {
    self: 'addenda answers hasOpening id language outcome replies sharing state submittedAt viewerCanAdd viewerCanTakeBack',
  },
  AddToReflectionPayload: { self: 'reflection', public: 'userErrors' },
  ReplyNotice: { self: 'authorName exerciseTitle id occurrenceId sentAt' },
  ClientReply: {
    self: 'authorName exerciseTitle id occurrenceId sentAt takenBackAt text viewerCanTakeBack',
  },
  ClientReplyConnection: { self: 'edges pageInfo' },
  ClientReplyEdge: { self: 'cursor node' },
  SaveDraftPayload: { self: 'draft', public: 'userErrors' },
  DeleteDraftPayload: { self: 'occurrenceId', public: 'userErrors' },
  SubmitReflectionPayload: { self: 'reflection', public: 'userErrors' },
  TakeBackReflectionPayload: { self: 'occurrenceId', public: 'userErrors' },

  // One partner's own wish to end joint work.
  OwnJointWork: { self: 'clinicianName coupleId readerNames since' },
  EndingWish: { 'clinician-only': 'clientId clientName coupleId coupleName wishedAt' },
  SetEndingWishPayload: { public: 'userErrors' },
  CloseEndingWishPayload: { 'clinician-only': 'endingWishes', public: 'userErrors' },

  // The door between the rooms of a couple.
  OwnOpening: { self: 'id isOwnWork language occurrenceId offers title viewerCanOffer' },
  OwnOffer: { self: 'key kind offered value wording' },
  OwnOpeningPayload: { self: 'ownOpening', public: 'userErrors' },
  AskNotToOpenPayload: { public: 'userErrors' },
  OpenedCard: { 'couple-opened': 'id openedAt title' },
  JointPart: { 'couple-opened': 'closesAt id openedAt ownReflectionId releases title' },
  Release: { 'couple-opened': 'authorIndex authorName id isOwn kind language value wording' },
  Opening: {
    'clinician-only':
      'assignmentId closedAt closesAt givenAt jointPartId openedAt sides slot title turnedAt viewerCanOpen viewerCanTurn',
  },
  OpeningSide: { 'clinician-only': 'agreement askedNotToOpenId clientId clientName isIn offeredCount' },
  OfferedBlock: {
    'clinician-only': 'clientId clientName id isEdited isToReadFirst kind language value wording',
  },
  OpeningPayload: { 'clinician-only': 'opening', public: 'userErrors' },

  // What partners do together once something is open to them.
  JointGuide: { 'couple-opened': 'id language sitting steps title', self: 'role' },
  JointSitting: { 'couple-opened': 'noteCount nth place state' },
  JointNote: { 'couple-kept': 'id keptAt key kind language value wording' },
  KeptTogether: { 'couple-kept': 'id keptAt title' },
  JointCheckToAsk: { self: 'id nth title' },
  AskedToTalk: { 'clinician-only': 'askedAt clientId clientName coupleId coupleName jointPartId title' },
  JointRecord: { 'clinician-only': 'checks id notes openedAt sittings title' },
  JointRecordSitting: { 'clinician-only': 'begunAt isFinished nth' },
  JointRecordCheck: { 'clinician-only': 'answeredAt clientId clientName feeling id talkedAt' },
  JointSittingPayload: { 'couple-opened': 'sitting', public: 'userErrors' },
  KeepTogetherPayload: { 'couple-kept': 'notes', public: 'userErrors' },
  AnswerJointCheckPayload: { public: 'userErrors' },
  TalkedWithPayload: { 'clinician-only': 'askedToTalk', public: 'userErrors' },
};

/** By what somebody may ask about one thing and not about another. */
export const relations = {
  anyone: 'Nothing is asked for: the answer is the same for everybody, or about the one who asks.',
  password: 'Whoever knows the password.',
  link: 'Whoever holds the link that was sent.',
  demo: 'Only in an installation that runs as a demo.',
  account: 'The own account: its sign-ins and its memberships.',
  practice: 'The own practice.',
  other: 'Somebody of the own practice whose account is not the own.',
  staff: 'The own practice for its admin; for a clinician, an active place in the care team.',
  library: 'The library: what comes with Rejoin, what the practice shares, and what is one’s own.',
  exercise: 'Whoever made the exercise; once it is shared with the practice, every clinician of it.',
  care: 'An active place in the care team of the client or the episode.',
  author: 'The clinician who wrote it, while the client is in their care.',
  own: 'The client whose it is.',
  opened: 'Everyone who took part in what was opened, while it is open.',
} as const;

type Relation = keyof typeof relations;
const staff = ['CLINICIAN', 'PRACTICE_ADMIN'] as const satisfies Role[];
const everybody = [...staff, 'CLIENT'] as const satisfies Role[];

/** Every operation: which roles may call it (`null`: signed out too), and what they must be to what they ask about. */
export const operations: Record<string, { who: readonly Role[] | null; by: Relation }> = {
  'Query.viewer': { who: null, by: 'anyone' },
  'Query.helpInformation': { who: null, by: 'anyone' },
  'Query.invitation': { who: null, by: 'link' },
  'Query.demo': { who: null, by: 'demo' },
  'Query.practice': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Query.people': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Query.clinicians': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Query.invitationLink': { who: staff, by: 'staff' },
  'Query.library': { who: ['CLINICIAN'], by: 'library' },
  'Query.exercise': { who: ['CLINICIAN'], by: 'library' },
  'Query.programs': { who: staff, by: 'library' },
  'Query.cohorts': { who: ['CLINICIAN'], by: 'author' },
  'Query.exerciseFile': { who: ['CLINICIAN'], by: 'library' },
  'Query.ownExercises': { who: ['CLINICIAN'], by: 'library' },
  'Query.exerciseDraft': { who: ['CLINICIAN'], by: 'exercise' },
  'Query.caseload': { who: ['CLINICIAN'], by: 'care' },
  'Query.client': { who: ['CLINICIAN'], by: 'care' },
  'Query.couple': { who: ['CLINICIAN'], by: 'care' },
  'Query.safety': { who: ['CLINICIAN'], by: 'care' },
  'Query.agreementText': { who: ['CLINICIAN'], by: 'practice' },
  'Query.toRead': { who: ['CLINICIAN'], by: 'care' },
  'Query.reflection': { who: ['CLINICIAN'], by: 'care' },
  'Query.processNotes': { who: ['CLINICIAN'], by: 'author' },
  'Query.today': { who: ['CLIENT'], by: 'own' },
  'Query.occurrence': { who: ['CLIENT'], by: 'own' },
  'Query.ownOpening': { who: ['CLIENT'], by: 'own' },
  'Query.jointPart': { who: ['CLIENT'], by: 'opened' },
  'Query.openings': { who: ['CLINICIAN'], by: 'care' },
  'Query.offeredBlocks': { who: ['CLINICIAN'], by: 'care' },
  'Query.jointGuide': { who: ['CLIENT'], by: 'opened' },
  'Query.jointSitting': { who: ['CLIENT'], by: 'opened' },
  'Query.jointNotes': { who: ['CLIENT'], by: 'opened' },
  'Query.keptTogether': { who: ['CLIENT'], by: 'opened' },
  'Query.jointChecks': { who: ['CLIENT'], by: 'own' },
  'Query.jointRecord': { who: ['CLINICIAN'], by: 'care' },
  'Query.askedToTalk': { who: ['CLINICIAN'], by: 'care' },
  'Query.ownJointWork': { who: ['CLIENT'], by: 'own' },
  'Query.endingWishes': { who: ['CLINICIAN'], by: 'care' },
  'Query.agreedTexts': { who: ['CLIENT'], by: 'own' },
  'Query.replies': { who: ['CLIENT'], by: 'own' },

  'Mutation.signIn': { who: null, by: 'password' },
  'Mutation.signInAsDemoPersona': { who: null, by: 'demo' },
  'Mutation.signOut': { who: null, by: 'anyone' },
  'Mutation.signOutEverywhere': { who: null, by: 'anyone' },
  'Mutation.acceptInvitation': { who: null, by: 'link' },
  'Mutation.requestPasswordReset': { who: null, by: 'anyone' },
  'Mutation.resetPassword': { who: null, by: 'link' },
  'Mutation.endSignIn': { who: everybody, by: 'account' },
  'Mutation.switchMembership': { who: everybody, by: 'account' },

  'Mutation.changePractice': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.setHelpInformation': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.saveAgreementDraft': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.publishAgreement': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.chooseAgreement': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.pinProgram': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.invitePeople': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.renewPersonInvitation': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.revokePersonInvitation': { who: ['PRACTICE_ADMIN'], by: 'practice' },
  'Mutation.suspendPerson': { who: ['PRACTICE_ADMIN'], by: 'other' },
  'Mutation.restorePerson': { who: ['PRACTICE_ADMIN'], by: 'other' },
  'Mutation.signPersonOut': { who: ['PRACTICE_ADMIN'], by: 'other' },
  'Mutation.startPasswordReset': { who: ['PRACTICE_ADMIN'], by: 'other' },
  'Mutation.addRole': { who: ['PRACTICE_ADMIN'], by: 'other' },
  'Mutation.moveCare': { who: ['PRACTICE_ADMIN'], by: 'practice' },

  'Mutation.inviteClient': { who: ['CLINICIAN'], by: 'practice' },
  'Mutation.inviteCouple': { who: ['CLINICIAN'], by: 'practice' },
  'Mutation.recordSafetyConversation': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.pauseCouple': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.resumeCouple': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.endCouple': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.leaveCouple': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.setEndingWish': { who: ['CLIENT'], by: 'own' },
  'Mutation.closeEndingWish': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.setClinicianOnlyMark': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.liftClinicianOnlyMark': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.renewInvitation': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.revokeInvitation': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.setSessionRhythm': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.skipSession': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.moveSession': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.restoreSession': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.duplicateExercise': { who: ['CLINICIAN'], by: 'library' },
  'Mutation.importExercise': { who: ['CLINICIAN'], by: 'library' },
  'Mutation.saveExerciseDraft': { who: ['CLINICIAN'], by: 'exercise' },
  'Mutation.publishExercise': { who: ['CLINICIAN'], by: 'exercise' },
  'Mutation.archiveExercise': { who: ['CLINICIAN'], by: 'exercise' },
  'Mutation.restoreExercise': { who: ['CLINICIAN'], by: 'exercise' },
  'Mutation.shareExerciseWithPractice': { who: ['CLINICIAN'], by: 'exercise' },
  'Mutation.makeExercisePersonal': { who: ['CLINICIAN'], by: 'exercise' },
  'Mutation.assignExercise': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.withdrawAssignment': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.restoreAssignment': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.openInSession': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.enrollInProgram': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.enrollCohort': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.openNextWeek': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.openCohortWeek': { who: ['CLINICIAN'], by: 'author' },
  'Mutation.closeWeek': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.arrangeWeeks': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.endEnrollment': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.restoreEnrollment': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.changeRhythm': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.pauseAssignment': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.resumeAssignment': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.skipTurn': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.restoreTurn': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.setHoliday': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.replyToReflection': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.takeBackReply': { who: ['CLINICIAN'], by: 'author' },
  'Mutation.markTalkedAbout': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.writeProcessNote': { who: ['CLINICIAN'], by: 'author' },

  'Mutation.enterCode': { who: ['CLIENT'], by: 'own' },
  'Mutation.giveCode': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.setSeenByOthers': { who: ['CLIENT'], by: 'own' },
  'Mutation.giveConsent': { who: ['CLIENT'], by: 'own' },
  'Mutation.startTurn': { who: ['CLIENT'], by: 'own' },
  'Mutation.chooseLanguage': { who: ['CLIENT'], by: 'own' },
  'Mutation.saveDraft': { who: ['CLIENT'], by: 'own' },
  'Mutation.deleteDraft': { who: ['CLIENT'], by: 'own' },
  'Mutation.submitReflection': { who: ['CLIENT'], by: 'own' },
  'Mutation.takeBackReflection': { who: ['CLIENT'], by: 'own' },
  'Mutation.offerToOpen': { who: ['CLIENT'], by: 'own' },
  'Mutation.withdrawOffer': { who: ['CLIENT'], by: 'own' },
  'Mutation.askNotToOpen': { who: ['CLIENT'], by: 'own' },
  'Mutation.openJointPart': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.turnIntoOwnWork': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.closeJointPart': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.extendJointPart': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.liftMark': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.beginTogether': { who: ['CLIENT'], by: 'opened' },
  'Mutation.moveTogether': { who: ['CLIENT'], by: 'opened' },
  'Mutation.keepTogether': { who: ['CLIENT'], by: 'opened' },
  'Mutation.answerJointCheck': { who: ['CLIENT'], by: 'opened' },
  'Mutation.talkedWith': { who: ['CLINICIAN'], by: 'care' },
  'Mutation.addToReflection': { who: ['CLIENT'], by: 'own' },
  'Mutation.acceptAgreement': { who: ['CLIENT'], by: 'own' },
};

/** The class of every `Type.field`. */
export function fieldPolicy(): Map<string, FieldClass> {
  const classes = new Map<string, FieldClass>();
  for (const [type, byClass] of Object.entries(types))
    for (const [fieldClass, names] of Object.entries(byClass))
      for (const name of names.split(' ')) {
        const field = `${type}.${name}`;
        if (classes.has(field)) throw new Error(`${field} has two classes`);
        classes.set(field, fieldClass as FieldClass);
      }
  return classes;
}

/** The policy as a page of the documentation. */
export function authorisationPage(): string {
  const list = (entries: Record<string, string>) =>
    Object.entries(entries).map(([name, meaning]) => `- **${name}**: ${meaning}`);
  const rows = Object.entries(operations).map(
    ([name, { who, by }]) => `| \`${name}\` | ${who === null ? 'everybody' : who.join(', ')} | ${by} |`,
  );
  const fields = Object.entries(types).flatMap(([type, byClass]) =>
    Object.entries(byClass).map(([fieldClass, names]) => `| \`${type}\` | ${fieldClass} | ${names} |`),
  );
  return `${[
    '# Who may see what',
    '',
    'Printed from `apps/api/src/policy.ts`; a test holds this page against it, and it against the schema, the guards and the',
    'answers. To print it again: `UPDATE_DOCS=1 npm test -w @rejoin/api -- test/schema`.',
    '',
    'What is unknown and what is somebody else’s are answered alike: `NOT_FOUND`, byte for byte. Behind every rule stands',
    'row-level security, so that a forgotten condition shows nothing instead of too much.',
    '',
    '## Classes of fields',
    '',
    ...list(fieldClasses),
    '',
    'What each kind of person may ever be shown:',
    '',
    ...Object.entries(classesOf).map(([role, classes]) => `- ${role}: ${classes.join(', ')}`),
    '',
    '## Operations',
    '',
    ...list(relations),
    '',
    '| Operation | Who | By what |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '## Fields',
    '',
    '| Type | Class | Fields |',
    '| --- | --- | --- |',
    ...fields,
  ].join('\n')}\n`;
}
