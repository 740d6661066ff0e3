import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTextOf } from '../lib/text.js';
import { classes } from './classes.js';
import type { UiMessage } from './messages.js';
import styles from './Scale.module.css';

export interface ScaleProps {
  label: string;
  hideLabel?: boolean;
  low: string;
  high: string;
  /** No step is chosen beforehand: a number nobody gave would be a lie. */
  value: number | null;
  onChange: (value: number) => void;
}

const steps = Array.from({ length: 11 }, (_none, step) => step);

/** A rating from 0 to 10 between two named ends. */
export function Scale({ label, hideLabel, low, high, value, onChange }: ScaleProps) {
  const say = useTextOf<UiMessage>();
  return (
    <RadioGroup
      className={styles.scale ?? ''}
      orientation="horizontal"
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    >
      <Label className={classes(styles.label, hideLabel && styles.hidden)}>{label}</Label>
      <div className={styles.steps}>
        {steps.map((step) => {
          const end = step === 0 ? `, ${low}` : step === 10 ? `, ${high}` : '';
          return (
            <Radio
              key={step}
              value={String(step)}
              className={styles.step ?? ''}
              aria-label={say('ui.scale.value', { value: step, max: 10 }) + end}
            >
              {step}
            </Radio>
          );
        })}
      </div>
      <div className={styles.ends} aria-hidden="true">
        <span>{low}</span>
        <span>{high}</span>
      </div>
    </RadioGroup>
  );
}
