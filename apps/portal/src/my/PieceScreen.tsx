import { useCallback, useEffect, useMemo, useState } from 'react';
import {
  emptyDraftBody,
  INTRO,
  LOOK_OVER,
  moveTo,
  parseDefinition,
  parseDraftBody,
  type DraftBody,
  type ExerciseDefinition,
} from '@rejoin/domain';
import { ErrorState, Loading } from '../ui/index.js';
import { later } from '../lib/later.js';
import { TroubleError } from '../lib/send.js';
import { forgetAnswers, useAsk } from './ask.js';
import {
  OccurrenceScreenDocument,
  type OccurrenceScreenQuery,
  type OwnReflectionPartsFragment,
} from './gql/graphql.js';
import { go } from './navigation.js';
import { outbox, useStanding } from './outbox/index.js';
import type { Place } from './paths.js';
import { Shell } from './Shell.js';
import { StepScreen } from './StepScreen.js';

const ApartScreen = later(async () => (await import('./ApartScreen.js')).ApartScreen);
const IntroScreen = later(async () => (await import('./IntroScreen.js')).IntroScreen);
const LookOverScreen = later(async () => (await import('./LookOverScreen.js')).LookOverScreen);
const ReflectionScreen = later(async () => (await import('./ReflectionScreen.js')).ReflectionScreen);
const SharedScreen = later(async () => (await import('./SharedScreen.js')).SharedScreen);

export type Occurrence = NonNullable<OccurrenceScreenQuery['occurrence']>;

/** One piece of work in the client's hands: its exercise, the words so far, and the ways to change and leave them. */
export interface Piece {
  occurrence: Occurrence;
  definition: ExerciseDefinition;
  body: DraftBody;
  /** Takes new words; they leave the page after a short pause. */
  write: (change: (body: DraftBody) => DraftBody) => void;
  /** Goes to a place of the exercise and sends what is there. */
  goTo: (place: string, options?: { fromLookOver?: boolean; body?: DraftBody }) => void;
  /** The piece has ended: shows the thanks with what the server made of it. */
  end: (reflection: OwnReflectionPartsFragment) => void;
  /** Asks the server anew. */
  reload: () => void;
}

type PiecePlace = Extract<Place, { id: string }>;

/** Everything that happens with one piece, from the intro to the reply: one question to the server for all of it. */
export function PieceScreen({ place, isDemo }: { place: PiecePlace; isDemo: boolean }) {
  const { asked, again, put } = useAsk(OccurrenceScreenDocument, { id: place.id });
  if (asked.is === 'ASKING') {
    return (
      <Shell bar={false} isDemo={isDemo}>
        <Loading lines={4} />
      </Shell>
    );
  }
  const occurrence = asked.is === 'HERE' ? asked.data.occurrence : null;
  if (!occurrence) {
    return (
      <Shell isDemo={isDemo}>
        <ErrorState
          error={asked.is === 'FAILED' ? asked.error : new TroubleError('NOT_FOUND')}
          onRetry={again}
        />
      </Shell>
    );
  }
  const { reflection } = occurrence;
  if (reflection && reflection.state !== 'DRAFT') {
    return (
      <Shell isDemo={isDemo}>
        {place.at === 'SHARED' ? (
          <SharedScreen occurrence={occurrence} reflection={reflection} reload={again} />
        ) : (
          <ReflectionScreen occurrence={occurrence} reflection={reflection} reload={again} />
        )}
      </Shell>
    );
  }
  const end = (ended: OwnReflectionPartsFragment): void => {
    // Today and the replies changed as well; they are asked for anew when they are opened.
    forgetAnswers();
    put({ occurrence: { ...occurrence, drafts: [], reflection: ended, isFirstShare: false } });
    go({ at: 'SHARED', id: occurrence.id }, { replace: true });
  };
  // The drafts' names decide whether words are opened anew; typing does not.
  const drafts = occurrence.drafts.map(({ lane, revision }) => `${lane}.${String(revision)}`).join();
  return (
    <Writing key={`${occurrence.id} ${drafts}`} {...{ occurrence, place, isDemo }} reload={again} end={end} />
  );
}

