import type { OccurrenceScreenQuery, SignedInFragment, TodayScreenQuery } from '../my/gql/graphql.js';
import { exercise } from './exercise.js';

type Occurrence = NonNullable<OccurrenceScreenQuery['occurrence']>;
type Today = TodayScreenQuery['today'];

/** A client of one practice. */
export const noor: SignedInFragment = {
  id: 'noor',
  name: 'Noor',
  role: 'CLIENT',
  language: 'en',
  isLocked: false,
  seenByOthers: false,
  practice: { id: 'practice', name: 'Lindqvist Practice', isDemo: false },
  memberships: [{ id: 'noor', role: 'CLIENT', practiceName: 'Lindqvist Practice', isActive: true }],
  pendingConsents: [],
};

/** A day on which nothing is asked. */
export const today: Today = {
  occurrences: [],
  whenItHappens: [],
  nextSession: null,
  programs: [],
  agreements: [],
  clinicianName: null,
  latestReply: null,
  opened: [],
  shared: [],
};

/** One turn of the small exercise as Today shows it. */
export function card(overrides: Partial<Today['occurrences'][number]> = {}): Today['occurrences'][number] {
  return {
    id: 'piece',
    language: 'en',
    title: 'Two Questions',
    minutes: 3,
    due: 'NEXT_SESSION',
    dueOn: null,
    leftOffAt: null,
    stepCount: 2,
    leftOffNumber: null,
    sitting: 'FIRST',
    rhythm: { kind: 'ONCE', everyWeeks: 1 },
    ...overrides,
  };
}

/** One turn of the small exercise, before anything is written. */
export function piece(overrides: Partial<Occurrence> = {}): Occurrence {
  return {
    id: 'piece',
    language: 'en',
    title: 'Two Questions',
    exercise: { id: 'exercise', slug: exercise.slug, version: 1, definition: exercise },
    clinicianName: 'Mara',
    readerNames: ['Mara'],
    agreement: null,
    agreementLine: null,
    rationale: 'For the hour after the meeting.',
    due: 'NEXT_SESSION',
    dueOn: null,
    sitting: 'FIRST',
    rhythm: { kind: 'ONCE', everyWeeks: 1 },
    nextSession: null,
    earlierAnswers: [],
    drafts: [],
    reflection: null,
    isFirstShare: true,
    ...overrides,
  };
}

/** A saved draft of it with one answer. */
export function draft(
  lane: string,
  words: string,
  overrides: Record<string, unknown> = {},
): Occurrence['drafts'][number] {
  return {
    id: lane,
    lane,
    revision: 1,
    savedAt: '2026-03-05T09:41:00Z',
    body: {
      formatVersion: 1,
      language: 'en',
      size: 'WHOLE',
      answers: { 'kind-line': words },
      feelsWrong: [],
      readers: {},
      bringIn: [],
      place: 'first',
      visited: [],
      ...overrides,
    },
  };
}

/** The same piece shared and answered. */
export const reflection: NonNullable<Occurrence['reflection']> = {
  id: 'reflection',
  state: 'SUBMITTED',
  outcome: 'WHOLE',
  sharing: 'FOR_SESSION',
  submittedAt: '2026-03-05T09:41:00Z',
  language: 'en',
  answers: [
    {
      id: 'answer',
      key: 'kind-line',
      kind: 'TEXT',
      wording: 'Which kind line is true?',
      value: 'I came back.',
      readers: 'THERAPIST',
      isBroughtIn: true,
    },
  ],
  replies: [
    {
      id: 'reply',
      text: 'I noticed “back”.',
      authorName: 'Mara',
      sentAt: '2026-03-06T08:00:00Z',
      takenBackAt: null,
    },
  ],
  addenda: [],
  viewerCanAdd: true,
  viewerCanTakeBack: true,
  hasOpening: false,
};
