import { useState } from 'react';
import {
  changesBetween,
  isUnchanged,
  limits,
  say as inLanguage,
  type Changes,
  type ExerciseDefinition,
} from '@rejoin/domain';
import { Button, TextArea } from '../../../ui/index.js';
import { useText } from '../../text.js';
import desk from '../../Desk.module.css';

/** What became different, and a line about it; then it is given like this from now on. */
export function PublishForm({
  sketch,
  before,
  adviceCount,
  isBusy,
  refused,
  onPublish,
}: {
  sketch: ExerciseDefinition;
  /** What is given now; nothing before the first version. */
  before: ExerciseDefinition | null;
  adviceCount: number;
  isBusy: boolean;
  refused: string | null;
  onPublish: (note: string) => void;
}) {
  const say = useText();
  const [note, setNote] = useState('');
  const changes = before && changesBetween(before, sketch);
  return (
    <div className={desk.section}>
      {changes && before ? (
        isUnchanged(changes) ? (
          <p>{say('publish.unchanged')}</p>
        ) : (
          <ul className={desk.list}>
            {linesOf(changes, before, sketch).map(({ id, values }) => (
              <li key={id}>{say(id, values)}</li>
            ))}
          </ul>
        )
      ) : (
        <p>{say('publish.first')}</p>
      )}
      <p className={desk.muted}>{say('publish.stays')}</p>
      {adviceCount > 0 ? <p className={desk.muted}>{say('publish.advice', { count: adviceCount })}</p> : null}
      <TextArea
        label={say('publish.note')}
        description={say('publish.noteHint')}
        rows={2}
        limit={limits.versionNote}
        value={note}
        onChange={setNote}
      />
      <div role="alert">{refused ? <p className={desk.banner}>{refused}</p> : null}</div>
      <Button look="primary" isDisabled={isBusy} onPress={() => onPublish(note.trim())}>
        {say('publish.publish')}
      </Button>
    </div>
  );
}

function linesOf(
  { added, removed, isReordered, texts, readers, settings }: Changes,
  before: ExerciseDefinition,
  after: ExerciseDefinition,
) {
  const promptOf = ({ steps }: ExerciseDefinition, key: string): string => {
    const prompt = steps.find((step) => step.key === key)?.blocks[0]?.prompt;
    return prompt ? inLanguage(prompt, 'en') : key;
  };
  const named = (of: ExerciseDefinition, keys: readonly string[]) =>
    keys.map((key) => `“${promptOf(of, key)}”`).join(', ');
  return [
    ...(added.length > 0
      ? [{ id: 'publish.added' as const, values: { count: added.length, steps: named(after, added) } }]
      : []),
    ...(removed.length > 0
      ? [{ id: 'publish.removed' as const, values: { count: removed.length, steps: named(before, removed) } }]
      : []),
    ...(isReordered ? [{ id: 'publish.reordered' as const, values: {} }] : []),
    ...(texts > 0 ? [{ id: 'publish.texts' as const, values: { count: texts } }] : []),
    ...(readers > 0 ? [{ id: 'publish.readers' as const, values: { count: readers } }] : []),
    ...(settings > 0 ? [{ id: 'publish.settings' as const, values: { count: settings } }] : []),
  ];
}
