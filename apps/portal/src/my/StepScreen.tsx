import { Lock, Users } from 'lucide-react';
import { Fragment, useCallback } from 'react';
import {
  answerTo,
  isHeldBack,
  kindOf,
  LOOK_OVER,
  lookOver,
  nextStep,
  previousStep,
  promptOf,
  readersOf,
  readingLines,
  say as inLanguage,
  stepAt,
  visibleSteps,
  type AnswerValue,
  type Block,
} from '@rejoin/domain';
import { listed } from '../lib/format.js';
import { BlockRead, BlockRun } from '../blocks/index.js';
import { Button, SaveLine, type SaveState, Title } from '../ui/index.js';
import { outbox, type Standing } from './outbox/index.js';
import type { Occurrence, Piece } from './PieceScreen.js';
import { isClosed } from './share-trouble.js';
import { useText } from './text.js';
import styles from './My.module.css';

const asks = ({ kind }: Block): boolean => kindOf(kind).asksNothing !== true;

/** One prompt a screen. Blank is fine; Continue, Back and Skip are all there; one can stop at any time. */
export function StepScreen({
  piece,
  step: stepKey,
  fromLookOver,
  standing,
}: {
  piece: Piece;
  step: string;
  fromLookOver: boolean;
  standing: Standing;
}) {
  const say = useText();
  const { occurrence, definition, body, write, goTo } = piece;
  const { id } = occurrence;
  const sendOnLeavingField = useCallback(
    (screen: HTMLDivElement) => {
      const send = (): void => outbox.flush(id);
      screen.addEventListener('focusout', send);
      return () => screen.removeEventListener('focusout', send);
    },
    [id],
  );
  const step = stepAt(definition, body, stepKey);
  if (!step) return null;
  const steps = visibleSteps(definition, body);
  const number = steps.findIndex(({ key }) => key === stepKey) + 1;

  const answer = (key: string, value: AnswerValue | undefined): void =>
    write((before) => {
      const { [key]: _gone, ...rest } = before.answers;
      return { ...before, answers: value === undefined ? rest : { ...rest, [key]: value } };
    });
  const toggleWrong = (key: string): void =>
    write((before) => ({
      ...before,
      feelsWrong: before.feelsWrong.includes(key)
        ? before.feelsWrong.filter((other) => other !== key)
        : [...before.feelsWrong, key],
    }));
  const onward = (): void => goTo(fromLookOver ? LOOK_OVER : nextStep(definition, body, stepKey));

  return (
    <div className={styles.step} ref={sendOnLeavingField}>
      {number > 0 ? <p className={styles.count}>{say('step.count', { number, of: steps.length })}</p> : null}
      {step.quotes ? <Quoted piece={piece} of={step.quotes} /> : null}
      {step.blocks.map((block, index) => (
        <Fragment key={block.key}>
          {index === 0 ? (
            <Title id={`prompt-${block.key}`}>{promptOf(block, body)}</Title>
          ) : (
            <h2 id={`prompt-${block.key}`}>{promptOf(block, body)}</h2>
          )}
          <WhyWeAsk block={block} piece={piece} />
          <BlockRun
            block={block}
            language={body.language}
            value={answerTo(body, block.key)}
            onChange={(value) => answer(block.key, value)}
            feelsWrong={body.feelsWrong.includes(block.key)}
            autoFocus={index === 0}
          />
          {asks(block) ? (
            <ReadersLine
              occurrence={occurrence}
              readers={readersOf(block, body)}
              isHeldBack={isHeldBack(block, body)}
            />
          ) : null}
          {block.neutral ? (
            <div>
              <Button look="link" onPress={() => toggleWrong(block.key)}>
                {say(body.feelsWrong.includes(block.key) ? 'step.firstWording' : 'step.feelsWrong')}
              </Button>
            </div>
          ) : null}
        </Fragment>
      ))}
      <SaveStanding standing={standing} piece={piece} />
      <div className={styles.aside}>
        <Button
          look="link"
          onPress={() => goTo(fromLookOver ? LOOK_OVER : previousStep(definition, body, stepKey))}
        >
          {say('step.back')}
        </Button>
        <Button look="link" onPress={() => goTo(LOOK_OVER)}>
          {say('step.stopHere')}
        </Button>
      </div>
      <div className={styles.acts}>
        {fromLookOver || !step.blocks.some(asks) ? null : (
          <Button onPress={onward}>{say('step.skip')}</Button>
        )}
        <Button look="primary" onPress={onward}>
          {say(fromLookOver ? 'step.backToLookOver' : 'step.continue')}
        </Button>
      </div>
    </div>
  );
}

