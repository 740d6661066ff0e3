import { useEffect, useEffectEvent, useRef, useState, type FocusEvent } from 'react';
import { Users } from 'lucide-react';
import {
  type Block,
  type JointBlock,
  type JointPlace,
  jointPlaces,
  kindOf,
  say as inLanguage,
  type Step,
} from '@rejoin/domain';
import { BlockRun } from '../../blocks/index.js';
import { send, TroubleError } from '../../lib/send.js';
import { noteSignedOut } from '../../lib/signed-out-state.js';
import { Button, Card, ErrorState, Loading, OwnWords, Stack, Title, useToast } from '../../ui/index.js';
import { useAsk } from '../ask.js';
import {
  JointGuideDocument,
  KeepTogetherDocument,
  MoveTogetherDocument,
  type JointGuideQuery,
  type JointMove,
} from '../gql/graphql.js';
import { go, GoButton } from '../navigation.js';
import { Nowhere } from '../Nowhere.js';
import { useText } from '../text.js';
import { KeptList } from './KeptScreen.js';
import { outbox, type JointWord } from '../outbox/index.js';
import { useWords, type Words } from './unkept.js';
import { pollMilliseconds, useSitting, type Sitting } from './use-sitting.js';
import styles from '../My.module.css';

type Guide = NonNullable<JointGuideQuery['jointGuide']>;

const neverAgain = (): boolean => false;
const asks = ({ kind }: Block): boolean => kindOf(kind).asksNothing !== true;

/** What partners do together, one place after the other; all of their phones are at the same one. */
export function TogetherScreen({ id, isOnOnePhone }: { id: string; isOnOnePhone: boolean }) {
  const { asked, again } = useAsk(JointGuideDocument, { jointPartId: id }, neverAgain);
  if (asked.is === 'ASKING') return <Loading lines={4} />;
  if (asked.is === 'FAILED')
    return asked.error instanceof TroubleError && asked.error.trouble === 'NOT_FOUND' ? (
      <Gone id={id} />
    ) : (
      <ErrorState error={asked.error} onRetry={again} />
    );
  const { jointGuide: guide } = asked.data;
  return guide ? <Walk {...{ guide, isOnOnePhone }} /> : <Gone id={id} />;
}

/** Nothing is here any more; words that were not kept can still be copied. */
function Gone({ id }: { id: string }) {
  const words = useWords(id, '');
  return (
    <div className={styles.step}>
      <Nowhere />
      <NotKept words={words} unkept={words.unkept()} isBusy={false} trouble={null} />
    </div>
  );
}

function Walk({ guide, isOnOnePhone }: { guide: Guide; isOnOnePhone: boolean }) {
  const say = useText();
  const toast = useToast();
  const steps = guide.steps as Step[];
  const places = jointPlaces(steps);
  const { sitting, isGone, put } = useSitting(guide.id, guide.sitting, pollMilliseconds.walking);
  const words = useWords(guide.id, guide.language);
  const [caret, setCaret] = useState<Caret | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const place = !isGone && sitting?.state === 'UNDER_WAY' ? places[sitting.place] : undefined;

  const act = async (doIt: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      setTrouble(await doIt());
    } catch (error) {
      const cause = error instanceof TroubleError ? error.trouble : 'INTERNAL';
      if (cause === 'SIGNED_OUT') noteSignedOut();
      setTrouble(say(cause === 'NO_CONNECTION' ? 'together.offline' : 'together.trouble'));
    }
    setBusy(false);
  };
  const move = ({ nth, place: from }: Sitting, how: JointMove): Promise<void> =>
    act(async () => {
      const input = { jointPartId: guide.id, nth, from, move: how };
      put((await send(MoveTogetherDocument, { input })).moveTogether.sitting ?? null);
      return null;
    });
  /** Keeps what stands in the fields of these questions. A repetition of what did not come through is the same act. */
  const keep = (blocks: readonly Block[]): Promise<void> =>
    act(async () => {
      const kept = words.unkept(blocks);
      const what = {
        jointPartId: guide.id,
        answers: Object.fromEntries(kept.map(({ block, value }) => [block.key, value])),
        feelsWrong: kept.filter((word) => word.feelsWrong).map(({ block }) => block.key),
      };
      const idempotencyKey = outbox.together.keyOf(guide.id, what);
      const { keepTogether } = await send(KeepTogetherDocument, { input: { idempotencyKey, ...what } });
      if (keepTogether.userErrors.length > 0) {
        // The same key again would repeat the same no.
        outbox.together.letGo(guide.id, []);
        return say('together.refused');
      }
      // What was written while it was on its way is not kept yet.
      words.letGo(kept);
      toast({ text: say('together.kept') });
      return null;
    });

  const shown = place?.turn === null && !isAnothers(guide, place, isOnOnePhone) ? place.blocks : [];
  const elsewhere = words
    .unkept(undefined, caret?.of)
    .filter(({ block }) => !shown.some(({ key }) => key === block.key));
  return (
    <div className={styles.step}>
      {isGone || !sitting ? (
        <Nowhere />
      ) : place ? (
        <Place
          key={sitting.place}
          {...{ guide, place, sitting, isOnOnePhone, isBusy, trouble, words, caret }}
          count={places.length}
          onMove={(how) => void move(sitting, how)}
          onKeep={keep}
          onCaret={setCaret}
        />
      ) : (
        <Ended {...{ guide, isOnOnePhone }} isFinished={sitting.state === 'FINISHED'} />
      )}
      <NotKept
        {...{ words, isBusy, caret }}
        unkept={elsewhere}
        trouble={place ? null : trouble}
        {...(isGone ? {} : { onKeep: keep, onCaret: setCaret })}
      />
    </div>
  );
}

