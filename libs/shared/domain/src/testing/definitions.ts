import {
  type Block,
  type BlockOf,
  type ExerciseDefinition,
  parseDefinition,
  type Step,
} from '../exercise/index.js';
import type { Text } from '../text.js';

/** A text in English and, unless told otherwise, in no other language. */
export const text = (en: string): Text => ({ en });

type Part<Kind extends Block['kind']> = Partial<Extract<Block, { kind: Kind }>>;

/** Blocks of every kind with the least a block needs. */
export const block = {
  body: (overrides: Part<'BODY'> = {}): Block => ({
    key: 'breaths',
    kind: 'BODY',
    prompt: text('Take six slow breaths.'),
    readers: 'ONLY_ME',
    breaths: 6,
    fewest: 2,
    most: 12,
    inSeconds: 4,
    outSeconds: 6,
    places: [{ key: 'chest', label: text('On my chest') }],
    inWords: text('Breathe in. Breathe out.'),
    neutral: { prompt: text('Feel your feet.'), places: [{ key: 'feet', label: text('My feet') }] },
    ...overrides,
  }),
  text: (overrides: Part<'TEXT'> = {}): Block => ({
    key: 'sentence',
    kind: 'TEXT',
    prompt: text('What kind sentence could you say?'),
    readers: 'THERAPIST',
    neutral: { prompt: text('What plain sentence could you say?') },
    ...overrides,
  }),
  long: (overrides: Part<'LONG'> = {}): Block => ({
    key: 'account',
    kind: 'LONG',
    prompt: text('What happened?'),
    readers: 'THERAPIST_AND_PARTNER_AFTER_OPENING',
    ...overrides,
  }),
  choice: (overrides: Part<'CHOICE'> = {}): Block => ({
    key: 'room',
    kind: 'CHOICE',
    prompt: text('Is there more room?'),
    readers: 'THERAPIST',
    options: [
      { key: 'no', label: text('No') },
      { key: 'some', label: text('Some') },
      { key: 'yes', label: text('Yes') },
    ],
    ...overrides,
  }),
  scale: (overrides: Part<'SCALE'> = {}): Block => ({
    key: 'guarded',
    kind: 'SCALE',
    prompt: text('How guarded are you?'),
    readers: 'THERAPIST',
    low: text('open'),
    high: text('closed'),
    ...overrides,
  }),
  composer: (overrides: Part<'COMPOSER'> = {}): BlockOf<'COMPOSER'> => ({
    key: 'return',
    kind: 'COMPOSER',
    prompt: text('What could you say to come back?'),
    readers: 'THERAPIST',
    mode: 'PARENT',
    starters: [
      {
        key: 'tone',
        label: text('My tone'),
        slot: 'did',
        opening: text('My voice came out harder than I meant when'),
      },
      {
        key: 'again',
        label: text('Another go'),
        slot: 'back',
        opening: text('I would like to try again, and'),
      },
    ],
    neutral: {
      prompt: text('What could show that you are back?'),
      labels: { back: text('A small sign') },
      starters: [
        { key: 'sign', label: text('Without words'), slot: 'back', opening: text('I could show it by') },
      ],
    },
    ...overrides,
  }),
  plan: (overrides: Part<'PLAN'> = {}): BlockOf<'PLAN'> => ({
    key: 'trial',
    kind: 'PLAN',
    prompt: text('What could you try?'),
    readers: 'THERAPIST',
    labels: {
      what: text('What'),
      whenWhere: text('When and where?'),
      how: text('How I will notice'),
    },
    neutral: {
      prompt: text('Is there something you could leave?'),
      labels: { what: text('What, if anything') },
    },
    ...overrides,
  }),
  sort: (overrides: Part<'SORT'> = {}): BlockOf<'SORT'> => ({
    key: 'sorted',
    kind: 'SORT',
    prompt: text('Where do these belong?'),
    readers: 'THERAPIST',
    cards: [
      { key: 'tea', label: text('A cup of tea') },
      { key: 'note', label: text('A note') },
      { key: 'joke', label: text('A joke') },
    ],
    piles: [
      { key: 'works', label: text('Works for me') },
      { key: 'not-yet', label: text('Not yet') },
    ],
    neutral: {
      prompt: text('How is it with these?'),
      piles: [
        { key: 'works', label: text('Fine') },
        { key: 'not-yet', label: text('Rather not') },
      ],
    },
    ...overrides,
  }),
  joint: (overrides: Part<'JOINT'> = {}): BlockOf<'JOINT'> => ({
    key: 'in-turns',
    kind: 'JOINT',
    prompt: text('Take turns.'),
    readers: 'THERAPIST_AND_PARTNER_AFTER_OPENING',
    turns: [text('You agree who begins.'), text('Then you change places.')],
    ...overrides,
  }),
  card: (overrides: Part<'CARD'> = {}): BlockOf<'CARD'> => ({
    key: 'two-words',
    kind: 'CARD',
    prompt: text('Guilt and shame are not the same.'),
    readers: 'ONLY_ME',
    paragraphs: [text('Guilt says: I did something.'), text('Shame says: I am something.')],
    neutral: { prompt: text('Two words.'), paragraphs: [text('One is about a deed.')] },
    ...overrides,
  }),
  letter: (overrides: Part<'LETTER'> = {}): BlockOf<'LETTER'> => ({
    key: 'letter',
    kind: 'LETTER',
    prompt: text('What would a wise friend write to you?'),
    readers: 'THERAPIST',
    anchors: [
      { key: 'hurt', label: text('what hurt') },
      { key: 'mend', label: text('what is mine to mend') },
    ],
    neutral: {
      prompt: text('What would you write to a friend?'),
      anchors: [{ key: 'happened', label: text('what happened') }],
    },
    ...overrides,
  }),
  switch: (overrides: Part<'SWITCH'> = {}): BlockOf<'SWITCH'> => ({
    key: 'two-voices',
    kind: 'SWITCH',
    prompt: text('What do the two say to each other?'),
    readers: 'THERAPIST',
    voices: [
      { key: 'critic', label: text('The critic') },
      { key: 'ally', label: text('The ally') },
    ],
    begins: 'critic',
    most: 4,
    cues: [
      { voice: 'critic', text: text('What does it say?') },
      { voice: 'ally', text: text('What would an ally answer?') },
    ],
    neutral: {
      prompt: text('What do two sides of you say?'),
      voices: [
        { key: 'critic', label: text('One side') },
        { key: 'ally', label: text('The other side') },
      ],
      cues: [text('What does one side say?'), text('What does the other say?')],
    },
    ...overrides,
  }),
};

