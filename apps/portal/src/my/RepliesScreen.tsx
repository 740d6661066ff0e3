import { useState } from 'react';
import { dayOf } from '../lib/format.js';
import { Button, Card, EmptyState, ErrorState, Loading, Title } from '../ui/index.js';
import { send } from '../lib/send.js';
import { useAsk } from './ask.js';
import { RepliesScreenDocument, type RepliesScreenQuery } from './gql/graphql.js';
import { GoButton } from './navigation.js';
import { useText } from './text.js';
import styles from './My.module.css';

type Edge = RepliesScreenQuery['replies']['edges'][number];
const pageSize = 25;

/** What clinicians wrote back, newest first. Nothing here shows who is writing or whether something was seen. */
export function RepliesScreen() {
  const say = useText();
  const { asked, again } = useAsk(RepliesScreenDocument, { first: pageSize });
  const [more, setMore] = useState<{ edges: Edge[]; after: string | null } | null>(null);
  const [error, setError] = useState<unknown>(null);

  const first = asked.is === 'HERE' ? asked.data.replies : null;
  const edges = [...(first?.edges ?? []), ...(more?.edges ?? [])];
  const after = more ? more.after : first?.pageInfo.hasNextPage ? (first.pageInfo.endCursor ?? null) : null;

  const loadMore = async (): Promise<void> => {
    setError(null);
    try {
      const { replies } = await send(RepliesScreenDocument, { first: pageSize, after });
      setMore((before) => ({
        edges: [...(before?.edges ?? []), ...replies.edges],
        after: replies.pageInfo.hasNextPage ? (replies.pageInfo.endCursor ?? null) : null,
      }));
    } catch (failed) {
      setError(failed);
    }
  };

  return (
    <>
      <Title>{say('replies.title')}</Title>
      {asked.is === 'ASKING' ? <Loading /> : null}
      {asked.is === 'FAILED' ? <ErrorState error={asked.error} onRetry={again} /> : null}
      {first && edges.length === 0 ? <EmptyState>{say('replies.empty')}</EmptyState> : null}
      {edges.map(({ node }) => (
        <Card key={node.id}>
          <article className={styles.reply}>
            {node.takenBackAt ? <p>{say('replies.takenBack')}</p> : <Words of={node} />}
          </article>
          <GoButton to={{ at: 'PIECE', id: node.occurrenceId }}>{say('replies.open')}</GoButton>
        </Card>
      ))}
      {error ? <ErrorState error={error} onRetry={() => void loadMore()} /> : null}
      {after && !error ? <Button onPress={() => void loadMore()}>{say('replies.more')}</Button> : null}
    </>
  );
}

function Words({ of: reply }: { of: Edge['node'] }) {
  const say = useText();
  return (
    <>
      <h2>{say('replies.from', { name: reply.authorName })}</h2>
      <p className={styles.muted}>
        {say('replies.about', { title: reply.exerciseTitle })} · {dayOf(reply.sentAt, say.language)}
      </p>
      <p className={styles.personal}>{reply.text}</p>
      <p className={styles.muted}>{say('replies.noAnswer')}</p>
    </>
  );
}
