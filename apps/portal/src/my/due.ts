import { dayName, today } from '../lib/format.js';
import type { Text } from '../lib/text.js';
import type { MyMessage } from './text.js';

interface Dated {
  due: 'NEXT_SESSION' | 'ON_DATE' | 'NONE';
  dueOn: string | null;
}

/** When a piece is meant for, in words that never press: an unknown day is not named, a past one is no fault. */
export function dueLine(
  say: Text<MyMessage>,
  piece: Dated,
  nextSession?: { on: string } | null,
  now: Date = new Date(),
): string {
  if (piece.due === 'NEXT_SESSION') {
    return nextSession
      ? say('due.session', { day: dayName(nextSession.on, say.language) })
      : say('due.sessionUnknown');
  }
  if (piece.due === 'ON_DATE' && piece.dueOn) {
    return piece.dueOn < today(undefined, now)
      ? say('due.past')
      : say('due.day', { day: dayName(piece.dueOn, say.language) });
  }
  return say('due.none');
}
