import type { FragmentType } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import {
  EnrollmentPartsFragmentDoc,
  type EnrollmentPartsFragment,
  type ProgramsQuery,
} from '../../gql/graphql.js';
import type { DeskMessage } from '../../text.js';
import type { Text } from '../../../lib/text.js';

/** A way through a program as a page asks for it; its parts are read where they are shown. */
export type WayRef = FragmentType<EnrollmentPartsFragment> & { id: string };
export type Way = EnrollmentPartsFragment;
export type Program = ProgramsQuery['programs'][number];
/** What a week gives, as the library says it. */
export type WeekContent = Program['weeks'][number];
/** A week on somebody's way, with its number among those that are meant to come: a rest or one left out has none. */
export type Week = Way['weeks'][number] & { number: number | null };

/** Ways through programs, in the order they came. */
export function useWays(from: readonly WayRef[]): readonly Way[] {
  const { data, complete } = useFragment({
    fragment: EnrollmentPartsFragmentDoc,
    fragmentName: 'EnrollmentParts',
    from: [...from],
  });
  return complete ? data.filter((way) => way !== null) : [];
}

/** The weeks of a way, numbered as its client counts them. */
export function weeksOf({ weeks }: Way): Week[] {
  let last = 0;
  return weeks.map((week) => {
    const isCounted = week.week !== null && !week.isSkipped;
    if (isCounted) last += 1;
    return { ...week, number: isCounted ? last : null };
  });
}

/** The week that an opening would open. */
export const nextOf = (weeks: readonly Week[]): Week | undefined =>
  weeks.find(({ openedAt, isSkipped }) => !openedAt && !isSkipped);

/** The week that was opened last. */
export const currentOf = (weeks: readonly Week[]): Week | undefined =>
  weeks.findLast(({ openedAt }) => openedAt !== null);

/** "Week 2: Guilt or shame". */
export function weekName(say: Text<DeskMessage>, { week, number }: Week): string {
  if (!week) return say('program.rest');
  return number === null ? week.title : say('program.week', { number, title: week.title });
}

/** "Open week 2: Guilt or shame". */
export function openName(say: Text<DeskMessage>, { week, number }: Week): string {
  return week ? say('program.open', { number, title: week.title }) : say('program.openRest');
}