/** Whether a place is somebody else's to answer. */
const isAnothers = (guide: Guide, { step: { role } }: JointPlace, isOnOnePhone: boolean): boolean =>
  role !== undefined && !isOnOnePhone && role !== guide.role;

/**
 * Words of questions that are not on the screen any more, because the others went on: they can be written to their end here,
 * kept, or let go. Where they cannot be kept any more they stand to be copied.
 */
function NotKept({
  words,
  unkept,
  isBusy,
  trouble,
  caret = null,
  onKeep,
  onCaret,
}: {
  words: Words;
  unkept: readonly JointWord[];
  isBusy: boolean;
  trouble: string | null;
  caret?: Caret | null;
  onKeep?: (blocks: readonly Block[]) => Promise<void>;
  onCaret?: (caret: Caret | null) => void;
}) {
  const say = useText();
  if (unkept.length === 0) return null;
  return (
    <Card tone="soft">
      <h2>{say('together.unkept')}</h2>
      {unkept.map((word) => {
        const { block, language, value, feelsWrong } = word;
        const kind = kindOf(block.kind);
        if (onCaret)
          return (
            <Stack key={block.key}>
              <h3 lang={language}>
                {inLanguage(((feelsWrong ? block.neutral : undefined) ?? block).prompt, language)}
              </h3>
              <Field {...{ block, language, words, caret, onCaret }} />
            </Stack>
          );
        return value === undefined ? null : (
          <OwnWords key={block.key}>
            {kind.summarise(kind.keep(block, value, language, feelsWrong), language).join('\n')}
          </OwnWords>
        );
      })}
      {onKeep ? null : <p className={styles.muted}>{say('together.unkept.gone')}</p>}
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <div className={styles.pair}>
        <Button isDisabled={isBusy} onPress={() => words.letGo(unkept)}>
          {say('together.letGo')}
        </Button>
        {onKeep ? (
          <Button
            isDisabled={isBusy || unkept.every(({ isBlank }) => isBlank)}
            onPress={() => void onKeep(unkept.map(({ block }) => block))}
          >
            {say('together.keep')}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}

/** In which question somebody is writing, and in which of its fields. */
interface Caret {
  of: string;
  field: number;
}

const fields = 'textarea, input';

/** What answers one question. Wherever the others go on to, the caret stays with the words that are being written. */
function Field({
  block,
  language,
  words,
  caret,
  onCaret,
}: {
  block: Block;
  language: string;
  words: Words;
  caret: Caret | null;
  onCaret: (caret: Caret | null) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const follow = useEffectEvent(() => {
    if (caret?.of !== block.key) return;
    const field = box.current?.querySelectorAll<HTMLElement>(fields)[caret.field];
    field?.focus();
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  });
  useEffect(() => follow(), []);
  const note = ({ currentTarget, target }: FocusEvent): void =>
    onCaret({ of: block.key, field: [...currentTarget.querySelectorAll(fields)].indexOf(target) });
  return (
    <div ref={box} role="presentation" onFocus={note} onBlur={() => onCaret(null)}>
      <BlockRun
        {...{ block, language }}
        value={words.valueOf(block)}
        onChange={(value) => words.write(block, value)}
        feelsWrong={words.feelsWrong(block)}
      />
    </div>
  );
}

function Place({
  guide,
  place,
  sitting,
  count,
  words,
  caret,
  isOnOnePhone,
  isBusy,
  trouble,
  onMove,
  onKeep,
  onCaret,
}: {
  guide: Guide;
  place: JointPlace;
  sitting: Sitting;
  count: number;
  words: Words;
  caret: Caret | null;
  isOnOnePhone: boolean;
  isBusy: boolean;
  trouble: string | null;
  onMove: (how: JointMove) => void;
  onKeep: (blocks: readonly Block[]) => Promise<void>;
  onCaret: (caret: Caret | null) => void;
}) {
  const say = useText();
  const { role } = place.step;
  const isLast = sitting.place === count - 1;
  return (
    <>
      <p className={styles.count} role="status">
        {say('step.count', { number: sitting.place + 1, of: count })}
      </p>
      {isAnothers(guide, place, isOnOnePhone) ? (
        <Stack gap={2}>
          <Title>{say('together.anothers')}</Title>
          <p>{say('together.anothers.lead')}</p>
        </Stack>
      ) : (
        <>
          {role === undefined ? null : (
            <p className={styles.muted}>{say(isOnOnePhone ? 'together.oneOfYou' : 'together.yours')}</p>
          )}
          {place.turn === null ? (
            <Asked
              {...{ guide, words, caret, isBusy, onKeep, onCaret }}
              blocks={place.blocks}
              noteCount={sitting.noteCount}
            />
          ) : (
            <Turn guide={guide} block={place.block} turn={place.turn} />
          )}
        </>
      )}
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <div className={styles.aside}>
        {sitting.place > 0 ? (
          <Button look="link" isDisabled={isBusy} onPress={() => onMove('BACK')}>
            {say('step.back')}
          </Button>
        ) : (
          <span />
        )}
        {/* Never greyed: stopping waits for nothing. */}
        <Button look="link" onPress={() => onMove('STOP')}>
          {say('together.stop')}
        </Button>
      </div>
      <div className={styles.acts}>
        <Button look="primary" isDisabled={isBusy} onPress={() => onMove('ON')}>
          {say(isLast ? 'together.finish' : 'together.goOn')}
        </Button>
      </div>
    </>
  );
}

/** One turn of a guide: what it is about, and what to do now. */
function Turn({ guide, block, turn }: { guide: Guide; block: JointBlock; turn: number }) {
  const say = useText();
  const { language } = guide;
  const { neutral } = block;
  return (
    <>
      <p className={styles.muted} lang={language}>
        {inLanguage(block.prompt, language)}
      </p>
      <Title>
        <span lang={language}>{inLanguage(block.turns[turn] ?? block.prompt, language)}</span>
      </Title>
      {neutral ? (
        <details className={styles.fold}>
          <summary>{say('together.anotherWay')}</summary>
          <div className={styles.folded} lang={language}>
            <p>{inLanguage(neutral.prompt, language)}</p>
            <ul>
              {(neutral.turns ?? []).map((other) => (
                <li key={other.en}>{inLanguage(other, language)}</li>
              ))}
            </ul>
          </div>
        </details>
      ) : null}
    </>
  );
}

/** What is asked of all of them, and what they kept of it so far. */
function Asked({
  guide,
  blocks,
  words,
  caret,
  noteCount,
  isBusy,
  onKeep,
  onCaret,
}: {
  guide: Guide;
  blocks: readonly Block[];
  words: Words;
  caret: Caret | null;
  noteCount: number;
  isBusy: boolean;
  onKeep: (blocks: readonly Block[]) => Promise<void>;
  onCaret: (caret: Caret | null) => void;
}) {
  const say = useText();
  const { language } = guide;
  const asking = blocks.filter(asks);
  return (
    <>
      {blocks.map((block, index) => {
        const isNeutral = words.feelsWrong(block);
        const asked = (isNeutral ? block.neutral : undefined) ?? block;
        const prompt = <span lang={language}>{inLanguage(asked.prompt, language)}</span>;
        return (
          <Stack key={block.key}>
            {index === 0 ? (
              <Title id={`prompt-${block.key}`}>{prompt}</Title>
            ) : (
              <h2 id={`prompt-${block.key}`}>{prompt}</h2>
            )}
            <Field {...{ block, language, words, caret, onCaret }} />
            {block.neutral ? (
              <div>
                <Button look="link" onPress={() => words.reword(block)}>
                  {say(isNeutral ? 'step.firstWording' : 'step.feelsWrong')}
                </Button>
              </div>
            ) : null}
          </Stack>
        );
      })}
      {asking.length > 0 ? (
        <>
          <p className={styles.readers}>
            <Users size={16} aria-hidden="true" />
            <span>{say('together.readers')}</span>
          </p>
          {words.unkept(asking).length > 0 ? (
            <Button wide isDisabled={isBusy} onPress={() => void onKeep(asking)}>
              {say('together.keep')}
            </Button>
          ) : null}
          {noteCount > 0 ? (
            <KeptList key={noteCount} id={guide.id} only={asking.map(({ key }) => key)} />
          ) : null}
        </>
      ) : null}
    </>
  );
}

/** The same words for all of them, whoever ended it. */
function Ended({
  guide,
  isOnOnePhone,
  isFinished,
}: {
  guide: Guide;
  isOnOnePhone: boolean;
  isFinished: boolean;
}) {
  const say = useText();
  return (
    <>
      <Title>{say(isFinished ? 'together.finished' : 'together.stopped')}</Title>
      {isFinished ? null : <p role="status">{say('together.stopped.lead')}</p>}
      <p>{say('together.tomorrow')}</p>
      {isOnOnePhone ? (
        // Wherever it leads, this phone is signed out on the way.
        <Button wide look="primary" onPress={() => go({ at: 'TODAY' }, { replace: true })}>
          {say('together.leave')}
        </Button>
      ) : (
        <GoButton to={{ at: 'READING', id: guide.id }} wide look="primary">
          {say('together.toReading')}
        </GoButton>
      )}
    </>
  );
}
