import { dayName, dayOf, wallTime } from '../lib/format.js';
import { Card, EmptyState, ErrorState, Loading, Row, Stack, Tag, Title } from '../ui/index.js';
import { useAsk } from './ask.js';
import { dueLine } from './due.js';
import { TodayScreenDocument, type TodayScreenQuery } from './gql/graphql.js';
import { GoButton, linkTo } from './navigation.js';
import { useUnkept } from './outbox/index.js';
import { useText } from './text.js';
import { JointChecks, KeptTogether, useTogetherToday } from './together/TogetherToday.js';
import { WhenItHappens } from './WhenItHappens.js';
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

function Cards({
  occurrences,
  nextSession,
  programs,
  agreements,
  clinicianName,
  latestReply,
  opened,
  shared,
  whenItHappens,
}: TodayScreenQuery['today']) {
  const say = useText();
  const { jointChecks, keptTogether } = useTogetherToday();
  const unkept = useUnkept();
  const session = nextSession
    ? { day: dayName(nextSession.on, say.language), time: wallTime(nextSession.time, say.language) }
    : null;
  const asked = occurrences.filter(({ sitting }) => sitting !== 'WHEN_I_CHOOSE');
  const free = occurrences.filter(({ sitting }) => sitting === 'WHEN_I_CHOOSE');
  return (
    <>
      {session ? (
        <p className={styles.muted}>
          {clinicianName
            ? say('today.sessionWith', { ...session, name: clinicianName })
            : say('today.session', session)}
        </p>
      ) : null}
      {opened.map((card) => (
        <Card key={card.id} tone="info">
          <Stack gap={2}>
            <h2>{card.title}</h2>
            <p>{say('today.opened')}</p>
          </Stack>
          <GoButton to={{ at: 'READING', id: card.id }} wide>
            {say('today.openReading')}
          </GoButton>
        </Card>
      ))}
      {unkept ? (
        <Card tone="info">
          <p>{say('today.unkept')}</p>
          <GoButton to={{ at: 'TOGETHER', id: unkept, isOnOnePhone: false }} wide>
            {say('today.openUnkept')}
          </GoButton>
        </Card>
      ) : null}
      {asked.length === 0 ? <EmptyState>{say('today.empty')}</EmptyState> : null}
      {asked.map((card, index) => (
        <PieceCard key={card.id} {...{ card, nextSession }} isFirst={index === 0} />
      ))}
      {whenItHappens.map((given) => (
        <WhenItHappens key={given.assignmentId} given={given} />
      ))}
      <JointChecks checks={jointChecks} />
      {programs.map((program) => (
        <ProgramCard key={program.id} program={program} />
      ))}
      {agreements.length > 0 ? (
        <Card tone="info">
          <p>{say('today.agreement')}</p>
          <GoButton to={{ at: 'AGREEMENT' }} wide>
            {say('today.openAgreement')}
          </GoButton>
        </Card>
      ) : null}
      {latestReply ? (
        <Card tone="soft">
          <h2>{say('today.reply', { name: latestReply.authorName })}</h2>
          <p className={styles.muted}>{say('replies.about', { title: latestReply.exerciseTitle })}</p>
          <GoButton to={{ at: 'PIECE', id: latestReply.occurrenceId }} wide>
            {say('today.openReply')}
          </GoButton>
        </Card>
      ) : null}
      {free.map((card) => (
        <PieceCard key={card.id} {...{ card, nextSession }} />
      ))}
      <KeptTogether kept={keptTogether} />
      {shared.length > 0 ? (
        <section aria-labelledby="shared">
          <Stack gap={2}>
            <h2 id="shared">{say('today.shared')}</h2>
            <ul className={styles.shared}>
              {shared.map((card) => (
                <li key={card.id}>
                  <a {...linkTo({ at: 'PIECE', id: card.id })}>{card.title}</a>
                  <span className={styles.muted}>
                    {say(card.isKept ? 'reflection.kept' : `reflection.line.${card.outcome}`, {
                      day: dayOf(card.submittedAt, say.language),
                    })}
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

/** Where somebody is in a program: what is open, and that the rest waits. It never says what was or was not done. */
function ProgramCard({ program }: { program: TodayScreenQuery['today']['programs'][number] }) {
  const say = useText();
  const { language, title, openedCount: opened, weekCount: count, weekTitle, line } = program;
  return (
    <Card>
      <Stack gap={2}>
        <h2 lang={language}>{title}</h2>
        <p>
          {weekTitle === null
            ? say('program.rest')
            : say.rich('program.week', {
                number: opened,
                title: weekTitle,
                name: (title) => <span lang={language}>{title}</span>,
              })}
        </p>
        {line === null ? null : <p lang={language}>{line}</p>}
        {opened === 0 ? null : (
          <p className={styles.muted}>
            {opened < count ? say('program.progress', { opened, count }) : say('program.allOpen', { count })}
          </p>
        )}
      </Stack>
    </Card>
  );
}

/** One turn of an exercise. What one does when one chooses stands back: no day, no minutes, no main button. */
function PieceCard({
  card,
  nextSession,
  isFirst = false,
}: {
  card: TodayScreenQuery['today']['occurrences'][number];
  nextSession: TodayScreenQuery['today']['nextSession'];
  /** The one main thing of this screen. */
  isFirst?: boolean;
}) {
  const say = useText();
  const { sitting, rhythm } = card;
  const isBegun = card.leftOffAt !== null;
  return (
    <Card tone="plain">
      <Stack gap={2}>
        <h2 lang={card.language}>{card.title}</h2>
        {sitting === 'FIRST' ? (
          <>
            <Row gap={2}>
              <Tag>{say('today.minutes', { minutes: card.minutes })}</Tag>
              {rhythm.kind === 'ONCE' ? null : (
                <Tag>{say(`rhythm.${rhythm.kind}`, { weeks: rhythm.everyWeeks })}</Tag>
              )}
            </Row>
            {rhythm.kind === 'WHEN_IT_HAPPENS' ? null : <p>{dueLine(say, card, nextSession)}</p>}
          </>
        ) : (
          <p className={sitting === 'WHEN_I_CHOOSE' ? styles.muted : undefined}>
            {say(`sitting.${sitting}`)}
          </p>
        )}
        {isBegun ? (
          <p>
            {card.leftOffNumber
              ? say('today.leftOff', { number: card.leftOffNumber, of: card.stepCount })
              : say('today.leftOffSomewhere')}
          </p>
        ) : null}
      </Stack>
      <GoButton to={{ at: 'PIECE', id: card.id }} look={isFirst ? 'primary' : 'quiet'} wide>
        {say(isBegun ? 'today.goOn' : sitting === 'WHEN_I_CHOOSE' ? 'today.open' : 'today.start')}
      </GoButton>
    </Card>
  );
}
