import { useEffect, useState } from 'react';
import { useApolloClient, useQuery } from '@apollo/client/react';
import { Link, useNavigate, useParams } from 'react-router';
import { moment } from '../../lib/format.js';
import { Button, Dialog, EmptyState, ErrorState, Loading, Tag, Title } from '../../ui/index.js';
import { ToReadScreenDocument, type ToReadScreenQuery } from '../gql/graphql.js';
import { useShortcuts, useShortcutsOn } from '../shortcuts.js';
import { useText } from '../text.js';
import { AskedToTalk } from './AskedToTalk.js';
import { EndingWishes } from './EndingWishes.js';
import { Reading } from './reading/Reading.js';
import { sessionShort } from './session-words.js';
import styles from '../Desk.module.css';

const pageSize = 25;

/** Who asked to be talked with or wishes to end joint work, and what felt wrong twice, then what clients asked to have read before a session, oldest first; the reading beside it. */
export function ToReadScreen() {
  const say = useText();
  const navigate = useNavigate();
  const { reflectionId } = useParams();
  const [isHelp, setHelp] = useState(false);
  const shortcutsOn = useShortcutsOn();
  const { data, error, refetch, fetchMore } = useQuery(ToReadScreenDocument, {
    variables: { first: pageSize },
  });
  useBackgroundRefresh();

  const queue = data?.toRead.edges.map(({ node }) => node) ?? [];
  const asks = data?.askedToTalk ?? [];
  const wishes = data?.endingWishes ?? [];
  const pageInfo = data?.toRead.pageInfo;
  const at = queue.findIndex(({ id }) => id === reflectionId);

  const open = (id: string | undefined): void => void navigate(id ? `/to-read/${id}` : '/to-read');
  const move = (by: 1 | -1): void => {
    const next = at === -1 ? (by === 1 ? 0 : queue.length - 1) : at + by;
    const item = queue[next];
    if (item) open(item.id);
  };
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => {
      if (at === -1) open(queue[0]?.id);
    },
    '?': () => setHelp(true),
  });

  return (
    <>
      <div className={styles.top}>
        {reflectionId ? (
          <p>
            <Link to="/to-read">{say('toRead.title')}</Link>
          </p>
        ) : (
          <Title>{say('toRead.title')}</Title>
        )}
        <div className={styles.acts}>
          {reflectionId && queue.length > 1 ? (
            <>
              <Button onPress={() => move(-1)} isDisabled={at <= 0} aria-keyshortcuts="k">
                {say('toRead.previous')}
              </Button>
              <Button onPress={() => move(1)} isDisabled={at === queue.length - 1} aria-keyshortcuts="j">
                {say('toRead.next')}
              </Button>
            </>
          ) : null}
          <Button look="link" onPress={() => setHelp(true)} aria-keyshortcuts="?">
            {say('keys.open')}
          </Button>
        </div>
      </div>
      {!data && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={5} /> : null}
      {reflectionId ? null : <AskedToTalk asks={asks} />}
      {reflectionId ? null : <EndingWishes wishes={wishes} />}
      {data && queue.length + asks.length + wishes.length === 0 && !reflectionId ? (
        <EmptyState action={<Link to="/clients">{say('toRead.toClients')}</Link>}>
          {say('toRead.empty')}
        </EmptyState>
      ) : null}
      <div
        className={`${styles.columns ?? ''} ${styles.reader ?? ''}`}
        data-open={reflectionId ? 'true' : 'false'}
      >
        {queue.length > 0 ? (
          <nav className={styles.queue} aria-label={say('toRead.queue')}>
            {queue.map((item) => (
              <Link
                key={item.id}
                to={`/to-read/${item.id}`}
                className={styles.queueItem}
                aria-current={item.id === reflectionId ? 'true' : undefined}
              >
                <strong>{item.clientName}</strong>
                {item.coupleName ? <span className={styles.muted}>{item.coupleName}</span> : null}
                <span>{item.exerciseTitle}</span>
                <QueueTags item={item} />
                <span className={styles.muted}>
                  {say('toRead.line', {
                    when: moment(item.submittedAt, say.language),
                    session: sessionShort(say, item.nextSession),
                  })}
                </span>
              </Link>
            ))}
            {pageInfo?.hasNextPage ? (
              <Button onPress={() => void fetchMore({ variables: { after: pageInfo.endCursor ?? null } })}>
                {say('list.more')}
              </Button>
            ) : null}
          </nav>
        ) : null}
        <div className={styles.pane}>
          {reflectionId ? (
            <Reading
              key={reflectionId}
              id={reflectionId}
              onClosed={() => open((queue[at + 1] ?? queue[at - 1])?.id)}
            />
          ) : queue.length > 0 ? (
            <p className={styles.muted}>{say('toRead.choose')}</p>
          ) : null}
        </div>
      </div>
      <Dialog title={say('keys.title')} isOpen={isHelp} onClose={() => setHelp(false)}>
        <KeyList />
        <p className={styles.muted}>{say(shortcutsOn ? 'keys.on' : 'keys.off')}</p>
      </Dialog>
    </>
  );
}

type QueueItem = ToReadScreenQuery['toRead']['edges'][number]['node'];

/** Why a piece stands where it stands, in a quiet word. */
function QueueTags({ item }: { item: QueueItem }) {
  const say = useText();
  if (!item.isMarked && item.sitting === 'FIRST' && !item.addendedAt) return null;
  return (
    <span className={styles.tags}>
      {item.isMarked ? <Tag tone="clay">{say('reading.marked')}</Tag> : null}
      {item.sitting === 'FIRST' ? null : <Tag>{say(`sitting.${item.sitting}`)}</Tag>}
      {item.addendedAt ? <Tag>{say('toRead.added')}</Tag> : null}
    </span>
  );
}

/** Keeps the queue fresh every half minute and on coming back, without keeping anybody signed in. */
function useBackgroundRefresh(): void {
  const apollo = useApolloClient();
  useEffect(() => {
    const refresh = (): void => {
      if (document.visibilityState === 'hidden') return;
      apollo
        .query({
          query: ToReadScreenDocument,
          variables: { first: pageSize },
          fetchPolicy: 'network-only',
          context: { isBackground: true },
        })
        // The queue on the screen stays as it was; the next turn asks again.
        .catch(() => undefined);
    };
    const timer = setInterval(refresh, 30_000);
    addEventListener('focus', refresh);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', refresh);
    };
  }, [apollo]);
}

function KeyList() {
  const say = useText();
  const keys = [
    ['J', say('keys.next')],
    ['K', say('keys.previous')],
    ['Enter', say('keys.enter')],
    ['R', say('keys.reply')],
    ['E', say('keys.talkedAbout')],
    ['Ctrl / ⌘ + Enter', say('keys.send')],
    ['A', say('keys.assign')],
    ['I', say('keys.invite')],
    ['Ctrl / ⌘ + Z', say('keys.undo')],
    ['?', say('keys.help')],
  ] as const;
  return (
    <dl className={styles.keys}>
      {keys.map(([key, does]) => (
        <div key={key} className={styles.rows}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
