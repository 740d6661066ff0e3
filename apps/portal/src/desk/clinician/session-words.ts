import { dayName, shortDay, wallTime } from '../../lib/format.js';
import type { Text } from '../../lib/text.js';
import type { DeskMessage } from '../text.js';

interface Session {
  on: string;
  time: string;
  isMoved: boolean;
}

/** "Thu 26 Nov, 4:00 PM", or that no session is known: then no day is named anywhere. */
export function sessionShort(say: Text<DeskMessage>, session: Session | null): string {
  if (!session) return say('session.unknown');
  return say('session.short', {
    day: shortDay(session.on, say.language),
    time: wallTime(session.time, say.language),
  });
}

export function sessionLong(say: Text<DeskMessage>, session: Session): string {
  const when = { day: dayName(session.on, say.language), time: wallTime(session.time, say.language) };
  return session.isMoved ? say('session.moved', when) : say('session.long', when);
}
