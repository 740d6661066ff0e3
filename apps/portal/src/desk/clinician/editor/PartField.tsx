import { useState, type ReactNode } from 'react';
import {
  blankText,
  isText,
  newPart,
  type Advice,
  type Part,
  type Problem,
  type Shape,
  type Text,
} from '@rejoin/domain';
import { Button, TextArea, TextField, Tick } from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import { useText } from '../../text.js';
import { partName, valueName } from './words.js';
import styles from './Editor.module.css';

/** What every field of an exercise needs to know of the whole. */
export interface Desk {
  /** The language that is written in. */
  language: string;
  languages: readonly string[];
  advice: readonly Advice[];
  problems: readonly Problem[];
  /** The place that was asked for from the list of problems. */
  wanted: string | null;
}

interface FieldProps {
  label: string;
  shape: Shape;
  value: unknown;
  onChange: (value: unknown) => void;
  /** Where it stands in the exercise. */
  path: string;
  desk: Desk;
  isReworded?: boolean;
}

/** Several parts of one thing under each other. Keys and kinds are nothing to write. */
export function PartFields({
  parts,
  value,
  onChange,
  path,
  desk: at,
  without = [],
  mirror,
}: {
  parts: readonly Part[];
  value: Record<string, unknown>;
  onChange: (value: Record<string, unknown>) => void;
  path: string;
  desk: Desk;
  without?: readonly string[];
  /** What these parts reword: its lists are the ones that can be worded anew. */
  mirror?: Record<string, unknown>;
}) {
  return parts
    .filter(({ name, shape }) => !without.includes(name) && shape.is !== 'name' && shape.is !== 'fixed')
    .map(({ name, shape, isOptional }) => (
      <OptionalField
        key={name}
        name={name}
        shape={shape}
        isOptional={isOptional}
        value={value[name]}
        onChange={(next) => {
          const { [name]: _before, ...rest } = value;
          onChange(next === undefined ? rest : { ...rest, [name]: next });
        }}
        path={path === '' ? name : `${path}.${name}`}
        desk={at}
        {...(mirror ? { mirror: mirror[name] } : {})}
      />
    ));
}

function OptionalField({
  name,
  shape,
  isOptional,
  value,
  onChange,
  path,
  desk: at,
  mirror,
}: Omit<FieldProps, 'label'> & { name: string; isOptional: boolean; mirror?: unknown }) {
  const say = useText();
  const label = partName(say, name);
  if (shape.is === 'flag')
    return (
      <Tick
        bare
        isSelected={value === true}
        onChange={(is) => onChange(is ? true : isOptional ? undefined : false)}
      >
        {label}
      </Tick>
    );
  if (value === undefined && isOptional)
    return (
      <div>
        <Button look="link" onPress={() => onChange(firstOf(shape, mirror, at.languages))}>
          {say('editor.addPart', { part: label })}
        </Button>
      </div>
    );
  return (
    <Taken name={label} onTake={isOptional ? () => onChange(undefined) : undefined}>
      <Field
        label={label}
        shape={shape}
        value={value}
        onChange={onChange}
        path={path}
        desk={at}
        // Other words are for the same options: none comes and none goes here.
        isReworded={Array.isArray(mirror) && keyOf(mirror[0]) !== undefined}
      />
    </Taken>
  );
}

/** A field with a way to do without it. */
function Taken({
  name,
  onTake,
  children,
}: {
  name: string;
  onTake: (() => void) | undefined;
  children: ReactNode;
}) {
  const say = useText();
  if (!onTake) return children;
  return (
    <div className={styles.optional}>
      {children}
      <div>
        <Button look="link" onPress={onTake}>
          {say('editor.leaveOut', { part: name })}
        </Button>
      </div>
    </div>
  );
}

function Field(props: FieldProps) {
  const { label, shape, value, onChange, path, desk: at } = props;
  const say = useText();
  switch (shape.is) {
    case 'text':
      return <TextPart {...props} most={shape.most} value={(value ?? blankText(at.languages)) as Text} />;
    case 'number':
      return <NumberPart label={label} shape={shape} value={value as number} onChange={onChange} />;
    case 'one':
      return (
        <Select
          label={label}
          value={value as string}
          onChange={onChange}
          options={shape.of.map((each) => ({ value: each, label: valueName(say, each) }))}
        />
      );
    case 'list':
      return <ListPart {...props} shape={shape} value={(value ?? []) as unknown[]} />;
    case 'parts':
      return (
        <fieldset className={styles.group}>
          <legend>{label}</legend>
          <PartFields
            parts={shape.parts}
            value={value as Record<string, unknown>}
            onChange={onChange}
            path={path}
            desk={at}
          />
        </fieldset>
      );
    default:
      return null;
  }
}

const short = 160;

