import { isTrace, traceKey } from '@rejoin/domain';
import { BlockAnswer, BlockRead } from '../blocks/index.js';
import { dayOf, moment } from '../lib/format.js';
import { Button, Card, Stack, Tag, Title } from '../ui/index.js';
import { AddSomething } from './AddSomething.js';
import type { OwnReflectionPartsFragment } from './gql/graphql.js';
import { GoButton } from './navigation.js';
import type { Occurrence } from './PieceScreen.js';
import { ReadersLine } from './StepScreen.js';
import { useTakeBack } from './take-back.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** A piece that was shared, as it was shared, with the replies to it and what was added since. */
export function ReflectionScreen({
  occurrence,
  reflection,
  reload,
  onAdded,
}: {
  occurrence: Occurrence;
  reflection: OwnReflectionPartsFragment;
  reload: () => void;
  onAdded: (reflection: OwnReflectionPartsFragment) => void;
}) {
  const say = useText();
  const { takeBack, trouble } = useTakeBack(occurrence.id, reflection, reload);
  const outcome = reflection.outcome ?? 'WHOLE';
  /** What its words were asked in, which may be another than the page speaks now. */
  const language = reflection.language ?? say.language;
  const isKept = outcome === 'PARTLY' && reflection.answers.length === 0;
  // Who has the words need not meet what others learn in place of them; the line about readers says it.
  const answers = reflection.answers.filter(({ key }) => !isTrace(key));
  const isHeldBack = (of: string) => reflection.answers.some(({ key }) => key === traceKey(of));
  const isLeft = outcome === 'NOT_THIS_WEEK';
  return (
    <>
      <Stack gap={2}>
        <Title>{occurrence.title}</Title>
        {occurrence.sitting === 'FIRST' ? null : (
          <p className={styles.muted}>{say(`sitting.${occurrence.sitting}`)}</p>
        )}
        <p className={styles.muted}>
          {reflection.submittedAt
            ? say(isKept ? 'reflection.kept' : `reflection.line.${outcome}`, {
                day: dayOf(reflection.submittedAt, say.language),
              })
            : null}
        </p>
      </Stack>
      {reflection.replies.map((reply) =>
        reply.takenBackAt ? (
          <p key={reply.id} className={styles.muted}>
            {say('replies.takenBack')}
          </p>
        ) : (
          <Card key={reply.id} tone="soft">
            <h2>{say('reflection.replyFrom', { name: reply.authorName })}</h2>
            <p className={styles.personal}>{reply.text}</p>
            <p className={styles.muted}>{moment(reply.sentAt, say.language)}</p>
            <p className={styles.muted}>{say('replies.noAnswer')}</p>
          </Card>
        ),
      )}
      {occurrence.earlierAnswers.length > 0 ? (
        <figure>
          <figcaption className={styles.muted}>{say('step.quotedThen')}</figcaption>
          {occurrence.earlierAnswers.map((answer) => (
            <blockquote key={answer.id} className={styles.quote}>
              <BlockRead
                kind={answer.kind}
                wording={answer.wording}
                value={answer.value}
                language={language}
              />
            </blockquote>
          ))}
        </figure>
      ) : null}
      <ul className={styles.answers}>
        {answers.map((answer) => (
          <li key={answer.id} className={styles.answer}>
            <h2 lang={language}>{answer.wording}</h2>
            <BlockAnswer kind={answer.kind} value={answer.value} language={language} />
            <ReadersLine
              occurrence={occurrence}
              readers={answer.readers}
              isHeldBack={isHeldBack(answer.key)}
              isShared
            />
            {answer.isBroughtIn ? (
              <div>
                <Tag tone="soft">{say('reflection.broughtIn')}</Tag>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {reflection.answers.length === 0 ? <p>{say('reflection.noAnswers')}</p> : null}
      {reflection.addenda.length > 0 ? (
        <section aria-labelledby="added">
          <Stack gap={3}>
            <h2 id="added">{say('add.added')}</h2>
            <ul className={styles.answers}>
              {reflection.addenda.map((addendum) => (
                <li key={addendum.id} className={styles.answer}>
                  <p className={styles.answerText}>{addendum.text}</p>
                  <p className={styles.muted}>{moment(addendum.writtenAt, say.language)}</p>
                  <ReadersLine occurrence={occurrence} readers="THERAPIST" isShared />
                </li>
              ))}
            </ul>
          </Stack>
        </section>
      ) : null}
      {reflection.hasOpening ? (
        <Stack gap={2}>
          <p className={styles.muted}>{say('opening.some')}</p>
          <GoButton to={{ at: 'OPENING', id: reflection.id }} wide>
            {say('opening.title')}
          </GoButton>
        </Stack>
      ) : null}
      {reflection.viewerCanAdd ? (
        <AddSomething occurrence={occurrence} reflectionId={reflection.id} onAdded={onAdded} />
      ) : null}
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      {reflection.viewerCanTakeBack ? (
        <Stack gap={2}>
          {isLeft ? null : <p className={styles.muted}>{say('takeBack.lead')}</p>}
          <Button wide onPress={() => void takeBack()}>
            {say(isLeft ? 'takeBack.goOn' : 'takeBack.button')}
          </Button>
        </Stack>
      ) : null}
    </>
  );
}
