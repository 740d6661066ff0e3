import { useRef, useState, type KeyboardEvent } from 'react';
import { ListBox, ListBoxItem, Text } from 'react-aria-components';
import { holds } from '../lib/find.js';
import type { Option } from './Choice.js';
import { classes } from './classes.js';
import { TextField } from './Field.js';
import { VisuallyHidden } from './Layout.js';
import styles from './SearchList.module.css';

/**
 * A search field over a list: type, and Enter takes the first match, which is marked; the arrow down goes into the list.
 * Two plain parts instead of one combobox, because the list is always open and phones would load the combobox as well.
 */
export function SearchList<Value extends string>({
  label,
  listLabel,
  options,
  onChoose,
  found,
  autoFocus = false,
}: {
  label: string;
  /** Names the list for screen readers. */
  listLabel: string;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
  /** Says how many match, zero included. */
  found: (count: number) => string;
  autoFocus?: boolean;
}) {
  const [words, setWords] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const matches = options.filter(({ label: name, description = '' }) =>
    holds(`${name} ${description}`, words),
  );
  const isSearching = words.trim() !== '';
  const first = isSearching ? matches[0] : undefined;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      // Nobody sends the form by looking for something.
      event.preventDefault();
      if (first) onChoose(first.value);
    }
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      list.current?.querySelector<HTMLElement>('[role="option"]')?.focus();
    }
  };
  return (
    <>
      <TextField
        label={label}
        type="search"
        value={words}
        onChange={setWords}
        onKeyDown={onKeyDown}
        autoFocus={autoFocus}
        autoComplete="off"
      />
      <div role="status">
        {isSearching && matches.length > 0 ? <VisuallyHidden>{found(matches.length)}</VisuallyHidden> : null}
        {isSearching && matches.length === 0 ? <p className={styles.nothing}>{found(0)}</p> : null}
      </div>
      <ListBox
        ref={list}
        aria-label={listLabel}
        className={styles.list ?? ''}
        items={matches}
        dependencies={[first]}
        selectionMode="none"
        onAction={(value) => onChoose(value as Value)}
      >
        {(option) => (
          <ListBoxItem
            id={option.value}
            textValue={option.label}
            className={classes(styles.item, option === first && styles.first)}
          >
            <Text slot="label" className={styles.label ?? ''}>
              {option.label}
            </Text>
            {option.description ? (
              <Text slot="description" className={styles.description ?? ''}>
                {option.description}
              </Text>
            ) : null}
          </ListBoxItem>
        )}
      </ListBox>
    </>
  );
}
