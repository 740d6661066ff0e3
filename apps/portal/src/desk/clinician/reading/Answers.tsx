import { BlockRead } from '../../../blocks/index.js';
import { classes, Tag } from '../../../ui/index.js';
import type { ReadingScreenQuery } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import styles from '../../Desk.module.css';

type Reflection = NonNullable<ReadingScreenQuery['reflection']>;
type Answer = Reflection['answers'][number];

/** What was shared: what the client brings in first. Of a later sitting, the words it comes back to stand beside it. */
export function Answers({ reflection }: { reflection: Reflection }) {
  const say = useText();
  const { answers, earlierAnswers } = reflection;
  const brought = answers.filter(({ isBroughtIn }) => isBroughtIn);
  const others = answers.filter(({ isBroughtIn }) => !isBroughtIn);
  const now = (
    <>
      {[...brought, ...others].map((answer) => (
        <AnswerCard key={answer.id} answer={answer} />
      ))}
      {answers.length === 0 ? <p>{say('reading.noAnswers')}</p> : null}
    </>
  );
  if (earlierAnswers.length === 0) return <div className={styles.answers}>{now}</div>;
  return (
    <div className={styles.rooms}>
      <section className={styles.answers} aria-labelledby="earlier">
        <h2 id="earlier">{say('reading.earlier')}</h2>
        {earlierAnswers.map((answer) => (
          <AnswerCard key={answer.id} answer={answer} isEarlier />
        ))}
      </section>
      <section className={styles.answers} aria-labelledby="now">
        <h2 id="now">{say('reading.now')}</h2>
        {now}
      </section>
    </div>
  );
}

function AnswerCard({ answer, isEarlier = false }: { answer: Answer; isEarlier?: boolean }) {
  const say = useText();
  return (
    <article
      className={classes(
        styles.answer,
        answer.isBroughtIn && !isEarlier && styles.brought,
        isEarlier && styles.earlier,
      )}
    >
      {answer.isBroughtIn && !isEarlier ? (
        <div>
          <Tag tone="soft">{say('reading.broughtIn')}</Tag>
        </div>
      ) : null}
      <BlockRead
        kind={answer.kind}
        wording={answer.wording}
        value={answer.value}
        language={say.language}
        level={2}
      />
      <p className={styles.muted}>{say(`readers.${answer.readers}`)}</p>
    </article>
  );
}