/** A text in the language that is written in, counted before its limit; what an editor would say stands under it. */
export function TextPart({
  label,
  most,
  value,
  onChange,
  path,
  desk: at,
  hideLabel = false,
}: Omit<FieldProps, 'shape' | 'value'> & { most: number; value: Text; hideLabel?: boolean }) {
  const say = useText();
  const [isLeft, setLeft] = useState(false);
  const words = value[at.language] ?? '';
  const problem = at.problems.find(({ path: where }) => where === path || where === `${path}.${at.language}`);
  // Nobody is told that a field is empty before they had a chance to fill it.
  const isTold = words.trim() !== '' || isLeft || at.wanted === problem?.path;
  const common = {
    label,
    hideLabel,
    limit: most,
    value: words,
    error: problem && isTold ? say('editor.problem', { message: problem.message }) : undefined,
    onBlur: () => setLeft(true),
    onChange: (text: string) => onChange({ ...value, [at.language]: text }),
  };
  const advice = at.language === 'en' ? at.advice.find(({ path: where }) => where === path) : undefined;
  return (
    <div data-place={path}>
      {most <= short ? <TextField {...common} /> : <TextArea {...common} rows={most > 300 ? 3 : 2} />}
      {advice ? (
        <ul className={styles.advice}>
          {advice.longSentences.map((sentence) => (
            <li key={sentence}>{say('advice.long', { sentence })}</li>
          ))}
          {advice.pressure.length > 0 ? (
            <li>
              {say('advice.pressure', { words: advice.pressure.map((word) => `“${word}”`).join(', ') })}
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}

/** A whole number between two others. What is none stays in the field alone. */
export function NumberPart({
  label,
  shape: { least, most },
  value,
  onChange,
}: {
  label: string;
  shape: { least: number; most: number };
  value: number;
  onChange: (value: number) => void;
}) {
  const say = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const fits = (text: string): boolean => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
  return (
    <TextField
      label={label}
      value={typed ?? String(value)}
      error={typed !== null && !fits(typed) ? say('editor.between', { least, most }) : undefined}
      onChange={(text) => {
        setTyped(text);
        if (fits(text)) onChange(Number(text));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

function ListPart({
  label,
  shape: { item, least, most },
  value,
  onChange,
  path,
  desk: at,
  isReworded = false,
}: Omit<FieldProps, 'shape' | 'value'> & {
  shape: Extract<Shape, { is: 'list' }>;
  value: readonly unknown[];
}) {
  const say = useText();
  return (
    <fieldset className={styles.group}>
      <legend>{label}</legend>
      <ol className={styles.items}>
        {value.map((each, index) => (
          <li key={keyOf(each) ?? index} className={styles.item}>
            <div className={styles.itemFields}>
              <Item
                label={`${label} ${String(index + 1)}`}
                item={item}
                value={each}
                onChange={(next) => onChange(value.with(index, next))}
                path={`${path}.${String(index)}`}
                desk={at}
              />
            </div>
            {value.length > least && !isReworded ? (
              <Button
                look="link"
                aria-label={say('editor.takeOutThis', { item: `${label} ${String(index + 1)}` })}
                onPress={() => onChange(value.toSpliced(index, 1))}
              >
                {say('editor.takeOut')}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {value.length < most && !isReworded ? (
        <div>
          <Button onPress={() => onChange([...value, oneMore(item, value, at.languages)])}>
            {say('editor.oneMore')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}

/** One of a list. What is little more than a text is that text. */
function Item({ label, item, value, onChange, path, desk: at }: Omit<FieldProps, 'shape'> & { item: Shape }) {
  if (item.is !== 'parts')
    return <Field label={label} shape={item} value={value} onChange={onChange} path={path} desk={at} />;
  const whole = value as Record<string, unknown>;
  const texts = item.parts.filter(({ shape }) => shape.is === 'text');
  const [only] = texts;
  const others = item.parts.filter(({ shape }) => shape.is !== 'text' && shape.is !== 'name');
  if (only?.shape.is === 'text' && texts.length === 1 && others.length === 0)
    return (
      <TextPart
        label={label}
        hideLabel
        most={only.shape.most}
        value={(whole[only.name] ?? blankText(at.languages)) as Text}
        onChange={(text) => onChange({ ...whole, [only.name]: text })}
        path={`${path}.${only.name}`}
        desk={at}
      />
    );
  return <PartFields parts={item.parts} value={whole} onChange={onChange} path={path} desk={at} />;
}

function oneMore(item: Shape, there: readonly unknown[], languages: readonly string[]): unknown {
  const taken = new Set(there.map(keyOf));
  // A number follows the last one, as days after sharing do.
  if (item.is === 'number') return Math.min(item.most, Number(there.at(-1) ?? item.least - 1) + 1);
  for (let nth = there.length; ; nth += 1) {
    const made = newPart(item, languages, nth);
    const key = keyOf(made);
    if (key === undefined || !taken.has(key)) return made;
  }
}

/** What an added part begins with: other words begin as the words they stand in for. */
function firstOf(shape: Shape, mirror: unknown, languages: readonly string[]): unknown {
  if (mirror === undefined) return newPart(shape, languages);
  if (shape.is !== 'list' || shape.item.is !== 'text' || !Array.isArray(mirror)) return mirror;
  return mirror.map((item: object) => (isText(item) ? item : Object.values(item).find(isTextual)));
}

const isTextual = (value: unknown): value is Text =>
  typeof value === 'object' && value !== null && isText(value);

function keyOf(item: unknown): string | undefined {
  const key: unknown = typeof item === 'object' && item !== null && 'key' in item ? item.key : undefined;
  return typeof key === 'string' ? key : undefined;
}
