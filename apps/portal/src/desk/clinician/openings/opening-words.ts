import { dayOf } from '../../../lib/format.js';
import type { OpeningPartsFragment } from '../../gql/graphql.js';
import type { Text } from '../../../lib/text.js';
import type { DeskMessage } from '../../text.js';

type Say = Text<DeskMessage>;

/** The last day on which it can be read: it closes with the first moment after it. */
const lastDay = (closesAt: string, language: string): string =>
  dayOf(new Date(Date.parse(closesAt) - 1).toISOString(), language);

export const isOpenNow = ({ openedAt, closesAt, closedAt }: OpeningPartsFragment): boolean =>
  openedAt !== null && closedAt === null && (closesAt === null || Date.parse(closesAt) > Date.now());

/** How far a turn is on its way to being opened, in one sentence. */
export function standingOf(say: Say, opening: OpeningPartsFragment): string {
  const { openedAt, closesAt, closedAt, turnedAt, sides, viewerCanOpen } = opening;
  if (openedAt !== null) {
    if (isOpenNow(opening))
      return closesAt === null
        ? say('openings.openUntilClosed')
        : say('openings.openUntil', { day: lastDay(closesAt, say.language) });
    return say('openings.closed', { day: dayOf(closedAt ?? closesAt ?? openedAt, say.language) });
  }
  if (turnedAt !== null) return say('openings.turned', { day: dayOf(turnedAt, say.language) });
  if (sides.some(({ askedNotToOpenId }) => askedNotToOpenId !== null)) return say('openings.notNow');
  return say(viewerCanOpen ? 'openings.ready' : 'openings.notReady');
}

/** Where one side is: no text, and seen by the care team alone. */
export function sideOf(
  say: Say,
  { isIn, offeredCount }: Pick<OpeningPartsFragment['sides'][number], 'isIn' | 'offeredCount'>,
): string {
  if (!isIn) return say('openings.notIn');
  return say(offeredCount > 0 ? 'openings.offers' : 'openings.in', { count: offeredCount });
}
