import { useState } from 'react';
import {
  kindOf,
  limits,
  lookOver,
  needsSteadyEnding,
  previousStep,
  LOOK_OVER,
  reservedWording,
  say as inLanguage,
  suggestedOutcome,
  type AnswerValue,
  type SharedAnswer,
} from '@rejoin/domain';
import { BlockAnswer } from '../blocks/index.js';
import { Button, ChooseOne, Dialog, Stack, TextArea, Tick, useToast, Title } from '../ui/index.js';
import { forgetAnswers } from './ask.js';
import { go, linkTo } from './navigation.js';
import { stepNumber } from './paths.js';
import { NotThisWeek } from './NotThisWeek.js';
import { outbox, RefusedError, type Standing } from './outbox/index.js';
import type { Piece } from './PieceScreen.js';
import { FirstShare } from './FirstShare.js';
import { isClosed, shareTrouble, troubleOf } from './share-trouble.js';
import { LetGo, ReadersLine, SaveStanding } from './StepScreen.js';
import { usePageText, useText } from './text.js';
import styles from './My.module.css';

type Sharing = 'FOR_SESSION' | 'READ_BEFORE';
type Outcome = 'WHOLE' | 'PARTLY';

/** Everything once more, each answer in the client's hand, and then the choice to share, keep or delete. */
export function LookOverScreen({ piece, standing }: { piece: Piece; standing: Standing }) {
  const say = useText();
  const sayOnPage = usePageText();
  const toast = useToast();
  const { occurrence, definition, body, write, goTo, end, reload, notice } = piece;
  const [sharing, setSharing] = useState<Sharing>('FOR_SESSION');
  const [chosen, setChosen] = useState<Outcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(notice);
  const [isEnded, setEnded] = useState(false);
  const [isDeleting, setDeleting] = useState(false);

  const suggested: Outcome =
    needsSteadyEnding(body) || suggestedOutcome(definition, body) === 'PARTLY' ? 'PARTLY' : 'WHOLE';
  const outcome = chosen ?? suggested;
  const answers = lookOver(definition, body).filter(
    ({ key, step, isEmpty }) => key !== 'closing' && (step !== undefined || !isEmpty),
  );

  const share = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      end(await outbox.share(occurrence.id, { outcome, sharing }));
    } catch (error) {
      const words = shareTrouble(say, error);
      setTrouble(words);
      setBusy(false);
      const code = error instanceof RefusedError ? error.refusal.code : troubleOf(error);
      if (isClosed(code)) setEnded(true);
      else if (code === 'APART' || code === 'STALE') reload(words);
    }
  };
  const keepForNow = (): void => {
    outbox.flush(occurrence.id);
    toast({ text: sayOnPage('lookOver.kept') });
    go({ at: 'TODAY' });
  };
  const letGo = (): void => {
    outbox.letGo(occurrence.id);
    reload();
  };
  const deleteDraft = async (): Promise<void> => {
    setDeleting(false);
    setTrouble(null);
    setBusy(true);
    try {
      await outbox.deleteDraft(occurrence.id);
      forgetAnswers();
      toast({ text: sayOnPage('lookOver.deleted') });
      go({ at: 'TODAY' });
    } catch (error) {
      setTrouble(shareTrouble(say, error));
      setBusy(false);
    }
  };

  return (
    <>
      <Stack gap={2}>
        <Title>{say('lookOver.title')}</Title>
        <p>{say('lookOver.lead')}</p>
      </Stack>
      {/* What is being shared is what stands here: nothing can be changed until the server has answered. */}
      <ul className={styles.answers} inert={isBusy}>
        {answers.map((answer) => (
          <li key={answer.key}>
            <AnswerCard answer={answer} piece={piece} />
          </li>
        ))}
      </ul>
      <Stack gap={2}>
        <TextArea
          label={inLanguage(reservedWording.closing, body.language)}
          description={say('lookOver.closingHint')}
          rows={2}
          limit={limits.closing}
          value={body.closing ?? ''}
          onChange={(closing) =>
            write(({ closing: _before, ...rest }) => (closing === '' ? rest : { ...rest, closing }))
          }
          onBlur={() => outbox.flush(occurrence.id)}
          isDisabled={isBusy}
        />
        <SaveStanding standing={standing} piece={piece} />
      </Stack>
      {occurrence.isFirstShare ? <FirstShare /> : null}
      <section aria-labelledby="share">
        <Stack gap={4}>
          <h2 id="share">{say('share.title', { name: occurrence.clinicianName })}</h2>
          <ChooseOne<Sharing>
            label={say('share.how')}
            hideLabel
            value={sharing}
            onChange={setSharing}
            options={[
              { value: 'FOR_SESSION', label: say('share.forSession') },
              { value: 'READ_BEFORE', label: say('share.readBefore') },
            ]}
          />
          <details className={styles.fold}>
            <summary>{say(outcome === 'WHOLE' ? 'share.outcome.whole' : 'share.outcome.partly')}</summary>
            <div className={styles.folded}>
              <ChooseOne<Outcome>
                label={say('share.outcome.label')}
                description={say('share.outcome.hint')}
                value={outcome}
                onChange={setChosen}
                options={[
                  { value: 'WHOLE', label: say('share.outcome.whole') },
                  { value: 'PARTLY', label: say('share.outcome.partly') },
                ]}
              />
            </div>
          </details>
          <p className={styles.muted}>{say('share.notRightAway')}</p>
          <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
          {isEnded && !isClosed(standing.refusal?.code) ? <LetGo onPress={letGo} /> : null}
          <Button look="primary" wide isDisabled={isBusy} onPress={() => void share()}>
            {isBusy ? say('share.sharing') : say('share.share', { name: occurrence.clinicianName })}
          </Button>
          <Button wide onPress={keepForNow} isDisabled={isBusy}>
            {say('share.keep')}
          </Button>
          <div className={styles.aside}>
            <Button
              look="link"
              onPress={() => goTo(previousStep(definition, body, LOOK_OVER))}
              isDisabled={isBusy}
            >
              {say('step.back')}
            </Button>
            <Button look="link" onPress={() => setDeleting(true)} isDisabled={isBusy}>
              {say('share.delete')}
            </Button>
          </div>
          <NotThisWeek piece={piece} isDisabled={isBusy} />
        </Stack>
      </section>
      <Dialog
        title={say('delete.title')}
        role="alertdialog"
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
      >
        <p>{say('delete.lead')}</p>
        <Button look="danger" wide onPress={() => void deleteDraft()}>
          {say('delete.yes')}
        </Button>
        <Button wide autoFocus onPress={() => setDeleting(false)}>
          {say('delete.no')}
        </Button>
      </Dialog>
    </>
  );
}

