import { Clock, DoorOpen, Eye } from 'lucide-react';
import {
  asksSteadyFirst,
  confidenceEnds,
  INTRO,
  limits,
  LOOK_OVER,
  needsSteadyEnding,
  nextStep,
  reservedWording,
  say as inLanguage,
  suggestsSmallest,
  visibleSteps,
  type DraftBody,
  type Plan,
} from '@rejoin/domain';
import { Button, Card, Scale, Stack, TextArea, Title } from '../ui/index.js';
import { languageName, listed } from '../lib/format.js';
import { dueLine } from './due.js';
import { GoButton } from './navigation.js';
import { NotThisWeek } from './NotThisWeek.js';
import type { Piece } from './PieceScreen.js';
import { ReadersLine } from './StepScreen.js';
import { SteadyEnding } from './SteadyEnding.js';
import { usePageText, useText } from './text.js';
import styles from './My.module.css';

/** Before the first prompt: why, how long, who will see it, and that one can stop at any time. A later sitting is brief. */
export function IntroScreen({ piece }: { piece: Piece }) {
  const say = useText();
  const sayOnPage = usePageText();
  const { occurrence, definition, body, write, goTo } = piece;
  const words = (text: Parameters<typeof inLanguage>[0]): string => inLanguage(text, body.language);
  const { sitting } = occurrence;
  const asksSteady = asksSteadyFirst(definition);
  const isSteady = !asksSteady || body.steady === 'STEADY';
  const isBegun = body.visited.length > 0 || Object.keys(body.answers).length > 0;

  const begin = (steady?: DraftBody['steady']): void => {
    const next = steady ? { ...body, steady } : body;
    // Somebody who was asked again on coming back goes on where they were.
    const isPlaceThere =
      body.place === LOOK_OVER || visibleSteps(definition, next).some(({ key }) => key === body.place);
    goTo(isPlaceThere ? body.place : nextStep(definition, next, INTRO), { body: next });
  };

  if (needsSteadyEnding(body)) return <SteadyEnding piece={piece} onBegin={() => begin('STEADY')} />;

  return (
    <>
      <Stack gap={3}>
        <Title>{occurrence.title}</Title>
        <p className={styles.muted}>
          {sitting === 'FIRST' ? dueLine(say, occurrence, occurrence.nextSession) : say(`sitting.${sitting}`)}
        </p>
      </Stack>
      {sayOnPage.language === say.language ? null : (
        <p className={styles.banner} lang={sayOnPage.language}>
          {sayOnPage('intro.language', { language: languageName(say.language, sayOnPage.language) })}
        </p>
      )}
      {sitting === 'FIRST' && occurrence.rationale ? (
        <Card tone="soft">
          <h2>{say('intro.whyForYou', { name: occurrence.clinicianName })}</h2>
          <p className={styles.personal}>{occurrence.rationale}</p>
        </Card>
      ) : null}
      <p className={styles.lead}>
        {sitting === 'FIRST' ? words(definition.why) : say(`intro.again.${sitting}`)}
      </p>
      <ul className={styles.facts}>
        {sitting === 'FIRST' ? (
          <li>
            <Clock size={20} aria-hidden="true" />
            <span>{say('intro.minutes', { minutes: definition.minutes })}</span>
          </li>
        ) : null}
        <li>
          <Eye size={20} aria-hidden="true" />
          <span>
            {say(occurrence.readerNames.length > 1 ? 'intro.seesSeveral' : 'intro.sees', {
              names: listed(occurrence.readerNames, say.language),
            })}
          </span>
        </li>
        <li>
          <DoorOpen size={20} aria-hidden="true" />
          <span>{say('intro.stopAnyTime')}</span>
        </li>
      </ul>
      {sitting === 'FIRST' ? <PlanFold occurrence={occurrence} body={body} write={write} /> : null}
      {suggestsSmallest(body) || body.size === 'SMALLEST' ? (
        <Card tone="info">
          <p>{say(body.size === 'SMALLEST' ? 'intro.smallest.chosen' : 'intro.smallest.offer')}</p>
          <p className={styles.quote}>{smallestPrompt(piece)}</p>
          <Button
            onPress={() =>
              write((before) => ({ ...before, size: before.size === 'WHOLE' ? 'SMALLEST' : 'WHOLE' }))
            }
          >
            {say(body.size === 'SMALLEST' ? 'intro.smallest.whole' : 'intro.smallest.choose')}
          </Button>
        </Card>
      ) : null}
      {isSteady ? null : (
        <section aria-labelledby="steady">
          <Stack gap={3}>
            <h2 id="steady">{say('intro.steady.question')}</h2>
            <p>{say('intro.steady.why')}</p>
            <Button wide onPress={() => begin('STEADY')}>
              {say('intro.steady.yes')}
            </Button>
            <Button wide onPress={() => write((before) => ({ ...before, steady: 'NOT_SURE' }))}>
              {say('intro.steady.notSure')}
            </Button>
            <Button wide onPress={() => write((before) => ({ ...before, steady: 'NOT_NOW' }))}>
              {say('intro.steady.notNow')}
            </Button>
          </Stack>
        </section>
      )}
      <NotThisWeek piece={piece} />
      {isSteady ? (
        <div className={styles.acts}>
          <GoButton to={{ at: 'TODAY' }}>{say('intro.later')}</GoButton>
          <Button look="primary" onPress={() => begin()}>
            {say(isBegun ? 'intro.goOn' : 'intro.begin')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

function smallestPrompt({ definition, body }: Piece): string {
  const step = definition.steps.find(({ key }) => key === definition.smallest);
  const [block] = step?.blocks ?? [];
  return block ? inLanguage(block.prompt, body.language) : '';
}

/** When and where, what may get in the way, and how sure: all optional, all the client's own. */
function PlanFold({ occurrence, body, write }: Pick<Piece, 'occurrence' | 'body' | 'write'>) {
  const say = useText();
  const plan = body.plan ?? {};
  const set = (part: Partial<Plan>): void =>
    write((before) => ({ ...before, plan: withoutBlanks({ ...before.plan, ...part }) }));
  return (
    <details className={styles.fold} open={body.plan !== undefined && Object.keys(body.plan).length > 0}>
      <summary>{say('intro.plan')}</summary>
      <div className={styles.folded}>
        <TextArea
          label={inLanguage(reservedWording['plan.when-where'], body.language)}
          rows={2}
          limit={limits.plan}
          value={plan.whenWhere ?? ''}
          onChange={(whenWhere) => set({ whenWhere })}
        />
        <TextArea
          label={inLanguage(reservedWording['plan.obstacle'], body.language)}
          rows={2}
          limit={limits.plan}
          value={plan.obstacle ?? ''}
          onChange={(obstacle) => set({ obstacle })}
        />
        {plan.obstacle ? (
          <TextArea
            label={inLanguage(reservedWording['plan.if-then'], body.language)}
            rows={2}
            limit={limits.plan}
            value={plan.ifThen ?? ''}
            onChange={(ifThen) => set({ ifThen })}
          />
        ) : null}
        <Scale
          label={inLanguage(reservedWording['plan.confidence'], body.language)}
          low={inLanguage(confidenceEnds[0], body.language)}
          high={inLanguage(confidenceEnds[1], body.language)}
          value={plan.confidence ?? null}
          onChange={(confidence) => set({ confidence })}
        />
        <ReadersLine occurrence={occurrence} readers={planReaders(body)} />
      </div>
    </details>
  );
}

/** Of a plan kept to oneself in every line, only oneself. */
function planReaders({ readers }: Piece['body']): 'ONLY_ME' | 'THERAPIST' {
  const lines = ['plan.when-where', 'plan.obstacle', 'plan.if-then', 'plan.confidence'];
  return lines.every((line) => readers[line] === 'ONLY_ME') ? 'ONLY_ME' : 'THERAPIST';
}

/** An emptied line is no line. */
function withoutBlanks(plan: Plan): Plan {
  return Object.fromEntries(Object.entries(plan).filter(([, value]) => value !== undefined && value !== ''));
}
