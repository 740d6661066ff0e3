import { useCallback, type HTMLInputAutoCompleteAttribute, type KeyboardEvent, type Ref } from 'react';
import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
} from 'react-aria-components';
import { useTextOf } from '../lib/text.js';
import { classes } from './classes.js';
import styles from './Field.module.css';
import type { UiMessage } from './messages.js';

interface CommonProps {
  label: string;
  /** Read by screen readers alone, where the words above the field already ask. */
  hideLabel?: boolean;
  description?: string;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  isDisabled?: boolean;
  autoFocus?: boolean;
  name?: string;
  /** Characters allowed; counted down before the limit is met, and the text is never cut. */
  limit?: number;
}

export interface TextFieldProps extends CommonProps {
  type?: 'text' | 'email' | 'date' | 'time' | 'search';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  ref?: Ref<HTMLInputElement>;
}

export interface TextAreaProps extends CommonProps {
  rows?: number;
  ref?: Ref<HTMLTextAreaElement>;
}

/** People count characters, not the halves a surrogate pair is stored in. */
const count = (value: string): number => [...value].length;

function Remaining({ value, limit }: { value: string; limit: number | undefined }) {
  const say = useTextOf<UiMessage>();
  if (limit === undefined || value.length < limit * 0.8) return null;
  const left = limit - count(value);
  if (left > limit * 0.2) return null;
  return (
    <p className={classes(styles.count, left < 0 && styles.over)} role="status">
      {left < 0 ? say('ui.field.over', { count: -left }) : say('ui.field.left', { count: left })}
    </p>
  );
}

/** One line of text. */
export function TextField({ ref, type = 'text', autoComplete, limit, ...props }: TextFieldProps) {
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      type={type}
      isInvalid={Boolean(props.error)}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.isDisabled ? { isDisabled: true } : {})}
      {...(props.name ? { name: props.name } : {})}
      {...(autoComplete ? { autoComplete } : {})}
      // A sheet or step hands the caret to its one field, as its heading has just been read.
      autoFocus={props.autoFocus ?? false}
    >
      <Label className={classes(styles.label, props.hideLabel && styles.hidden)}>{props.label}</Label>
      {props.description ? (
        <Text slot="description" className={styles.description ?? ''}>
          {props.description}
        </Text>
      ) : null}
      <Input
        className={styles.control ?? ''}
        {...(ref ? { ref } : {})}
        {...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {})}
      />
      <Remaining value={props.value} limit={limit} />
      <FieldError className={styles.error ?? ''}>{props.error}</FieldError>
    </AriaTextField>
  );
}

/** Room to write, growing with the words. */
export function TextArea({ ref, rows = 4, limit, ...props }: TextAreaProps) {
  const { autoFocus } = props;
  const atTheEnd = useCallback(
    (field: HTMLTextAreaElement | null) => {
      // Somebody who comes back goes on writing where the words end.
      if (field && autoFocus) field.setSelectionRange(field.value.length, field.value.length);
      if (typeof ref === 'function') ref(field);
      else if (ref) ref.current = field;
    },
    [autoFocus, ref],
  );
  return (
    <AriaTextField
      className={styles.field ?? ''}
      value={props.value}
      onChange={props.onChange}
      isInvalid={Boolean(props.error)}
      {...(props.onBlur ? { onBlur: props.onBlur } : {})}
      {...(props.isDisabled ? { isDisabled: true } : {})}
      {...(props.name ? { name: props.name } : {})}
      autoFocus={props.autoFocus ?? false}
    >
      <Label className={classes(styles.label, props.hideLabel && styles.hidden)}>{props.label}</Label>
      {props.description ? (
        <Text slot="description" className={styles.description ?? ''}>
          {props.description}
        </Text>
      ) : null}
      <AriaTextArea
        className={classes(styles.control, styles.area)}
        rows={rows}
        ref={atTheEnd}
        {...(props.onKeyDown ? { onKeyDown: props.onKeyDown } : {})}
      />
      <Remaining value={props.value} limit={limit} />
      <FieldError className={styles.error ?? ''}>{props.error}</FieldError>
    </AriaTextField>
  );
}
