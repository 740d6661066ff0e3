import { useCallback, useEffect, useRef, useState } from 'react';
import {
  asksSteadyFirst,
  emptyDraftBody,
  INTRO,
  isLanguage,
  LOOK_OVER,
  moveTo,
  parseDefinition,
  parseDraftBody,
  type DraftBody,
  type ExerciseDefinition,
} from '@rejoin/domain';
import { Button, ErrorState, Loading, Title, useToast } from '../ui/index.js';
import { later } from '../lib/later.js';
import { TroubleError } from '../lib/send.js';
import { reload as reloadPage } from '../lib/signed-out.js';
import { forgetAnswers, useAsk } from './ask.js';
import {
  OccurrenceScreenDocument,
  type OccurrenceScreenQuery,
  type OwnReflectionPartsFragment,
} from './gql/graphql.js';
import { go } from './navigation.js';
import { outbox, useHasUnsent, useStanding } from './outbox/index.js';
import { stepNumber, type PiecePlace } from './paths.js';
import { Shell } from './Shell.js';
import { InOneLanguage } from './Speaking.js';
import { StepScreen } from './StepScreen.js';
import { useText } from './text.js';
import styles from './My.module.css';

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
  /** Asks the server anew, unless words of this page would go from the screen with it; says why, if given. */
  reload: (why?: string) => void;
  /** Why the piece was asked for anew, such as that it was also written on another device. */
  notice: string | null;
}

type Data = OccurrenceScreenQuery;

const isEnded = ({ reflection }: Occurrence): boolean => reflection !== null && reflection.state !== 'DRAFT';

/** Everything that happens with one piece, from the intro to the reply: one question to the server for all of it. */
export function PieceScreen({ place, isDemo }: { place: PiecePlace; isDemo: boolean }) {
  const say = useText();
  const toast = useToast();
  const hasUnsent = useHasUnsent(place.id);
  const [notice, setNotice] = useState<string | null>(null);
  const { asked, again, anew, put } = useAsk(
    OccurrenceScreenDocument,
    { id: place.id },
    // Words seen before are older than the saves since: a draft is always asked for. Only while words of this page
    // wait for a connection is the frame they were written in taken from before.
    ({ occurrence }: Data) => occurrence !== null && isEnded(occurrence),
    () => outbox.hasUnsent(place.id),
  );
  const reload = useCallback<Piece['reload']>(
    (why) => {
      if (outbox.hasUnsent(place.id)) {
        again();
        return;
      }
      setNotice(why ?? null);
      anew();
    },
    [again, anew, place.id],
  );
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
  // While words of this page are not at the server they stay in view, also when the piece was shared elsewhere.
  const isShown = isEnded(occurrence) && (place.at === 'SHARED' || !hasUnsent);
  if (reflection && isShown) {
    return (
      <Shell isDemo={isDemo}>
        {place.at === 'SHARED' ? (
          <SharedScreen occurrence={occurrence} reflection={reflection} reload={reload} />
        ) : (
          <ReflectionScreen
            {...{ occurrence, reflection, reload }}
            onAdded={(added) => put({ occurrence: { ...occurrence, reflection: added } })}
          />
        )}
      </Shell>
    );
  }
  const end = (ended: OwnReflectionPartsFragment): void => {
    // Today and the replies changed as well; they are asked for anew when they are opened.
    forgetAnswers();
    if (ended.state === 'DRAFT') {
      // A share repeated after it had been taken back: what is there now is the draft.
      toast({ text: say('takeBack.done') });
      go({ at: 'PIECE', id: occurrence.id }, { replace: true });
      reload();
      return;
    }
    put({ occurrence: { ...occurrence, drafts: [], reflection: ended, isFirstShare: false } });
    go({ at: 'SHARED', id: occurrence.id }, { replace: true });
  };
  return <Writing {...{ occurrence, place, isDemo, reload, notice, end }} />;
}

interface WritingProps extends Pick<Piece, 'occurrence' | 'reload' | 'notice' | 'end'> {
  place: PiecePlace;
  isDemo: boolean;
}

type Stage =
  | { is: 'APART' | 'UNREADABLE'; definition: ExerciseDefinition }
  | { is: 'OPEN'; definition: ExerciseDefinition; start: DraftBody }
  | { is: 'FAILED' };

/** What is to be done with what the server has. */
function stageOf({ id, exercise, language, drafts }: Occurrence): Stage {
  const parsed = parseDefinition(exercise.definition, { isPart: true });
  if (!parsed.ok) return { is: 'FAILED' };
  const { definition } = parsed;
  // Two devices wrote apart and nothing is under way here: the author looks at both first.
  if (drafts.length > 1 && !outbox.hasUnsent(id)) return { is: 'APART', definition };
  const [draft] = drafts;
  if (!draft) {
    const start = emptyDraftBody(definition, language);
    return { is: 'OPEN', definition, start };
  }
  const stored = parseDraftBody(definition, draft.body);
  if (stored.ok) return { is: 'OPEN', definition, start: stored.body };
  // The words of this page go on; what cannot be read is never written over.
  if (outbox.holds(id, draft))
    return {
      is: 'OPEN',
      definition,
      start: emptyDraftBody(definition, language),
    };
  return { is: 'UNREADABLE', definition };
}

