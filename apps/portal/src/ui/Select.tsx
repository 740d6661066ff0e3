import { useEffect, useId, useRef } from 'react';
import type { Option } from './Choice.js';
import styles from './Field.module.css';

/** One of many, where a list of rows would be too long: the browser's own select. */
export function Select<Value extends string>({
  label,
  options,
  value,
  onChange,
  placeholder,
  description,
  error,
  autoFocus = false,
}: {
  label: string;
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** The first, empty row: nothing is chosen beforehand. */
  placeholder?: string;
  description?: string;
  error?: string | undefined;
  autoFocus?: boolean;
}) {
  const id = useId();
  const select = useRef<HTMLSelectElement>(null);
  const isWanted = useRef(autoFocus);
  // Not at once: a window that it stands in has to be open before anything in it takes the focus.
  useEffect(() => {
    if (isWanted.current) select.current?.focus();
  }, []);
  const about = [description && `${id}-description`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {description ? (
        <span id={`${id}-description`} className={styles.description}>
          {description}
        </span>
      ) : null}
      <select
        ref={select}
        id={id}
        className={styles.control}
        {...(about ? { 'aria-describedby': about } : {})}
        {...(error ? { 'aria-invalid': true, 'data-invalid': true } : {})}
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
      {error ? (
        <span id={`${id}-error`} className={styles.error}>
          {error}
        </span>
      ) : null}
    </div>
  );
}
