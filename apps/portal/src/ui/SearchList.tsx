import { useState } from 'react';
import { Autocomplete, ListBox, ListBoxItem, Text, useFilter } from 'react-aria-components';
import type { Option } from './Choice.js';
import { TextField } from './Field.js';
import styles from './SearchList.module.css';

/**
 * A search field over a list: type, the first match is marked, Enter takes it. Arrow keys and the pointer work as well, and
 * the field keeps the caret throughout.
 */
export function SearchList<Value extends string>({
  label,
  listLabel,
  options,
  onChoose,
  nothing,
  autoFocus = false,
}: {
  label: string;
  /** Names the list for screen readers. */
  listLabel: string;
  options: readonly Option<Value>[];
  onChoose: (value: Value) => void;
  /** Said when nothing matches. */
  nothing: string;
  autoFocus?: boolean;
}) {
  const [words, setWords] = useState('');
  const { contains } = useFilter({ sensitivity: 'base' });
  const matches = (text: string, typed: string): boolean =>
    typed
      .trim()
      .split(/\s+/)
      .every((word) => contains(text, word));
  return (
    <Autocomplete inputValue={words} onInputChange={setWords} filter={matches}>
      <TextField label={label} type="search" value={words} onChange={setWords} autoFocus={autoFocus} />
      <ListBox
        aria-label={listLabel}
        className={styles.list ?? ''}
        items={options}
        selectionMode="none"
        onAction={(value) => onChoose(value as Value)}
        renderEmptyState={() => <p className={styles.nothing}>{nothing}</p>}
      >
        {(option) => (
          <ListBoxItem
            id={option.value}
            textValue={`${option.label} ${option.description ?? ''}`}
            className={styles.item ?? ''}
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
    </Autocomplete>
  );
}
