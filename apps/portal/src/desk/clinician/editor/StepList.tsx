import { ArrowDown, ArrowUp } from 'lucide-react';
import {
  blockKindNames,
  say as inLanguage,
  type BlockKindName,
  type ExerciseDefinition,
} from '@rejoin/domain';
import { Button, classes } from '../../../ui/index.js';
import { Menu } from '../../../ui/Menu.js';
import { useText } from '../../text.js';
import { kindName } from './words.js';
import styles from './Editor.module.css';

/** The exercise from its first page to its last: which one is written on, and in which order they come. */
export function StepList({
  sketch,
  chosen,
  onChoose,
  onAdd,
  onMove,
  troubled,
}: {
  sketch: ExerciseDefinition;
  /** Null: what stands before the steps. */
  chosen: string | null;
  onChoose: (key: string | null) => void;
  onAdd: (kind: BlockKindName) => void;
  onMove: (key: string, by: 1 | -1) => void;
  /** The steps in which something keeps it from being published. */
  troubled: ReadonlySet<string | null>;
}) {
  const say = useText();
  const { steps, tracks } = sketch;
  const kinds = blockKindNames.filter((kind) => kind !== 'JOINT' || tracks.includes('COUPLE'));
  return (
    <nav className={styles.steps} aria-label={say('editor.steps')}>
      <ol>
        <li className={styles.step}>
          <button
            type="button"
            className={styles.stepName}
            aria-current={chosen === null ? 'step' : undefined}
            onClick={() => onChoose(null)}
          >
            <span>{say('editor.head')}</span>
            {troubled.has(null) ? <span className={styles.trouble}>{say('editor.look')}</span> : null}
          </button>
        </li>
        {steps.map(({ key, blocks }, at) => {
          const [first] = blocks;
          const words = first ? inLanguage(first.prompt, say.language) : '';
          return (
            <li key={key} className={styles.step}>
              <button
                type="button"
                className={styles.stepName}
                aria-current={chosen === key ? 'step' : undefined}
                onClick={() => onChoose(key)}
              >
                <span className={styles.stepNumber}>{at + 1}</span>
                <span className={classes(styles.stepWords, words === '' && styles.blank)}>
                  {words === '' ? say('editor.blank') : words}
                </span>
                {troubled.has(key) ? <span className={styles.trouble}>{say('editor.look')}</span> : null}
              </button>
              {chosen === key ? (
                <span className={styles.moves}>
                  <Button
                    look="link"
                    aria-label={say('editor.up')}
                    isDisabled={at === 0}
                    onPress={() => onMove(key, -1)}
                  >
                    <ArrowUp size={18} aria-hidden="true" />
                  </Button>
                  <Button
                    look="link"
                    aria-label={say('editor.down')}
                    isDisabled={at === steps.length - 1}
                    onPress={() => onMove(key, 1)}
                  >
                    <ArrowDown size={18} aria-hidden="true" />
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ol>
      <Menu
        label={say('editor.add')}
        actions={kinds.map((kind) => ({ id: kind, label: kindName(say, kind), onAction: () => onAdd(kind) }))}
      >
        {say('editor.add')}
      </Menu>
    </nav>
  );
}