/** A step for each kind of block; what is for both at once waits until it is opened. */
export const stepOfEveryKind: Step[] = Object.values(block)
  .map((make) => make())
  .map((of, at) => ({
    key: `step-${at}`,
    blocks: [of],
    ...(of.kind === 'JOINT' ? { later: 'TOGETHER' as const } : {}),
  }));

/** An exercise with a few steps, as it would be written. */
export function writtenDefinition(overrides: Partial<ExerciseDefinition> = {}): ExerciseDefinition {
  return {
    formatVersion: 1,
    slug: 'sample',
    version: 1,
    focus: 'SELF_COMPASSION',
    tracks: ['HIGH_ACHIEVER'],
    minutes: 5,
    doorways: ['CRITIC_LOUD'],
    cautions: [],
    languages: ['en'],
    title: text('Sample'),
    summary: text('A sample.'),
    why: text('Because.'),
    sees: text('Everything.'),
    contraindications: text('None.'),
    cadence: text('Once.'),
    oneQuestion: text('How was it?'),
    smallest: 'breathe',
    steps: [
      { key: 'breathe', blocks: [block.body()] },
      { key: 'say', blocks: [block.text()] },
      { key: 'room', blocks: [block.choice()] },
      { key: 'rate', blocks: [block.scale()] },
      { key: 'tell', blocks: [block.long()] },
    ],
    ...overrides,
  };
}

/** The same, read by the format as a file would be. */
export function definitionOf(overrides: Partial<ExerciseDefinition> = {}): ExerciseDefinition {
  const parsed = parseDefinition(writtenDefinition(overrides));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.definition;
}
