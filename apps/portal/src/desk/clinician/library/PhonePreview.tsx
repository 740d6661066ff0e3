import { useState } from 'react';
import { Lock, Users } from 'lucide-react';
import {
  answerTo,
  asksSteadyFirst,
  blocksIn,
  emptyDraftBody,
  inSitting,
  kindOf,
  INTRO,
  laterSittings,
  LOOK_OVER,
  lookOver,
  nextStep,
  previousStep,
  promptOf,
  readersOf,
  readingLines,
  say as inLanguage,
  sittingOf,
  stepsIn,
  visibleSteps,
  type AnswerValue,
  type DraftBody,
  type ExerciseDefinition,
  type Role,
  type Sitting,
  type Step,
  type Text,
} from '@rejoin/domain';
import { BlockRun } from '../../../blocks/index.js';
import { Button, Muted } from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import { useText } from '../../text.js';
import { whenOf } from './Asked.js';
import styles from './Library.module.css';
import desk from '../../Desk.module.css';

/** Which part of the exercise is walked: one sitting of a client alone, or what partners do together. */
type Part = Sitting | 'TOGETHER';

/**
 * The exercise on a phone, to be walked as a client walks it: the same words, fields and branches. What is written here
 * stays on this page and goes when it is left.
 */
export function PhonePreview({
  definition,
  step: wanted,
  language,
}: {
  definition: ExerciseDefinition;
  /** Whoever writes a step sees it; null stands for what comes before the steps. */
  step?: string | null;
  language?: string;
}) {
  const say = useText();
  const [chosen, setPart] = useState<Part>('FIRST');
  const [chosenRole, setRole] = useState<Role | null>(null);
  const [tried, setBody] = useState<DraftBody>(() => emptyDraftBody(definition, say.language));
  const [place, setPlace] = useState<string>(INTRO);
  const [followed, setFollowed] = useState(wanted);
  if (wanted !== followed) {
    setFollowed(wanted);
    setPlace(wanted ?? INTRO);
    const next = stepsIn(definition).find(({ key }) => key === wanted);
    setPart(next?.later === 'TOGETHER' ? 'TOGETHER' : ((next && sittingOf(next)) ?? 'FIRST'));
    if (next?.role) setRole(next.role);
  }
  const body = fittingBody(definition, language === undefined ? tried : { ...tried, language });

  const parts = partsOf(definition);
  const part = parts.includes(chosen) ? chosen : 'FIRST';
  const roles = [...new Set(definition.steps.flatMap(({ role }) => role ?? []))];
  const role = chosenRole ?? roles[0];
  const walked = partOf(definition, part, role);
  const steps = visibleSteps(walked, body);
  const at = steps.findIndex(({ key }) => key === place);
  // A step that depends on an answer is there for whoever writes it.
  const step =
    steps[at] ?? (wanted === place ? definition.steps.find(({ key }) => key === place) : undefined);

  const begin = (): void => setPlace(nextStep(walked, body, INTRO));
  const again = (): void => {
    setBody(emptyDraftBody(definition, say.language));
    setPlace(INTRO);
  };
  return (
    <div className={desk.section}>
      {parts.length > 1 ? (
        <Select<Part>
          label={say('preview.part')}
          value={part}
          onChange={(next) => {
            setPart(next);
            setPlace(INTRO);
          }}
          options={parts.map((each) => ({
            value: each,
            label: whenOf(say, each),
          }))}
        />
      ) : null}
      {roles.length > 1 ? (
        <Select<Role>
          label={say('preview.role')}
          value={role ?? null}
          onChange={(next) => {
            setRole(next);
            setPlace(INTRO);
          }}
          options={roles.map((each) => ({ value: each, label: say(`part.${each}`) }))}
        />
      ) : null}
      <div className={styles.phone} role="group" aria-label={say('preview.phone')}>
        {step ? (
          <>
            {at === -1 ? null : <Muted>{say('preview.count', { number: at + 1, of: steps.length })}</Muted>}
            <StepOn definition={definition} step={step} body={body} onChange={setBody} />
            <div className={styles.phoneActs}>
              <Button look="link" onPress={() => setPlace(previousStep(walked, body, place))}>
                {say('preview.back')}
              </Button>
              <Button look="primary" onPress={() => setPlace(nextStep(walked, body, place))}>
                {say('preview.on')}
              </Button>
            </div>
          </>
        ) : place === LOOK_OVER ? (
          <>
            <Ending definition={walked} body={body} />
            <div className={styles.phoneActs}>
              <Button look="link" onPress={() => setPlace(previousStep(walked, body, LOOK_OVER))}>
                {say('preview.back')}
              </Button>
              <Button onPress={again}>{say('preview.again')}</Button>
            </div>
          </>
        ) : (
          <Intro definition={definition} part={part} language={body.language} onBegin={begin} />
        )}
      </div>
      <p className={desk.muted}>{say('preview.note')}</p>
    </div>
  );
}