function Writing({
  occurrence,
  place,
  isDemo,
  reload,
  end,
}: {
  occurrence: Occurrence;
  place: PiecePlace;
  isDemo: boolean;
  reload: () => void;
  end: Piece['end'];
}) {
  const parsed = useMemo(() => parseDefinition(occurrence.exercise.definition), [occurrence]);
  if (!parsed.ok) {
    return (
      <Shell isDemo={isDemo}>
        <ErrorState error={new TroubleError('INTERNAL')} onRetry={reload} />
      </Shell>
    );
  }
  // Two devices wrote apart and nothing is under way here: the author looks at both first.
  if (occurrence.drafts.length > 1 && !outbox.isOpen(occurrence.id)) {
    return (
      <Shell bar={false} isDemo={isDemo}>
        <ApartScreen occurrence={occurrence} definition={parsed.definition} reload={reload} />
      </Shell>
    );
  }
  return <Open {...{ occurrence, place, isDemo, reload, end }} definition={parsed.definition} />;
}

function Open({
  occurrence,
  definition,
  place,
  isDemo,
  reload,
  end,
}: {
  occurrence: Occurrence;
  definition: ExerciseDefinition;
  place: PiecePlace;
  isDemo: boolean;
  reload: () => void;
  end: Piece['end'];
}) {
  const [body, setBody] = useState(() => {
    const [draft] = occurrence.drafts;
    const stored = draft ? parseDraftBody(definition, draft.body) : null;
    const start = stored?.ok
      ? stored.body
      : emptyDraftBody(definition, document.documentElement.lang || 'en');
    return outbox.open(occurrence.id, start, draft ?? null);
  });
  const standing = useStanding(occurrence.id);

  const write = useCallback<Piece['write']>(
    (change) =>
      setBody((before) => {
        const after = change(before);
        outbox.write(occurrence.id, after);
        return after;
      }),
    [occurrence.id],
  );

  const goTo = useCallback<Piece['goTo']>(
    (to, { fromLookOver = false, body: given } = {}) => {
      const moved = moveTo(given ?? body, to);
      setBody(moved);
      outbox.write(occurrence.id, moved);
      outbox.flush(occurrence.id);
      const { id } = occurrence;
      if (to === INTRO) go({ at: 'INTRO', id });
      else if (to === LOOK_OVER) go({ at: 'LOOK_OVER', id });
      else go({ at: 'STEP', id, step: to, fromLookOver });
    },
    [body, occurrence],
  );

  const isKnownStep = place.at !== 'STEP' || definition.steps.some(({ key }) => key === place.step);
  // Between a share and its picture on the screen nothing is open here, and nothing is to be resumed.
  const isResuming =
    place.at === 'PIECE' || !isKnownStep || (place.at === 'SHARED' && outbox.isOpen(occurrence.id));
  useEffect(() => {
    if (!isResuming) return;
    const { id } = occurrence;
    const at = body.place;
    if (at === INTRO) go({ at: 'INTRO', id }, { replace: true });
    else if (at === LOOK_OVER) go({ at: 'LOOK_OVER', id }, { replace: true });
    else go({ at: 'STEP', id, step: at, fromLookOver: false }, { replace: true });
  }, [isResuming, body.place, occurrence]);

  const piece: Piece = { occurrence, definition, body, write, goTo, end, reload };
  return (
    <Shell bar={false} isDemo={isDemo}>
      {place.at === 'INTRO' ? (
        <IntroScreen piece={piece} />
      ) : place.at === 'STEP' && isKnownStep ? (
        <StepScreen
          key={place.step}
          piece={piece}
          step={place.step}
          fromLookOver={place.fromLookOver}
          standing={standing}
        />
      ) : place.at === 'LOOK_OVER' ? (
        <LookOverScreen piece={piece} standing={standing} />
      ) : (
        <Loading lines={4} />
      )}
    </Shell>
  );
}
