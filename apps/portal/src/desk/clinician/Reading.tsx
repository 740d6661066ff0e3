import { useId, useRef, useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { limits } from '@rejoin/domain';
import { BlockRead } from '../../blocks/index.js';
import { moment } from '../../lib/format.js';
import { TroubleError } from '../../lib/send.js';
import { Button, Card, ErrorState, Loading, Stack, Tag, TextArea, Title, useToast } from '../../ui/index.js';
import {
  MarkTalkedAboutDocument,
  ReadingScreenDocument,
  ReplyToReflectionDocument,
  type ReadingScreenQuery,
} from '../gql/graphql.js';
import { useShortcuts } from '../shortcuts.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

type Reflection = NonNullable<ReadingScreenQuery['reflection']>;

/** One shared reflection: what the client brings in first, the wording as it was asked, who could read it, and a reply. */
export function Reading({ id, onClosed }: { id: string; onClosed?: () => void }) {
  const { data, error, refetch } = useQuery(ReadingScreenDocument, {
    variables: { id },
    // Reading is written to the audit trail: it is asked for when somebody opens it, and kept while the page lives.
    fetchPolicy: 'cache-first',
  });
  if (data?.reflection) return <Read reflection={data.reflection} onClosed={onClosed} />;
  if (data) return <ErrorState error={new TroubleError('NOT_FOUND')} />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />;
}

function Read({ reflection, onClosed }: { reflection: Reflection; onClosed: (() => void) | undefined }) {
  const say = useText();
  const brought = reflection.answers.filter(({ isBroughtIn }) => isBroughtIn);
  const others = reflection.answers.filter(({ isBroughtIn }) => !isBroughtIn);
  return (
    <>
      <Stack gap={2}>
        <Title>{reflection.exerciseTitle}</Title>
        <p>
          <Link to={`/clients/${reflection.clientId}`}>{reflection.clientName}</Link>
          {' · '}
          {say('reading.shared', { when: moment(reflection.submittedAt, say.language) })}
        </p>
        <p className={styles.tags}>
          <Tag>{say(`outcome.${reflection.outcome}`)}</Tag>
          <Tag tone={reflection.sharing === 'READ_BEFORE' ? 'info' : 'plain'}>
            {say(`sharing.${reflection.sharing}`)}
          </Tag>
          {reflection.talkedAboutAt ? (
            <Tag>{say('reading.talkedAbout', { when: moment(reflection.talkedAboutAt, say.language) })}</Tag>
          ) : null}
        </p>
      </Stack>
      {reflection.feltWrong ? (
        <Card tone="clay">
          <p>{say('reading.feltWrong')}</p>
        </Card>
      ) : null}
      {reflection.rationale ? (
        <details className={styles.fold}>
          <summary>{say('reading.why')}</summary>
          <div className={styles.folded}>
            <p className={styles.quote}>{reflection.rationale}</p>
          </div>
        </details>
      ) : null}
      <div className={styles.answers}>
        {[...brought, ...others].map((answer) => (
          <article
            key={answer.id}
            className={answer.isBroughtIn ? `${styles.answer ?? ''} ${styles.brought ?? ''}` : styles.answer}
          >
            {answer.isBroughtIn ? (
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
        ))}
        {reflection.answers.length === 0 ? <p>{say('reading.noAnswers')}</p> : null}
      </div>
      {reflection.oneQuestion ? (
        <Card tone="soft">
          <h2>{say('reading.oneQuestion')}</h2>
          <p>{reflection.oneQuestion}</p>
        </Card>
      ) : null}
      {reflection.ratings.length > 0 ? (
        <section className={styles.section} aria-labelledby="ratings">
          <h2 id="ratings">{say('reading.ratings')}</h2>
          <dl className={styles.facts}>
            {reflection.ratings.map((rating) => (
              <div key={rating.key} className={styles.rows}>
                <dt>{rating.label}</dt>
                <dd>{say('reading.rating', { value: rating.value })}</dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
      {reflection.replies.map((reply) => (
        <Card key={reply.id} tone="soft">
          <h2>{say('reading.replyFrom', { name: reply.authorName })}</h2>
          <p className={styles.personal}>{reply.text}</p>
          <p className={styles.muted}>{moment(reply.sentAt, say.language)}</p>
        </Card>
      ))}
      {reflection.viewerCanReply || reflection.viewerCanMarkTalkedAbout ? (
        <Answering key={reflection.id} reflection={reflection} onClosed={onClosed} />
      ) : null}
    </>
  );
}

const stems = ['reply.stem.noticed', 'reply.stem.wonder', 'reply.stem.session'] as const;

/** The clinician's ways on: a reply with a stem to begin, "talked about in session", or the honest line. */
function Answering({ reflection, onClosed }: { reflection: Reflection; onClosed: (() => void) | undefined }) {
  const say = useText();
  const toast = useToast();
  const headingId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const refetch = ['ToReadScreen', 'ReadingScreen', 'ClientScreen', 'CaseloadScreen'];
  const reply = useSubmit(ReplyToReflectionDocument, ({ replyToReflection }) => replyToReflection, {
    refetch,
  });
  const talked = useSubmit(MarkTalkedAboutDocument, ({ markTalkedAbout }) => markTalkedAbout, { refetch });
  const isBusy = reply.isBusy || talked.isBusy;
  const refused = reply.refused ?? talked.refused;
  useUnsaved(text.trim() !== '');

  const send = async (words: string): Promise<void> => {
    if (!words.trim() || isBusy) return;
    if (!(await reply.submit({ reflectionId: reflection.id, text: words.trim() }))) return;
    setText('');
    toast({ text: say('reply.sent', { name: reflection.clientName }) });
    onClosed?.();
  };
  const markTalkedAbout = async (): Promise<void> => {
    if (isBusy || !reflection.viewerCanMarkTalkedAbout) return;
    if (!(await talked.submit({ reflectionId: reflection.id }))) return;
    toast({ text: say('reply.talkedAboutDone') });
    onClosed?.();
  };
  const begin = (stem: string): void => {
    setText((before) => (before.trim() ? `${before.trimEnd()}\n${stem} ` : `${stem} `));
    field.current?.focus();
  };
  useShortcuts({
    r: () => field.current?.focus(),
    e: () => void markTalkedAbout(),
  });

  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{say('reply.title', { name: reflection.clientName })}</h2>
      {reflection.viewerCanReply ? (
        <>
          <div className={styles.stems}>
            {stems.map((stem) => (
              <Button key={stem} onPress={() => begin(say(stem))}>
                {say(stem)}
              </Button>
            ))}
          </div>
          <TextArea
            ref={field}
            label={say('reply.label')}
            description={say('reply.hint')}
            value={text}
            onChange={setText}
            limit={limits.reply}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                void send(text);
              }
            }}
          />
        </>
      ) : null}
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div className={styles.acts}>
        {reflection.viewerCanReply ? (
          <Button
            look="primary"
            isDisabled={isBusy || !text.trim()}
            onPress={() => void send(text)}
            aria-keyshortcuts="Control+Enter Meta+Enter"
          >
            {say('reply.send')}
          </Button>
        ) : null}
        {reflection.viewerCanMarkTalkedAbout ? (
          <Button isDisabled={isBusy} onPress={() => void markTalkedAbout()} aria-keyshortcuts="e">
            {say('reply.talkedAbout')}
          </Button>
        ) : null}
        {reflection.viewerCanReply ? (
          <Button look="link" isDisabled={isBusy} onPress={() => void send(say('reply.notReadText'))}>
            {say('reply.notRead')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