function Writing(props: WritingProps) {
  const { occurrence, isDemo, reload, notice } = props;
  // Decided once for each time the piece is opened: nobody is led away from a field in the middle of a word.
  const [stage] = useState(() => stageOf(occurrence));
  if (stage.is === 'OPEN') return <Open {...props} definition={stage.definition} start={stage.start} />;
  return (
    <Shell bar={stage.is !== 'APART'} isDemo={isDemo}>
      {stage.is === 'FAILED' ? (
        <ErrorState error={new TroubleError('INTERNAL')} onRetry={() => reload()} />
      ) : stage.is === 'APART' ? (
        <ApartScreen occurrence={occurrence} definition={stage.definition} {...{ reload, notice }} />
      ) : (
        <Unreadable />
      )}
    </Shell>
  );
}

/** Words kept by a newer page than this one: an empty field would be saved over them. */
function Unreadable() {
  const say = useText();
  return (
    <>
      <Title>{say('unreadable.title')}</Title>
      <p className={styles.lead}>{say('unreadable.lead')}</p>
      <Button look="primary" wide onPress={reloadPage}>
        {say('unreadable.reload')}
      </Button>
    </>
  );
}

function Open({
  occurrence,
  definition,
  start,
  place,
  isDemo,
  reload,
  notice,
  end,
}: WritingProps & { definition: ExerciseDefinition; start: DraftBody }) {
  const asksSteady = asksSteadyFirst(definition);
  const [body, setBody] = useState<DraftBody>(() => {
    const words = outbox.open(occurrence.id, start, occurrence.drafts[0] ?? null);
    // "Not now" was about then. Who had begun goes on where it was left; stopping is one tap away on every step.
    const { steady: before, ...rest } = words;
    return asksSteady && before !== 'STEADY' ? rest : words;
  });
  /** The newest words, for changes that follow each other faster than the screen is drawn. */
  const latest = useRef(body);
  const standing = useStanding(occurrence.id);

  const take = useCallback(
    (words: DraftBody) => {
      latest.current = words;
      outbox.write(occurrence.id, words);
      setBody(words);
    },
    [occurrence.id],
  );
  const write = useCallback<Piece['write']>((change) => take(change(latest.current)), [take]);

  const goTo = useCallback<Piece['goTo']>(
    (to, { fromLookOver = false, body: given } = {}) => {
      take(moveTo(given ?? latest.current, to));
      outbox.flush(occurrence.id);
      const { id } = occurrence;
      if (to === INTRO) go({ at: 'INTRO', id });
      else if (to === LOOK_OVER) go({ at: 'LOOK_OVER', id });
      else go({ at: 'STEP', id, step: stepNumber(definition, to), fromLookOver });
    },
    [take, occurrence, definition],
  );

  const here = place.at === 'STEP' ? definition.steps[place.step - 1] : undefined;
  const step = here?.later === undefined ? here?.key : undefined;
  const isKnownStep = place.at !== 'STEP' || step !== undefined;
  // Between a share and its picture on the screen nothing is open here, and nothing is to be resumed.
  const isResuming =
    place.at === 'PIECE' || !isKnownStep || (place.at === 'SHARED' && outbox.isOpen(occurrence.id));
  useEffect(() => {
    if (!isResuming) return;
    const { id } = occurrence;
    const at = asksSteady && !body.steady ? INTRO : body.place;
    if (at === INTRO) go({ at: 'INTRO', id }, { replace: true });
    else if (at === LOOK_OVER) go({ at: 'LOOK_OVER', id }, { replace: true });
    else go({ at: 'STEP', id, step: stepNumber(definition, at), fromLookOver: false }, { replace: true });
  }, [isResuming, asksSteady, body.steady, body.place, occurrence, definition]);

  const piece: Piece = { occurrence, definition, body, write, goTo, end, reload, notice };
  return (
    <Shell bar={false} isDemo={isDemo}>
      <InOneLanguage language={isLanguage(body.language) ? body.language : 'en'}>
        {place.at === 'INTRO' ? (
          <IntroScreen piece={piece} />
        ) : place.at === 'STEP' && step !== undefined ? (
          <StepScreen
            key={step}
            piece={piece}
            step={step}
            fromLookOver={place.fromLookOver}
            standing={standing}
          />
        ) : place.at === 'LOOK_OVER' ? (
          <LookOverScreen piece={piece} standing={standing} />
        ) : (
          <Loading lines={4} />
        )}
      </InOneLanguage>
    </Shell>
  );
}
