import type { ReactNode } from 'react';
import {
  Checkbox,
  CheckboxGroup,
  Label,
  Radio,
  RadioGroup,
  Text,
  type CheckboxProps,
} from 'react-aria-components';
import { classes } from './classes.js';
import styles from './Choice.module.css';

export interface Option<Value extends string> {
  value: Value;
  label: string;
  /** Where it is in another language than the page. */
  lang?: string;
  description?: string;
}

interface GroupProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  description?: string;
  /** Short answers stand two in a row. */
  beside?: boolean;
  options: readonly Option<Value>[];
}

export interface ChooseOneProps<Value extends string> extends GroupProps<Value> {
  value: Value | null;
  onChange: (value: Value) => void;
}

const Words = ({ option }: { option: Option<string> }) => (
  <span className={styles.words}>
    <span lang={option.lang}>{option.label}</span>
    {option.description ? <span className={styles.hint}>{option.description}</span> : null}
  </span>
);

/** One of several answers, each a whole row to touch. */
export function ChooseOne<Value extends string>(props: ChooseOneProps<Value>) {
  return (
    <RadioGroup
      className={classes(styles.group, props.beside && styles.beside)}
      value={props.value}
      onChange={(value) => props.onChange(value as Value)}
    >
      <Label className={classes(styles.label, props.hideLabel && styles.hidden)}>{props.label}</Label>
      {props.description ? (
        <Text slot="description" className={styles.hint ?? ''}>
          {props.description}
        </Text>
      ) : null}
      {props.options.map((option) => (
        <Radio key={option.value} value={option.value} className={styles.option ?? ''}>
          <span className={styles.dot} aria-hidden="true" />
          <Words option={option} />
        </Radio>
      ))}
    </RadioGroup>
  );
}

export interface ChooseSomeProps<Value extends string> extends GroupProps<Value> {
  value: readonly Value[];
  onChange: (value: Value[]) => void;
}

/** Any number of several answers. */
export function ChooseSome<Value extends string>(props: ChooseSomeProps<Value>) {
  return (
    <CheckboxGroup
      className={classes(styles.group, props.beside && styles.beside)}
      value={[...props.value]}
      onChange={(value) => props.onChange(value as Value[])}
    >
      <Label className={classes(styles.label, props.hideLabel && styles.hidden)}>{props.label}</Label>
      {props.description ? (
        <Text slot="description" className={styles.hint ?? ''}>
          {props.description}
        </Text>
      ) : null}
      {props.options.map((option) => (
        <Checkbox key={option.value} value={option.value} className={styles.option ?? ''}>
          <span className={styles.box} aria-hidden="true" />
          <Words option={option} />
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}

/** A single tick: an agreement, or a switch between two plain states. */
export function Tick({
  children,
  bare,
  ...rest
}: Omit<CheckboxProps, 'className' | 'children' | 'style'> & {
  children: ReactNode;
  /** Without the row's border, beside other small controls. */
  bare?: boolean;
}) {
  return (
    <Checkbox {...rest} className={classes(styles.option, bare && styles.bare)}>
      <span className={styles.box} aria-hidden="true" />
      <span className={styles.words}>{children}</span>
    </Checkbox>
  );
}
