import { dayName, dayOf, wallTime } from '../lib/format.js';
import { Card, EmptyState, ErrorState, Loading, Row, Stack, Tag, Title } from '../ui/index.js';
import { useAsk } from './ask.js';
import { dueLine } from './due.js';
import { TodayScreenDocument, type TodayScreenQuery } from './gql/graphql.js';
import { GoButton, linkTo } from './navigation.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** What is there for the client now: what is next, or where something was left. Never a count of what was not done. */
export function TodayScreen({ name }: { name: string }) {
  const say = useText();
  const { asked, again } = useAsk(TodayScreenDocument, {});
  return (
    <>
      <Title look="welcome">{say('today.title', { name })}</Title>
      {asked.is === 'ASKING' ? <Loading /> : null}
      {asked.is === 'FAILED' ? <ErrorState error={asked.error} onRetry={again} /> : null}
      {asked.is === 'HERE' ? <Cards {...asked.data.today} /> : null}
    </>
  );
}

function Cards({ occurrences, nextSession, clinicianName, latestReply, shared }: TodayScreenQuery['today']) {
  const say = useText();
  const session = nextSession
    ? { day: dayName(nextSession.on, say.language), time: wallTime(nextSession.time, say.language) }
    : null;
  return (
    <>
      {session ? (
        <p className={styles.muted}>
          {clinicianName
            ? say('today.sessionWith', { ...session, name: clinicianName })
            : say('today.session', session)}
        </p>
      ) : null}
      {occurrences.length === 0 ? <EmptyState>{say('today.empty')}</EmptyState> : null}
      {occurrences.map((card, index) => {
        const isBegun = card.leftOffAt !== null;
        return (
          <Card key={card.id} tone="plain">
            <Stack gap={2}>
              <h2>{card.title}</h2>
              <Row gap={2}>
                <Tag>{say('today.minutes', { minutes: card.minutes })}</Tag>
              </Row>
              <p>{dueLine(say, card, nextSession)}</p>
              {isBegun ? (
                <p>
                  {card.leftOffNumber
                    ? say('today.leftOff', { number: card.leftOffNumber, of: card.stepCount })
                    : say('today.leftOffSomewhere')}
                </p>
              ) : null}
            </Stack>
            <GoButton to={{ at: 'PIECE', id: card.id }} look={index === 0 ? 'primary' : 'quiet'} wide>
              {say(isBegun ? 'today.goOn' : 'today.start')}
            </GoButton>
          </Card>
        );
      })}
      {latestReply ? (
        <Card tone="soft">
          <h2>{say('today.reply', { name: latestReply.authorName })}</h2>
          <p className={styles.muted}>{say('replies.about', { title: latestReply.exerciseTitle })}</p>
          <GoButton to={{ at: 'PIECE', id: latestReply.occurrenceId }} wide>
            {say('today.openReply')}
          </GoButton>
        </Card>
      ) : null}
      {shared.length > 0 ? (
        <section aria-labelledby="shared">
          <Stack gap={2}>
            <h2 id="shared">{say('today.shared')}</h2>
            <ul className={styles.shared}>
              {shared.map((card) => (
                <li key={card.id}>
                  <a {...linkTo({ at: 'PIECE', id: card.id })}>{card.title}</a>
                  <span className={styles.muted}>
                    {say(`reflection.line.${card.outcome}`, { day: dayOf(card.submittedAt, say.language) })}
                  </span>
                </li>
              ))}
            </ul>
          </Stack>
        </section>
      ) : null}
    </>
  );
}
