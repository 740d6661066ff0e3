import * as z from 'zod/mini';
import { limits } from '../../../limits.js';
import { cleanText, countCharacters, say, textSchema } from '../../../text.js';
import {
  type BlockKind,
  blockShape,
  keySchema,
  neutralShape,
  type Option,
  optionSchema,
  repeatedKeys,
} from '../block-kind.js';
import { type PaperPart, room } from '../on-paper.js';

const voicesSchema = z.tuple([optionSchema, optionSchema]);
const mostTurns = 24;

const definition = z.strictObject({
  ...blockShape,
  kind: z.literal('SWITCH'),
  /** The two who speak, under short names. */
  voices: voicesSchema,
  /** The one who is offered the first turn. */
  begins: keySchema,
  /** How many turns there is room for. */
  most: z.optional(z.int().check(z.gte(2), z.lte(mostTurns))),
  /** What a turn may be about, for the first turns in order: a line beside the field, never in it. */
  cues: z.optional(
    z
      .array(z.strictObject({ voice: keySchema, text: textSchema(200) }))
      .check(z.minLength(1), z.maxLength(mostTurns)),
  ),
  /** Other words for the same voices and the same cues. */
  neutral: z.optional(
    z.strictObject({
      ...neutralShape,
      voices: z.optional(voicesSchema),
      cues: z.optional(z.array(textSchema(200)).check(z.minLength(1), z.maxLength(mostTurns))),
    }),
  ),
});

/** Two voices that take turns, both of them the client's own. */
export type SwitchBlock = z.infer<typeof definition>;

/** What one voice says at a time. */
export interface SwitchTurn {
  readonly voice: string;
  readonly text: string;
}

/** The turns so far, in the order they were taken. */
export interface SwitchValue {
  readonly turns: readonly SwitchTurn[];
}

/** The turns that say something, and both voices under the names they had. */
export interface KeptTurns {
  readonly voices: readonly { readonly key: string; readonly label: string }[];
  readonly turns: readonly SwitchTurn[];
}

/** How many turns there is room for where an exercise does not say. */
export const usualTurns = 12;
/** On paper, where a further line can always be drawn. */
const turnsOnPaper = 6;

/** The two voices under the names this client sees. */
export function switchVoices(block: SwitchBlock, isNeutral: boolean): readonly [Option, Option] {
  const reworded = (isNeutral ? block.neutral?.voices : undefined) ?? [];
  const [one, other] = block.voices;
  const named = (voice: Option) => reworded.find(({ key }) => key === voice.key) ?? voice;
  return [named(one), named(other)];
}

/** Who speaks in turn number `at`, and what it may be about: as the cues have it, then one after the other. */
export function switchTurn(block: SwitchBlock, turns: readonly SwitchTurn[], at: number, isNeutral: boolean) {
  const cue = block.cues?.[at];
  const before = turns[at - 1]?.voice;
  const next = block.voices.find(({ key }) => key !== before)?.key ?? block.begins;
  const voice = cue?.voice ?? (before === undefined ? block.begins : next);
  return { voice, cue: (isNeutral ? block.neutral?.cues?.[at] : undefined) ?? cue?.text };
}

export const switchKind: BlockKind<SwitchBlock, SwitchValue, KeptTurns> = {
  definition,
  fresh: { begins: 'one' },
  mended(block) {
    const keys = block.voices.map(({ key }) => key);
    const cues = block.cues?.map((cue, at) => {
      const other = keys[(keys.indexOf(block.begins) + at) % keys.length] ?? block.begins;
      return keys.includes(cue.voice) && at > 0 ? cue : { ...cue, voice: at === 0 ? block.begins : other };
    });
    return cues ? { ...block, cues } : block;
  },
  faults(block) {
    const known = block.voices.map(({ key }) => key);
    const isKnown = (key: string) => known.includes(key);
    const cues = block.cues ?? [];
    return [
      ...repeatedKeys(block.voices, 'voices'),
      ...(isKnown(block.begins) ? [] : [{ path: 'begins', message: `is no voice here: ${block.begins}` }]),
      ...(cues.length <= (block.most ?? usualTurns)
        ? []
        : [{ path: 'cues', message: 'are more than there are turns' }]),
      ...cues.flatMap(({ voice }, at) =>
        isKnown(voice) ? [] : [{ path: `cues.${at}.voice`, message: `is no voice here: ${voice}` }],
      ),
      ...(cues[0] !== undefined && cues[0].voice !== block.begins
        ? [{ path: 'cues.0.voice', message: 'should be the voice that begins' }]
        : []),
      ...repeatedKeys(block.neutral?.voices ?? [], 'neutral.voices'),
      ...(block.neutral?.voices ?? [])
        .filter(({ key }) => !isKnown(key))
        .map(({ key }) => ({ path: 'neutral.voices', message: `has no such voice to reword: ${key}` })),
      ...(block.neutral?.cues === undefined || block.neutral.cues.length === cues.length
        ? []
        : [{ path: 'neutral.cues', message: 'should reword each cue, and nothing else' }]),
    ];
  },
  answer(block) {
    const known = new Set(block.voices.map(({ key }) => key));
    const most = block.most ?? usualTurns;
    const voice = keySchema.check(
      z.refine((key) => known.has(key), { error: 'is not a voice of this question' }),
    );
    return z.strictObject({
      turns: z.array(z.strictObject({ voice, text: cleanText(limits.shortBlock) })).check(z.maxLength(most)),
    });
  },
  onPaper(block, language) {
    const turns: SwitchTurn[] = [];
    const parts: PaperPart[] = [];
    while (turns.length < Math.min(block.most ?? usualTurns, turnsOnPaper)) {
      const { voice, cue } = switchTurn(block, turns, turns.length, false);
      const named = block.voices.find(({ key }) => key === voice);
      const label = [named?.label, cue].flatMap((text) => text ?? []).map((text) => say(text, language));
      parts.push({ is: 'room', label: label.join(': '), lines: room.sentences });
      turns.push({ voice, text: '' });
    }
    return parts;
  },
  isEmpty: ({ turns }) => turns.every(({ text }) => text.trim() === ''),
  characters: ({ turns }) => countCharacters(turns.map(({ text }) => text).join('')),
  keep: (block, { turns }, language, isNeutral) => ({
    voices: switchVoices(block, isNeutral).map(({ key, label }) => ({ key, label: say(label, language) })),
    turns: turns.filter(({ text }) => text.trim() !== ''),
  }),
  kept: z.object({
    voices: z.array(z.object({ key: z.string(), label: z.string() })),
    turns: z.array(z.object({ voice: z.string(), text: z.string() })),
  }),
  summarise: ({ voices, turns }) =>
    turns.flatMap(({ voice, text }) => {
      const [first = '', ...more] = text.trim().split(/\n+/);
      return [`${voices.find(({ key }) => key === voice)?.label ?? voice}: ${first}`, ...more];
    }),
};
