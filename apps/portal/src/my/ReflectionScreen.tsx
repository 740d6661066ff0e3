import { readingLines } from '@rejoin/domain';
import { dayOf, moment } from '../lib/format.js';
import { Button, Card, Stack, Tag, Title } from '../ui/index.js';
import type { OwnReflectionPartsFragment } from './gql/graphql.js';
import type { Occurrence } from './PieceScreen.js';
import { ReadersLine } from './StepScreen.js';
import { useTakeBack } from './take-back.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** A piece that was shared, as it was shared, with the replies to it. */
export function ReflectionScreen({
  occurrence,
  reflection,
  reload,
}: {
  occurrence: Occurrence;
  reflection: OwnReflectionPartsFragment;
  reload: () => void;
}) {
  const say = useText();
  const { takeBack, trouble } = useTakeBack(occurrence.id, reflection, reload);
  const outcome = reflection.outcome ?? 'WHOLE';
  const isKept = outcome === 'PARTLY' && reflection.answers.length === 0;
  const isLeft = outcome === 'NOT_THIS_WEEK';
  return (
    <>
      <Stack gap={2}>
        <Title>{occurrence.title}</Title>
        <p className={styles.muted}>
          {reflection.submittedAt
            ? say(isKept ? 'reflection.kept' : `reflection.line.${outcome}`, {
                day: dayOf(reflection.submittedAt, say.language),
              })
            : null}
        </p>
      </Stack>
      {reflection.replies.map((reply) => (
        <Card key={reply.id} tone="soft">
          <h2>{say('reflection.replyFrom', { name: reply.authorName })}</h2>
          <p className={styles.personal}>{reply.text}</p>
          <p className={styles.muted}>{moment(reply.sentAt, say.language)}</p>
          <p className={styles.muted}>{say('replies.noAnswer')}</p>
        </Card>
      ))}
      <ul className={styles.answers}>
        {reflection.answers.map((answer) => (
          <li key={answer.id} className={styles.answer}>
            <h2>{answer.wording}</h2>
            <p className={styles.answerText}>
              {readingLines(answer.kind, answer.wording, answer.value, say.language).slice(1).join('\n')}
            </p>
            <ReadersLine occurrence={occurrence} readers={answer.readers} isShared />
            {answer.isBroughtIn ? (
              <div>
                <Tag tone="soft">{say('reflection.broughtIn')}</Tag>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {reflection.answers.length === 0 ? <p>{say('reflection.noAnswers')}</p> : null}
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