function Intro({
  definition,
  part,
  language,
  onBegin,
}: {
  definition: ExerciseDefinition;
  part: Part;
  language: string;
  onBegin: () => void;
}) {
  const say = useText();
  const isFirst = part === 'FIRST';
  return (
    <>
      <h3>{inLanguage(definition.title, language)}</h3>
      <p>{isFirst ? inLanguage(definition.why, language) : whenOf(say, part)}</p>
      {isFirst ? <Muted>{say('preview.minutes', { minutes: definition.minutes })}</Muted> : null}
      {isFirst && asksSteadyFirst(definition) ? <Muted>{say('preview.steady')}</Muted> : null}
      <Button look="primary" wide onPress={onBegin}>
        {say('preview.begin')}
      </Button>
    </>
  );
}

function StepOn({
  definition,
  step,
  body,
  onChange,
}: {
  definition: ExerciseDefinition;
  step: Step;
  body: DraftBody;
  onChange: (change: (body: DraftBody) => DraftBody) => void;
}) {
  const say = useText();
  const answer = (key: string, value: AnswerValue | undefined): void =>
    onChange((before) => {
      const { [key]: _gone, ...rest } = before.answers;
      return { ...before, answers: value === undefined ? rest : { ...rest, [key]: value } };
    });
  const toggleWrong = (key: string): void =>
    onChange((before) => ({
      ...before,
      feelsWrong: before.feelsWrong.includes(key)
        ? before.feelsWrong.filter((other) => other !== key)
        : [...before.feelsWrong, key],
    }));
  const quoted = blocksIn(definition).find(({ key }) => key === step.quotes);
  return (
    <>
      {quoted ? (
        <p className={desk.quote}>
          {say('preview.quotes', { question: inLanguage(quoted.prompt, body.language) })}
        </p>
      ) : null}
      {step.blocks.map((block, index) => {
        const isWrong = body.feelsWrong.includes(block.key);
        const why: Text | undefined = (isWrong ? block.neutral : undefined)?.why ?? block.why;
        const Heading = index === 0 ? 'h3' : 'h4';
        return (
          <div key={block.key} className={desk.section}>
            <Heading>{promptOf(block, body)}</Heading>
            {why ? (
              <details className={desk.fold}>
                <summary>{say('preview.why')}</summary>
                <p>{inLanguage(why, body.language)}</p>
              </details>
            ) : null}
            <BlockRun
              block={block}
              language={body.language}
              value={answerTo(body, block.key)}
              onChange={(value) => answer(block.key, value)}
              feelsWrong={isWrong}
            />
            <p className={styles.phoneReaders}>
              {readersOf(block, body) === 'ONLY_ME' ? (
                <Lock size={16} aria-hidden="true" />
              ) : (
                <Users size={16} aria-hidden="true" />
              )}
              <span>{say(`readers.${readersOf(block, body)}`)}</span>
            </p>
            {block.neutral ? (
              <div>
                <Button look="link" onPress={() => toggleWrong(block.key)}>
                  {say(isWrong ? 'preview.firstWording' : 'preview.feelsWrong')}
                </Button>
              </div>
            ) : null}
          </div>
        );
      })}
    </>
  );
}

/** Where the client looks it all over, and what would be kept of what was tried here. */
function Ending({ definition, body }: { definition: ExerciseDefinition; body: DraftBody }) {
  const say = useText();
  const answers = lookOver(definition, body).filter(({ step, isEmpty }) => step !== undefined && !isEmpty);
  return (
    <>
      <h3>{say('preview.lookOver')}</h3>
      <p>{say('preview.lookOverLead')}</p>
      {answers.map(({ key, kind, wording, value, readers }) => (
        <div key={key} className={desk.section}>
          <h4>{wording}</h4>
          <p className={desk.personal}>
            {readingLines(kind, wording, value, body.language).slice(1).join('\n')}
          </p>
          <Muted>{say(`readers.${readers}`)}</Muted>
        </div>
      ))}
    </>
  );
}

/** What was tried, as far as it still answers what is asked: a question may be another one by now. */
function fittingBody(definition: ExerciseDefinition, body: DraftBody): DraftBody {
  const blocks = new Map(
    stepsIn(definition).flatMap((step) => step.blocks.map((block) => [block.key, block] as const)),
  );
  const answers = Object.entries(body.answers).filter(([key, value]) => {
    const block = blocks.get(key);
    return block !== undefined && kindOf(block.kind).answer(block).safeParse(value).success;
  });
  return { ...body, answers: Object.fromEntries(answers) };
}

function partsOf(definition: ExerciseDefinition): Part[] {
  const isTogether = definition.steps.some(({ later }) => later === 'TOGETHER');
  return ['FIRST', ...(isTogether ? (['TOGETHER'] as const) : []), ...laterSittings(definition)];
}

/** A part as an exercise of its own. What waits for an earlier part's answer is there, because nobody has given one here. */
function partOf(definition: ExerciseDefinition, part: Part, role: Role | undefined): ExerciseDefinition {
  if (part !== 'TOGETHER') return inSitting(definition, part, undefined, role ?? null) ?? definition;
  const steps = definition.steps.flatMap(({ later, showIf: _condition, role: asked, ...step }): Step[] =>
    later === 'TOGETHER' && (asked === undefined || asked === role) ? [step] : [],
  );
  return { ...definition, smallest: steps[0]?.key ?? '', steps };
}
