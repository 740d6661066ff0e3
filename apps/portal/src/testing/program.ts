import type { EnrollmentPartsFragment, ProgramsQuery } from '../desk/gql/graphql.js';

type Program = ProgramsQuery['programs'][number];

const week = (key: string): Program['weeks'][number] => ({
  __typename: 'ProgramWeek',
  key,
  title: `Title of ${key}`,
  note: `Note on ${key}`,
  exercises: [
    {
      __typename: 'ProgramExercise',
      slug: `exercise-${key}`,
      title: `Exercise of ${key}`,
      minutes: 4,
      isWeekly: false,
      isInSession: false,
      roles: [],
    },
  ],
});

/** A program of the library, with two weeks. */
export const program = (slug: string, title: string, overrides: Partial<Program> = {}): Program => ({
  __typename: 'Program',
  id: slug,
  slug,
  title,
  summary: 'Some weeks.',
  care: 'INDIVIDUAL',
  contraindications: 'Not in acute danger.',
  languages: ['en', 'es'],
  isPinned: false,
  weeks: [week('one'), week('two')],
  ...overrides,
});

/** A week on somebody's way that is still to come. */
export const enrollmentWeek = (
  key: string,
  overrides: { openedAt?: string; isSkipped?: boolean } = {},
): EnrollmentPartsFragment['weeks'][number] => ({
  __typename: 'EnrollmentWeek',
  id: key,
  openedAt: null,
  isSkipped: false,
  week: week(key),
  ...overrides,
});

/** A way through a program that is under way. */
export const enrollment = (
  weeks: EnrollmentPartsFragment['weeks'],
  overrides: Partial<Omit<EnrollmentPartsFragment, 'weeks'>> = {},
) => ({
  __typename: 'Enrollment' as const,
  id: 'way',
  programTitle: 'First, Back to Yourself',
  opens: 'BY_HAND' as const,
  cohortName: null,
  enrolledAt: '2026-03-01T09:00:00Z',
  endedAt: null as string | null,
  viewerCanOpenNext: true,
  weeks,
  ...overrides,
});
