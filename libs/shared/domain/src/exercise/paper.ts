import { say, type Text } from '../text.js';
import type { PaperPart } from './blocks/on-paper.js';
import { type Block, kindOf } from './blocks/registry.js';
import { type Condition, conditionsIn, type ShowIf } from './conditions.js';
import {
  asksSteadyFirst,
  type ExerciseDefinition,
  type Role,
  rolesIn,
  type Step,
  stepsIn,
} from './definition.js';
import { daysUntil, laterSittings, type Sitting, sittingOf } from './sittings.js';

/** An exercise with nothing in it yet, on paper: for a client without a phone, or to be done in the room. */
export interface Paper {
  readonly language: string;
  readonly title: string;
  /** How long it takes, and whether this is a moment for it. */
  readonly before: readonly string[];
  readonly why: string;
  readonly parts: readonly PaperSitting[];
  readonly after: string;
}

/** What is done at one time: at once, which needs no heading, or when it says. */
export interface PaperSitting {
  readonly heading?: string;
  readonly steps: readonly PaperStep[];
}

/** One step under its number. */
export interface PaperStep {
  readonly number: number;
  /** When it is left away, what to look at again, and that it alone would do. */
  readonly notes: readonly string[];
  readonly questions: readonly { readonly prompt: string; readonly parts: readonly PaperPart[] }[];
}

const wording = {
  minutes: {
    en: 'About {minutes} min. Stop whenever you like.',
    es: 'Unos {minutes} min. Puedes parar cuando quieras.',
  },
  steady: {
    en: 'Is this a steady enough moment? If not, leave it for now.',
    es: '¿Es un momento bastante sereno? Si no, déjalo por ahora.',
  },
  enough: { en: 'This one alone is enough.', es: 'Con esta sola basta.' },
  again: {
    en: 'Look again at what you wrote at {number}.',
    es: 'Mira otra vez lo que escribiste en {number}.',
  },
  yours: {
    en: 'This page is yours. You choose who sees it.',
    es: 'Esta hoja es tuya. Tú eliges quién la ve.',
  },
  only: { en: 'Only if {conditions}.', es: 'Solo si {conditions}.' },
  answered: { en: 'you wrote something at {number}', es: 'escribiste algo en {number}' },
  blank: { en: 'you left {number} blank', es: 'dejaste {number} en blanco' },
  anyOf: { en: 'you chose {options} at {number}', es: 'elegiste {options} en {number}' },
  noneOf: { en: 'you did not choose {options} at {number}', es: 'no elegiste {options} en {number}' },
  atLeast: { en: 'you chose {value} or more at {number}', es: 'elegiste {value} o más en {number}' },
  atMost: { en: 'you chose {value} or less at {number}', es: 'elegiste {value} o menos en {number}' },
  together: { en: 'Together, in the session', es: 'En compañía, en la sesión' },
  NEXT_SESSION: { en: 'After the next session', es: 'Después de la próxima sesión' },
  WHEN_I_CHOOSE: { en: 'At a time of your own', es: 'Cuando te venga bien' },
  day: { en: 'A day later', es: 'Un día después' },
  days: { en: '{days} days later', es: '{days} días después' },
} satisfies Record<string, Text>;

/** The sheets of an exercise: one, or one for each side, because neither partner sees what only the other is asked. */
export function papersOf(definition: ExerciseDefinition, language: string): Paper[] {
  const roles = rolesIn(definition);
  return roles.length === 0
    ? [paperOf(definition, language, null)]
    : roles.map((role) => paperOf(definition, language, role));
}

type Places = ReadonlyMap<string, { block: Block; number: number }>;

function paperOf(definition: ExerciseDefinition, language: string, role: Role | null): Paper {
  const asked = stepsIn(definition).filter((step) => step.role === undefined || step.role === role);
  const sittings = [
    { steps: asked.filter(({ later }) => later === undefined) },
    { heading: say(wording.together, language), steps: asked.filter(({ later }) => later === 'TOGETHER') },
    ...laterSittings(definition).map((sitting) => ({
      heading: whenOf(sitting, language),
      steps: asked.filter((step) => sittingOf(step) === sitting),
    })),
  ].filter(({ steps }) => steps.length > 0);
  const order = sittings.flatMap(({ steps }) => steps);
  const places: Places = new Map(
    order.flatMap(({ blocks }, at) => blocks.map((block) => [block.key, { block, number: at + 1 }] as const)),
  );
  return {
    language,
    title: say(definition.title, language),
    before: [
      filled(wording.minutes, language, { minutes: definition.minutes }),
      ...(asksSteadyFirst(definition) ? [say(wording.steady, language)] : []),
    ],
    why: say(definition.why, language),
    parts: sittings.map(({ steps, ...sitting }) => ({
      ...sitting,
      steps: steps.map((step) => ({
        number: order.indexOf(step) + 1,
        notes: notesOf(step, definition, places, language),
        questions: step.blocks.map((block) => ({
          prompt: say(block.prompt, language),
          parts: kindOf(block.kind).onPaper(block, language),
        })),
      })),
    })),
    after: say(wording.yours, language),
  };
}

function filled(text: Text, language: string, values: Record<string, string | number>): string {
  return Object.entries(values).reduce(
    (words, [name, value]) => words.replace(`{${name}}`, () => String(value)),
    say(text, language),
  );
}

function whenOf(sitting: Sitting, language: string): string {
  if (sitting === 'NEXT_SESSION' || sitting === 'WHEN_I_CHOOSE') return say(wording[sitting], language);
  const days = daysUntil(sitting) ?? 0;
  return days === 1 ? say(wording.day, language) : filled(wording.days, language, { days });
}

function notesOf(
  { key, showIf, quotes, blocks }: Step,
  { smallest }: ExerciseDefinition,
  places: Places,
  language: string,
): string[] {
  const from = blocks.flatMap((block) => (block.kind === 'SORT' ? (block.from ?? []) : []));
  const again = new Set([quotes ?? [], from].flat().flatMap((earlier) => places.get(earlier)?.number ?? []));
  return [
    ...(showIf === undefined ? [] : [onlyIf(showIf, places, language)]),
    ...[...again].map((number) => filled(wording.again, language, { number })),
    ...(key === smallest ? [say(wording.enough, language)] : []),
  ];
}

function onlyIf(showIf: ShowIf, places: Places, language: string): string {
  const clauses = conditionsIn(showIf).map((condition) => clause(condition, places, language));
  return filled(wording.only, language, { conditions: joined(clauses, 'any' in showIf, language) });
}

function clause(condition: Condition, places: Places, language: string): string {
  const { block, number = 0 } = places.get(condition.block) ?? {};
  const named = (keys: readonly string[]): string => {
    const options = block?.kind === 'CHOICE' ? block.options : [];
    const chosen = options.filter(({ key }) => keys.includes(key));
    return joined(
      chosen.map(({ label }) => `“${say(label, language)}”`),
      true,
      language,
    );
  };
  if ('anyOf' in condition)
    return filled(wording.anyOf, language, { options: named(condition.anyOf), number });
  if ('noneOf' in condition)
    return filled(wording.noneOf, language, { options: named(condition.noneOf), number });
  if ('atLeast' in condition) return filled(wording.atLeast, language, { value: condition.atLeast, number });
  if ('atMost' in condition) return filled(wording.atMost, language, { value: condition.atMost, number });
  return filled(condition.answered ? wording.answered : wording.blank, language, { number });
}

function joined(parts: readonly string[], isEither: boolean, language: string): string {
  return new Intl.ListFormat(language, { type: isEither ? 'disjunction' : 'conjunction' }).format(parts);
}