/** The save line, with the server's no in plain words where trying again would not help. */
export function SaveStanding({ standing, piece }: { standing: Standing; piece: Piece }) {
  const say = useText();
  const { occurrence, reload } = piece;
  const closed = isClosed(standing.refusal?.code);
  const state: SaveState = standing.save;
  return (
    <div>
      <SaveLine state={state} onRetry={() => outbox.resume()} />
      {standing.refusal ? (
        <p className={styles.banner} role="alert">
          {say(
            closed
              ? 'share.trouble.closed'
              : standing.refusal.code === 'TOO_LONG'
                ? 'share.trouble.tooLong'
                : 'save.refused',
          )}
        </p>
      ) : null}
      {closed ? (
        <LetGo
          onPress={() => {
            outbox.letGo(occurrence.id);
            reload();
          }}
        />
      ) : null}
      {standing.isApart ? (
        <p className={styles.muted} role="status">
          {say('save.apart')}
        </p>
      ) : null}
    </div>
  );
}

/** The way on from words that can no longer be shared: nothing else takes them from the page. */
export function LetGo({ onPress }: { onPress: () => void }) {
  const say = useText();
  return (
    <Button look="link" onPress={onPress}>
      {say('save.letGo')}
    </Button>
  );
}

/** Why this is asked, folded; and after "this feels wrong to me" a line that says the words changed. */
function WhyWeAsk({ block, piece }: { block: Block; piece: Piece }) {
  const say = useText();
  const isNeutral = piece.body.feelsWrong.includes(block.key);
  const why = (isNeutral ? block.neutral : undefined)?.why ?? block.why;
  return (
    <>
      <div role="status">
        {isNeutral ? <p className={styles.muted}>{say('step.neutral')}</p> : null}
        {isNeutral && readersOf(block, piece.body) !== 'ONLY_ME' ? (
          <p className={styles.muted}>
            {say('step.feltWrongTold', { names: listed(piece.occurrence.readerNames, say.language) })}
          </p>
        ) : null}
      </div>
      {why ? (
        <details className={styles.fold}>
          <summary>{say('step.why')}</summary>
          <div className={styles.folded}>
            <p>{inLanguage(why, piece.body.language)}</p>
          </div>
        </details>
      ) : null}
    </>
  );
}

/** Who will read what is written here, said before it is written. */
export function ReadersLine({
  occurrence,
  readers,
  isHeldBack: isHeld = false,
  isShared = false,
}: {
  occurrence: Pick<Occurrence, 'readerNames' | 'agreement' | 'agreementLine'>;
  readers: ReturnType<typeof readersOf>;
  /** The words stay their author's, and others learn only that they were written. */
  isHeldBack?: boolean;
  isShared?: boolean;
}) {
  const say = useText();
  const names = listed(occurrence.readerNames, say.language);
  if (isHeld)
    return (
      <p className={styles.readers}>
        <Lock size={16} aria-hidden="true" />
        <span>{say(isShared ? 'readers.wasHeldBack' : 'readers.heldBack', { names })}</span>
      </p>
    );
  return (
    <p className={styles.readers}>
      {readers === 'ONLY_ME' ? <Lock size={16} aria-hidden="true" /> : <Users size={16} aria-hidden="true" />}
      <span>
        {readers === 'ONLY_ME'
          ? say('readers.onlyMe')
          : say(isShared ? 'readers.shared' : 'readers.onceShared', { names })}
        {readers === 'THERAPIST_AND_PARTNER_AFTER_OPENING' && occurrence.agreement
          ? ` ${say('readers.afterOpening')}`
          : null}
        {readers !== 'ONLY_ME' && occurrence.agreement ? ` ${say(`readers.${occurrence.agreement}`)}` : null}
        {readers !== 'ONLY_ME' && occurrence.agreementLine ? ` ${occurrence.agreementLine}` : null}
      </span>
    </p>
  );
}

/** An earlier answer of the client's own, shown again above the step that quotes it. */
function Quoted({ piece: { occurrence, definition, body }, of }: { piece: Piece; of: string }) {
  const say = useText();
  const written = lookOver(definition, body).find(({ key, isEmpty }) => key === of && !isEmpty);
  const earlier = occurrence.earlierAnswers.find(({ key }) => key === of);
  if (!written && !earlier) return null;
  return (
    <figure>
      <figcaption className={styles.muted}>{say(written ? 'step.quoted' : 'step.quotedThen')}</figcaption>
      <blockquote className={styles.quote}>
        {written ? (
          readingLines(written.kind, written.wording, written.value, body.language).slice(1).join('\n')
        ) : earlier ? (
          // From another sitting, so the question is not in mind any more.
          <BlockRead
            kind={earlier.kind}
            wording={earlier.wording}
            value={earlier.value}
            language={body.language}
          />
        ) : null}
      </blockquote>
    </figure>
  );
}
