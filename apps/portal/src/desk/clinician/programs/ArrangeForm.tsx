import { useEffect, useId, useRef, useState } from 'react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button, Tag, useToast, VisuallyHidden } from '../../../ui/index.js';
import { ArrangeWeeksDocument } from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useSubmit } from '../../use-submit.js';
import { refetch } from './refetch.js';
import { weeksOf, type Way } from './use-ways.js';
import styles from './Programs.module.css';
import desk from '../../Desk.module.css';

/** A week that is still to come, as it stands in the form. */
interface Row {
  key: string;
  /** Null: a week of rest that is not there yet. */
  weekId: string | null;
  /** Null: a week of rest. */
  title: string | null;
  isSkipped: boolean;
}

type By = -1 | 1;

/** Puts the weeks that are still to come in another order, leaves some out, and makes room for rest. */
export function ArrangeForm({ way, onDone }: { way: Way; onDone: () => void }) {
  const say = useText();
  const toast = useToast();
  const id = useId();
  const [rows, setRows] = useState<readonly Row[]>(() =>
    weeksOf(way)
      .filter(({ openedAt }) => !openedAt)
      .map(({ id: weekId, week, isSkipped }) => ({
        key: weekId,
        weekId,
        title: week?.title ?? null,
        isSkipped,
      })),
  );
  /** Said after each step, because the eye alone would see it. */
  const [said, setSaid] = useState('');
  const { submit, isBusy, refused } = useSubmit(ArrangeWeeksDocument, ({ arrangeWeeks }) => arrangeWeeks, {
    refetch,
  });
  /** A row that moves takes the focus along. */
  const moved = useRef<{ key: string; by: By } | null>(null);
  useEffect(() => {
    if (!moved.current) return;
    const { key, by } = moved.current;
    moved.current = null;
    const at = (way: By): HTMLButtonElement | null =>
      document.querySelector<HTMLButtonElement>(`[id="${id}${key}${String(way)}"]:not(:disabled)`);
    (at(by) ?? at(by === 1 ? -1 : 1))?.focus();
  });

  const nameOf = ({ title }: Row): string => title ?? say('program.rest');
  const move = (index: number, by: By): void => {
    const row = rows[index];
    const to = index + by;
    if (!row || to < 0 || to >= rows.length) return;
    const others = rows.filter((one) => one !== row);
    setRows([...others.slice(0, to), row, ...others.slice(to)]);
    moved.current = { key: row.key, by };
    setSaid(say('arrange.moved', { name: nameOf(row), place: to + 1, count: rows.length }));
  };
  const change = (row: Row, isSkipped: boolean): void => {
    setRows(rows.map((one) => (one === row ? { ...row, isSkipped } : one)));
    setSaid(say(isSkipped ? 'arrange.isOut' : 'arrange.isIn', { name: nameOf(row) }));
  };
  const rest = (): void => {
    const key = crypto.randomUUID();
    setRows([{ key, weekId: null, title: null, isSkipped: false }, ...rows]);
    moved.current = { key, by: 1 };
    setSaid(say('arrange.restAdded'));
  };
  const keep = async (): Promise<void> => {
    const weeks = rows.map(({ weekId, isSkipped }) => ({ isSkipped, ...(weekId ? { weekId } : {}) }));
    if (!(await submit({ enrollmentId: way.id, weeks }))) return;
    onDone();
    toast({ text: say('arrange.kept') });
  };
  return (
    <form
      className={desk.section}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <p>{say('arrange.lead')}</p>
      <div>
        <Button onPress={rest}>{say('arrange.addRest')}</Button>
      </div>
      <ol className={styles.arranged} aria-label={say('arrange.list')}>
        {rows.map((row, index) => (
          // The keys work on whatever of the row has the focus; its buttons do the same for everybody.
          // Whichever button of a row is in focus, Alt and an arrow move the row: the keys come up from them, no row is pressed.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={row.key}
            className={styles.row}
            onKeyDown={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              move(index, event.key === 'ArrowUp' ? -1 : 1);
            }}
          >
            <span className={styles.rowName}>
              <span className={row.isSkipped ? styles.skipped : undefined}>{nameOf(row)}</span>
              {row.isSkipped ? <Tag>{say('program.state.SKIPPED')}</Tag> : null}
            </span>
            <span className={styles.rowActs}>
              {([-1, 1] as const).map((by) => (
                <Button
                  key={by}
                  id={`${id}${row.key}${String(by)}`}
                  look="plain"
                  aria-label={say(by === -1 ? 'arrange.up' : 'arrange.down', { name: nameOf(row) })}
                  isDisabled={by === -1 ? index === 0 : index === rows.length - 1}
                  onPress={() => move(index, by)}
                >
                  {by === -1 ? (
                    <ArrowUp size={20} aria-hidden="true" />
                  ) : (
                    <ArrowDown size={20} aria-hidden="true" />
                  )}
                </Button>
              ))}
              {row.title === null ? (
                <Button
                  look="link"
                  aria-label={say('arrange.takeRestAway')}
                  onPress={() => {
                    setRows(rows.filter((one) => one !== row));
                    setSaid(say('arrange.restTaken'));
                  }}
                >
                  {say('arrange.takeAway')}
                </Button>
              ) : (
                <Button
                  look="link"
                  aria-label={say(row.isSkipped ? 'arrange.putIn' : 'arrange.leaveOut', { name: row.title })}
                  onPress={() => change(row, !row.isSkipped)}
                >
                  {say(row.isSkipped ? 'arrange.in' : 'arrange.out')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
      <div role="status">
        <VisuallyHidden>{said}</VisuallyHidden>
      </div>
      <p className={desk.muted}>{say('arrange.keys')}</p>
      <div role="alert">{refused ? <p className={desk.banner}>{refused.text}</p> : null}</div>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say('arrange.keep')}
      </Button>
    </form>
  );
}