function AnswerCard({ answer, piece }: { answer: SharedAnswer; piece: Piece }) {
  const say = useText();
  const { occurrence, definition, body, write } = piece;
  const { key, step, isEmpty } = answer;
  const isAlwaysMine =
    step !== undefined &&
    definition.steps.flatMap(({ blocks }) => blocks).find((block) => block.key === key)?.readers ===
      'ONLY_ME';
  const isHeld = answer.trace !== undefined;
  const isKept = answer.readers === 'ONLY_ME' && !isHeld;
  const { heldBack } = kindOf(answer.kind);

  const keep = (kept: boolean): void =>
    write((before) => {
      const { [key]: _gone, ...readers } = before.readers;
      return {
        ...before,
        readers: kept ? { ...readers, [key]: 'ONLY_ME' } : readers,
        bringIn: kept ? before.bringIn.filter((other) => other !== key) : before.bringIn,
      };
    });
  const release = (isReleased: boolean): void =>
    write((before) => {
      const value: AnswerValue | undefined = before.answers[key];
      if (value === undefined || !heldBack) return before;
      return { ...before, answers: { ...before.answers, [key]: heldBack.release(value, isReleased) } };
    });
  const bringIn = (brought: boolean): void =>
    write((before) => ({
      ...before,
      bringIn: brought ? [...before.bringIn, key] : before.bringIn.filter((other) => other !== key),
    }));

  const place = step
    ? ({ at: 'STEP', id: occurrence.id, step: stepNumber(definition, step), fromLookOver: true } as const)
    : ({ at: 'INTRO', id: occurrence.id } as const);
  return (
    <article className={styles.answer} aria-label={answer.wording}>
      <div className={styles.answerHead}>
        <h2>{answer.wording}</h2>
        <a {...linkTo(place)} aria-label={say('lookOver.editThis', { question: answer.wording })}>
          {say('lookOver.edit')}
        </a>
      </div>
      {isEmpty ? (
        <p className={styles.muted}>{say('lookOver.blank')}</p>
      ) : (
        <>
          <BlockAnswer kind={answer.kind} value={answer.value} language={body.language} />
          <ReadersLine occurrence={occurrence} readers={answer.readers} isHeldBack={isHeld} />
          {isAlwaysMine ? null : (
            <div className={styles.ticks}>
              {heldBack && !isKept ? (
                <Tick bare isSelected={!isHeld} onChange={release}>
                  {say('lookOver.release')}
                </Tick>
              ) : null}
              <Tick bare isSelected={isKept} onChange={keep}>
                {say('lookOver.keepThis')}
              </Tick>
              {isKept ? null : (
                <Tick bare isSelected={answer.bringIn} onChange={bringIn}>
                  {say('lookOver.bringIn')}
                </Tick>
              )}
            </div>
          )}
        </>
      )}
    </article>
  );
}
