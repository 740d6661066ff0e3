import {
  cautionValues,
  clientTexts,
  doorwayValues,
  headParts,
  mayBeSmallest,
  readingAge,
  say as inLanguage,
  withoutLanguage,
  type ExerciseDefinition,
} from '@rejoin/domain';
import { languageName } from '../../../lib/format.js';
import { Button, ChooseSome } from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import { useText } from '../../text.js';
import { NumberPart, TextPart, type Desk } from './PartField.js';
import styles from './Editor.module.css';
import desk from '../../Desk.module.css';

const texts = ['title', 'why', 'summary', 'sees', 'contraindications', 'cadence', 'oneQuestion'] as const;

/** What stands before the steps: what the client reads first, and what a clinician has to know. */
export function HeadForm({
  sketch,
  base,
  onChange,
  desk: at,
}: {
  sketch: ExerciseDefinition;
  base: ExerciseDefinition | null;
  onChange: (change: (sketch: ExerciseDefinition) => ExerciseDefinition, mark?: string) => void;
  desk: Desk;
}) {
  const say = useText();
  const shapes = new Map(headParts().map(({ name, shape }) => [name, shape]));
  const minutes = shapes.get('minutes');
  const kept = base?.cautions ?? [];
  const put = (part: Partial<ExerciseDefinition>, mark?: string): void =>
    onChange((before) => ({ ...before, ...part }), mark);
  return (
    <div className={desk.section}>
      {texts.map((name) => {
        const shape = shapes.get(name);
        return shape?.is === 'text' ? (
          <TextPart
            key={name}
            label={say(`head.${name}`)}
            most={shape.most}
            value={sketch[name]}
            onChange={(text) => put({ [name]: text }, name)}
            path={name}
            desk={at}
          />
        ) : null;
      })}
      {minutes?.is === 'number' ? (
        <NumberPart
          label={say('head.minutes')}
          shape={minutes}
          value={sketch.minutes}
          onChange={(next) => put({ minutes: next }, 'minutes')}
        />
      ) : null}
      <Select
        label={say('head.smallest')}
        value={sketch.smallest}
        onChange={(key) => put({ smallest: key })}
        options={sketch.steps.filter(mayBeSmallest).map(({ key, blocks }) => ({
          value: key,
          label: blocks[0] ? inLanguage(blocks[0].prompt, say.language) : key,
        }))}
      />
      <details className={desk.fold}>
        <summary>{say('head.found')}</summary>
        <div className={desk.folded}>
          <ChooseSome
            label={say('library.moments')}
            value={sketch.doorways}
            onChange={(doorways) => put({ doorways })}
            options={doorwayValues.map((value) => ({ value, label: say(`moment.${value}`) }))}
            beside
          />
          <ChooseSome
            label={say('head.cautions')}
            description={say(kept.length > 0 ? 'head.cautionsKept' : 'head.cautionsHint')}
            value={sketch.cautions}
            // What it was made from said so for a reason.
            onChange={(cautions) => put({ cautions: [...new Set([...kept, ...cautions])] })}
            options={cautionValues.map((value) => ({ value, label: say(`caution.${value}`) }))}
          />
        </div>
      </details>
      {sketch.languages.length > 1 ? (
        <div className={styles.optional}>
          <p className={desk.muted}>{say('head.languages')}</p>
          <div className={desk.acts}>
            {sketch.languages
              .filter((tag) => tag !== 'en')
              .map((tag) => (
                <Button key={tag} onPress={() => onChange((before) => withoutLanguage(before, tag))}>
                  {say('head.withoutLanguage', { language: languageName(tag, say.language) })}
                </Button>
              ))}
          </div>
        </div>
      ) : null}
      <p className={desk.muted}>
        {say('advice.age', { age: Math.max(1, Math.round(readingAge(clientTexts(sketch)))) })}
      </p>
    </div>
  );
}
