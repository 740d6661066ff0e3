/** Where a client can be. Addresses say nothing about what is asked: they stay in the history of the browser. */
export type Place =
  | { at: 'TODAY' }
  | { at: 'REPLIES' }
  | { at: 'YOU' }
  | { at: 'HELP' }
  | { at: 'AGREEMENT' }
  | { at: 'AGREED' }
  /** Wherever this piece was left. */
  | { at: 'PIECE'; id: string }
  | { at: 'INTRO'; id: string }
  /** The step by its number among those of the exercise: its key would tell what it asks. */
  | { at: 'STEP'; id: string; step: number; fromLookOver: boolean }
  | { at: 'LOOK_OVER'; id: string }
  | { at: 'SHARED'; id: string }
  /** What may be opened of a shared piece; the id is the reflection's. */
  | { at: 'OPENING'; id: string }
  /** What was opened to everyone who took part. */
  | { at: 'READING'; id: string }
  /** What they do together; on one phone it shows nothing else. */
  | { at: 'TOGETHER'; id: string; isOnOnePhone: boolean }
  /** What they kept of it. */
  | { at: 'KEPT'; id: string }
  | { at: 'NOWHERE' };

/** A place in one piece of work. */
export type PiecePlace = Exclude<
  Extract<Place, { id: string }>,
  { at: 'OPENING' | 'READING' | 'TOGETHER' | 'KEPT' }
>;

export function pathOf(place: Exclude<Place, { at: 'NOWHERE' }>): string {
  switch (place.at) {
    case 'TODAY':
      return '/my/';
    case 'REPLIES':
      return '/my/replies';
    case 'YOU':
      return '/my/you';
    case 'HELP':
      return '/my/help';
    case 'AGREEMENT':
      return '/my/agreement';
    case 'AGREED':
      return '/my/agreed';
    case 'PIECE':
      return `/my/piece/${place.id}`;
    case 'INTRO':
      return `/my/piece/${place.id}/begin`;
    case 'STEP':
      return `/my/piece/${place.id}/step/${String(place.step)}${place.fromLookOver ? '?back' : ''}`;
    case 'LOOK_OVER':
      return `/my/piece/${place.id}/look-over`;
    case 'OPENING':
      return `/my/words/${place.id}`;
    case 'READING':
      return `/my/reading/${place.id}`;
    case 'TOGETHER':
      return `/my/reading/${place.id}/together${place.isOnOnePhone ? '?one' : ''}`;
    case 'KEPT':
      return `/my/kept/${place.id}`;
    case 'SHARED':
      return `/my/piece/${place.id}/thanks`;
  }
}

export function placeOf({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Place {
  const [room, id, at, step, ...more] = pathname
    .replace(/^\/my\/?/, '')
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  if (more.length > 0) return { at: 'NOWHERE' };
  if (!room) return { at: 'TODAY' };
  if (room === 'piece' && id) {
    if (!at) return { at: 'PIECE', id };
    if (at === 'begin' && !step) return { at: 'INTRO', id };
    if (at === 'step' && step)
      return {
        at: 'STEP',
        id,
        step: Number(step) || 0,
        fromLookOver: new URLSearchParams(search).has('back'),
      };
    if (at === 'look-over' && !step) return { at: 'LOOK_OVER', id };
    if (at === 'thanks' && !step) return { at: 'SHARED', id };
    return { at: 'NOWHERE' };
  }
  if (room === 'words' && id && !at) return { at: 'OPENING', id };
  if (room === 'reading' && id && !at) return { at: 'READING', id };
  if (room === 'reading' && id && at === 'together' && !step)
    return { at: 'TOGETHER', id, isOnOnePhone: new URLSearchParams(search).has('one') };
  if (room === 'kept' && id && !at) return { at: 'KEPT', id };
  if (id) return { at: 'NOWHERE' };
  if (room === 'replies') return { at: 'REPLIES' };
  if (room === 'you') return { at: 'YOU' };
  if (room === 'help') return { at: 'HELP' };
  if (room === 'agreement') return { at: 'AGREEMENT' };
  if (room === 'agreed') return { at: 'AGREED' };
  return { at: 'NOWHERE' };
}

/** Which step of an exercise has a key; 0, which is none, for a key it does not have. */
export function stepNumber({ steps }: { steps: readonly { key: string }[] }, key: string): number {
  return steps.findIndex((step) => step.key === key) + 1;
}
