import { useId } from 'react';
import type { Option } from './Choice.js';
import styles from './Field.module.css';

/** One of many, where a list of rows would be too long: the browser's own select. */
export function Select<Value extends string>({
  label,
  options,
  value,
  onChange,
  placeholder,
}: {
  label: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** The first, empty row: nothing is chosen beforehand. */
  placeholder?: string;
}) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.control}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {placeholder === undefined ? null : (
          <option value="" disabled>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
