import { describe, expect, it } from '@jest/globals';
import {
  asksSteadyFirst,
  blocksIn,
  confidenceEnds,
  type DraftBody,
  emptyDraftBody,
  exercisesOf,
  type ExerciseDefinition,
  fixedParagraphs,
  inSitting,
  laterSittings,
  parseDefinition,
  parseDocument,
  parseProgram,
  pressureWords,
  type ProgramDefinition,
  proseMaySay,
  quotedKeys,
  readingAge,
  reservedWording,
  type Role,
  sentencesOver,
  type Sitting,
  type Step,
  textsIn,
  type Translatable,
  translated,
  visibleSteps,
  wordsOutOfTone,
} from './index.js';
import { forClinicians, libraryFiles, textsForClients } from './testing/library.js';

const exercises = libraryFiles();
const checkIns = libraryFiles('check-ins/');

describe.each([...exercises, ...checkIns])('%s', (name, content) => {
  const parsed = parseDefinition(content);
  const texts = textsForClients(content);

  it('fits the format, under its own name', () => {
    expect(parsed).toMatchObject({ ok: true, definition: { slug: name.replace('.yaml', '') } });
  });

  it('presses nobody', () => {
    expect(textsIn(content).flatMap(({ text }) => pressureWords(text.en, proseMaySay))).toEqual([]);
  });

  it('speaks in short, simple sentences', () => {
    expect(texts.flatMap(({ en }) => sentencesOver(en))).toEqual([]);
    expect(readingAge(texts.map(({ en }) => en).join('\n'))).toBeLessThanOrEqual(12);
  });

  it('asks one question a screen', () => {
    const many = texts.filter(
      ({ path, en }) => path.includes('prompt') && (en.match(/\?/g) ?? []).length > 1,
    );
    expect(many).toEqual([]);
  });

  it('has neutral words wherever it may flood or feel too kind', () => {
    if (!parsed.ok) throw new Error('does not parse');
    const { definition } = parsed;
    const needsNeutral = asksSteadyFirst(definition) || definition.cautions.includes('CRIT');
    const blocks = definition.steps.flatMap((step) => step.blocks);
    const bare = blocks.filter((block) => block.neutral === undefined).map(({ key }) => key);
    expect(needsNeutral ? bare : []).toEqual([]);
  });
});

const programs = libraryFiles('programs/');
const isForTwo = ({ for: care }: ProgramDefinition) => care === 'COUPLE';
/** Exercises and check-ins, by name: what a program may be made of. */
const pieces = new Map(
  [...exercises, ...checkIns].flatMap(([name, content]) => {
    const parsed = parseDefinition(content);
    return parsed.ok ? [[name.replace('.yaml', ''), parsed.definition] as const] : [];
  }),
);

describe.each(programs)('program %s', (name, content) => {
  const parsed = parseProgram(content);
  const forClient = textsForClients(content).map(({ en }) => en);

  it('fits the format, under its own name', () => {
    expect(parsed).toMatchObject({ ok: true, program: { slug: name.replace('.yaml', '') } });
  });

  it('presses nobody, in short, simple sentences', () => {
    expect(textsIn(content).flatMap(({ text }) => pressureWords(text.en, proseMaySay))).toEqual([]);
    expect(forClient.flatMap((text) => sentencesOver(text))).toEqual([]);
    expect(readingAge(forClient.join('\n'))).toBeLessThanOrEqual(12);
  });

  it('is made of exercises that are there, in every language it names', () => {
    const { languages, weeks } = program(name.replace('.yaml', ''));
    const given = weeks.flatMap((week) => exercisesOf(week).map(({ slug }) => slug));
    expect(given.filter((slug) => !pieces.has(slug))).toEqual([]);
    const short = given.filter((slug) => languages.some((one) => !pieces.get(slug)?.languages.includes(one)));
    expect(short).toEqual([]);
  });

  it('begins with oneself, and says that a week waits', () => {
    const { weeks, why } = program(name.replace('.yaml', ''));
    const first = exercise(weeks[0]?.exercises[0]?.slug ?? '');
    const [step] = first.steps;
    expect(first.focus === 'SELF_COMPASSION' || step?.blocks[0]?.readers === 'ONLY_ME').toBe(true);
    expect(why.en).toContain('Each week waits until');
  });
});

it('gives a couple only what a couple may do, and tells beforehand what may become of it', () => {
  for (const { why, weeks } of programs
    .map(([name]) => program(name.replace('.yaml', '')))
    .filter(isForTwo)) {
    expect(why.en).toContain('Some are opened, some only talked about, some stay yours.');
    const together = weeks.filter((week) => week.together === true && week.exercises.length > 0);
    const without = together.filter(
      ({ exercises }) =>
        !exercises.some(({ slug }) => exercise(slug).steps.some(({ later }) => later === 'TOGETHER')),
    );
    expect(without.map(({ key }) => key)).toEqual([]);
  }
});

it('sends a parent to the therapist first when someone was hurt, before and above anything else', () => {
  const words = 'If someone was hurt or badly frightened, talk to your therapist first.';
  const texts = [
    exercise('after-a-blow-up'),
    exercise('the-week-around-it'),
    program('coming-back-as-a-parent'),
  ];
  for (const { why, contraindications } of texts) {
    expect(why.en.startsWith(words)).toBe(true);
    expect(contraindications.en).toContain(words);
  }
});

it('keeps its tone to clients and clinicians alike', () => {
  const all = ['', 'check-ins/', 'documents/', 'programs/'].flatMap((part) => libraryFiles(part));
  const found = all.flatMap(([name, content]) =>
    textsIn(content).flatMap(({ path, text }) => wordsOutOfTone(text.en).map((word) => [name, path, word])),
  );
  expect(found).toEqual([]);
});

it('tells a parent beforehand what a therapist may have to do', () => {
  const silent = exercises
    .map(([name]) => exercise(name.replace('.yaml', '')))
    .filter(({ doorways }) => doorways.includes('WITH_MY_CHILD'))
    .filter(({ why }) => !why.en.includes('If a child may be in danger, your therapist may have to act.'));
  expect(silent.map(({ slug }) => slug)).toEqual([]);
});

it.each(checkIns)('check-in %s is a few ratings and lines, at one sitting', (_name, content) => {
  const parsed = parseDefinition(content);
  if (!parsed.ok) throw new Error('does not parse');
  const { definition } = parsed;
  expect(definition.form).toBe('CHECK_IN');
  expect(definition.steps.length).toBeLessThanOrEqual(4);
  expect(laterSittings(definition)).toEqual([]);
  expect(['SCALE', 'CHOICE', 'TEXT']).toEqual(
    expect.arrayContaining(blocksIn(definition).map(({ kind }) => kind)),
  );
  const readers = blocksIn(definition).map((block) => block.readers);
  expect(readers).toEqual(readers.map(() => 'THERAPIST'));
});

it('calls nothing else a check-in', () => {
  const forms = exercises.map(([name]) => exercise(name.replace('.yaml', '')).form ?? 'EXERCISE');
  expect(new Set(forms)).toEqual(new Set(['EXERCISE']));
});

describe.each(libraryFiles('documents/'))('document %s', (name, content) => {
  it('fits the format, under its own name', () => {
    // An earlier version stands beside the one of now.
    const key = name.replace(/(\.v\d+)?\.yaml$/, '');
    expect(parseDocument(content)).toMatchObject({ ok: true, document: { key } });
  });

  it('presses nobody, in short, simple sentences', () => {
    const texts = textsIn(content).map(({ text }) => text.en);
    expect(texts.flatMap((text) => pressureWords(text))).toEqual([]);
    expect(texts.flatMap((text) => sentencesOver(text))).toEqual([]);
    expect(readingAge(texts.join('\n'))).toBeLessThanOrEqual(12);
  });

  it('promises no reading by a day and names no telephone number', () => {
    const text = textsIn(content)
      .map(({ text }) => text.en)
      .join('\n');
    expect(text).not.toMatch(/\d/);
    expect(text).not.toMatch(/within|by (?:mon|tues|wednes|thurs|fri)day|the same day|soon/i);
  });
});

function exercise(name: string): ExerciseDefinition {
  const parsed = parseDefinition(new Map(exercises).get(`${name}.yaml`));
  if (!parsed.ok) throw new Error(`${name} does not parse`);
  return parsed.definition;
}

function program(name: string): ProgramDefinition {
  const parsed = parseProgram(new Map(programs).get(`${name}.yaml`));
  if (!parsed.ok) throw new Error(`${name} does not parse`);
  return parsed.program;
}

const keysOf = (steps: readonly Step[] | undefined) => steps?.map(({ key }) => key) ?? null;

describe('sittings', () => {
  it.each<[string, Sitting[], string[] | null, string[]]>([
    ['pause-before-the-spiral', [], null, []],
    ['own-it-kindly', ['NEXT_SESSION'], ['look-back'], ['next-step']],
    ['critic-and-ally', ['AFTER_21_DAYS'], ['deal-since'], ['deal']],
    ['letter-after-a-miss', ['AFTER_7_DAYS'], ['read-again'], ['letter']],
    ['guilt-or-shame', ['AFTER_5_DAYS'], ['action-check-5', 'action-check-5-why'], ['action']],
    ['good-enough-trial', ['AFTER_5_DAYS'], ['happened', 'came-true', 'protecting'], ['prediction', 'rule']],
    ['what-holds-me-up', ['WHEN_I_CHOOSE'], ['since'], ['small-stone']],
    ['after-a-blow-up', ['WHEN_I_CHOOSE'], ['since'], ['return']],
    ['the-old-contract', ['NEXT_SESSION'], ['other-side', 'new-clause', 'live-it'], ['promised', 'clauses']],
    ['name-impact-return', [], null, []],
    ['ways-back-in', [], null, []],
    ['pause-with-a-return-time', ['WHEN_I_CHOOSE'], ['since'], ['signal']],
    [
      'words-to-pattern',
      ['AFTER_7_DAYS', 'AFTER_21_DAYS', 'AFTER_42_DAYS'],
      ['if-then-check-7', 'if-then-check-7-why'],
      ['if-then'],
    ],
    ['rule-stays-tone-changes', ['WHEN_I_CHOOSE'], ['next-time'], ['plan']],
    [
      'the-week-around-it',
      ['WHEN_I_CHOOSE'],
      ['line-one', 'line-two', 'line-three', 'week', 'fear-now', 'way-back'],
      ['moment'],
    ],
    ['one-honest-return', ['WHEN_I_CHOOSE'], ['since'], ['return']],
    ['not-too-late-letter', ['NEXT_SESSION', 'AFTER_14_DAYS', 'AFTER_56_DAYS'], ['plan'], ['three-lines']],
    ['three-quiet-questions', [], null, []],
    ['it-did-not-land', [], null, []],
  ])('of %s', (name, sittings, later, quoted) => {
    const definition = exercise(name);
    expect(laterSittings(definition)).toEqual(sittings);
    const [sitting] = laterSittings(definition);
    if (sitting === undefined) return;
    expect(keysOf(inSitting(definition, sitting)?.steps)).toEqual(later);
    expect(quotedKeys(definition, sitting)).toEqual(quoted);
  });

  it('ask what became of a step only where one was named', () => {
    const definition = exercise('own-it-kindly');
    const words = [{ key: 'next-step', value: 'Write to Kim.' }];
    expect(keysOf(inSitting(definition, 'NEXT_SESSION', words)?.steps)).toEqual(['look-back']);
    expect(inSitting(definition, 'NEXT_SESSION', [])).toBeNull();
  });

  it('ask what became of a return only where it was not to be kept', () => {
    const definition = exercise('one-honest-return');
    const became = (decided: string) => {
      const value = { picked: [{ key: decided, label: decided }] };
      return keysOf(inSitting(definition, 'WHEN_I_CHOOSE', [{ key: 'decide', value }])?.steps);
    };
    expect(became('bring-it')).toEqual(['since']);
    expect(became('not-sent')).toBeNull();
  });

  it('look back on a trial only where one was thought of', () => {
    const definition = exercise('good-enough-trial');
    const after = (key: string, value: unknown) => inSitting(definition, 'AFTER_5_DAYS', [{ key, value }]);
    expect(after('rule', 'I reply at once.')).toBeNull();
    expect(keysOf(after('prediction', 'He will ask why.')?.steps)).toEqual([
      'happened',
      'came-true',
      'protecting',
    ]);
  });

  it('plan a new clause only once it is there', () => {
    const later = inSitting(exercise('the-old-contract'), 'NEXT_SESSION', []);
    if (later === null) throw new Error('nothing left');
    const shown = (answers: DraftBody['answers']) =>
      keysOf(visibleSteps(later, { ...emptyDraftBody(later, 'en'), answers }));
    expect(shown({})).toEqual(['other-side', 'new-clause']);
    expect(shown({ 'new-clause': 'I may rest.' })).toEqual(['other-side', 'new-clause', 'live-it']);
  });
});

const forCouples = exercises.flatMap(([name, content]) =>
  (content as { tracks: readonly string[] }).tracks.includes('COUPLE') ? [name.replace('.yaml', '')] : [],
);

describe.each(forCouples)('couple exercise %s', (name) => {
  const definition = exercise(name);
  const own = inSitting(definition, 'FIRST')?.steps ?? [];
  const together = definition.steps.filter(({ later }) => later === 'TOGETHER');

  it('needs an open gate', () => {
    expect(definition.tracks).toEqual(['COUPLE']);
    expect(definition.cautions).toContain('IPV');
    expect(definition.cautions).not.toContain('ACUTE');
  });

  it('begins and ends with something for oneself, which nobody else reads', () => {
    const readers = [own[0], own.at(-1)].map((step) => step?.blocks.map((block) => block.readers));
    expect(readers).toEqual([['ONLY_ME'], ['ONLY_ME']]);
  });

  it('leaves what is for both to the joint part, which nobody walks alone', () => {
    const kinds = (steps: readonly Step[]) => steps.flatMap(({ blocks }) => blocks.map(({ kind }) => kind));
    expect(kinds(own)).not.toContain('JOINT');
    expect(kinds(together).includes('JOINT')).toBe(together.length > 0);
    const walked = visibleSteps(definition, emptyDraftBody(definition, 'en'));
    expect(walked.filter((step) => together.some(({ key }) => key === step.key))).toEqual([]);
  });

  it('has another wording for everything it asks, and tells beforehand what may become of it', () => {
    expect(definition.steps.flatMap(({ blocks }) => blocks).filter(({ neutral }) => !neutral)).toEqual([]);
    expect(definition.why.en).toContain('Some are opened, some only talked about, some stay yours.');
  });
});

it.each([
  ['yes', ['safe', 'kind-line', 'happened', 'return', 'decide']],
  ['not-sure', ['safe', 'kind-line', 'kept']],
  ['no', ['safe', 'kind-line', 'kept']],
  [null, ['safe', 'kind-line', 'kept']],
])('looks for words to bring to somebody only where it is safe: %s', (safe, steps) => {
  const definition = inSitting(exercise('one-honest-return'), 'FIRST');
  if (definition === null) throw new Error('nothing asked');
  const answers: DraftBody['answers'] = safe === null ? {} : { safe: { picked: [safe] } };
  expect(keysOf(visibleSteps(definition, { ...emptyDraftBody(definition, 'en'), answers }))).toEqual(steps);
});

it.each<[string, Role, string[]]>([
  ['meant-and-landed', 'SPEAKER', ['for-me', 'moment', 'meant', 'guess', 'for-me-after']],
  ['meant-and-landed', 'LISTENER', ['for-me', 'moment', 'arrived', 'before-i-hear', 'for-me-after']],
  [
    'coming-back-late',
    'TO_TELL',
    ['for-me', 'name', 'ready', 'was-like', 'believe', 'stop-here', 'for-me-after'],
  ],
  [
    'coming-back-late',
    'TO_COME_BACK',
    ['for-me', 'name', 'ready', 'understand', 'not-understand', 'stop-here', 'for-me-after'],
  ],
])('%s asks %s for their own part alone', (name, role, steps) => {
  expect(keysOf(inSitting(exercise(name), 'FIRST', undefined, role)?.steps)).toEqual(steps);
});

it.each<[string, Role, string[]]>([
  ['not-now', 'TO_TELL', []],
  ['to-listen', 'TO_TELL', []],
  ['to-tell', 'TO_TELL', ['was-like', 'believe']],
  ['both', 'TO_COME_BACK', ['understand', 'not-understand']],
  ['to-tell', 'TO_COME_BACK', []],
])('goes near an old hurt only with somebody who says so: %s, %s', (ready, role, near) => {
  const definition = inSitting(exercise('coming-back-late'), 'FIRST', undefined, role);
  if (definition === null) throw new Error('nothing asked');
  const answers = { ready: { picked: [ready] } };
  const shown = keysOf(visibleSteps(definition, { ...emptyDraftBody(definition, 'en'), answers }));
  expect(shown).toEqual(['for-me', 'name', 'ready', ...near, 'stop-here', 'for-me-after']);
});

it('looks for no answer to a return from somebody who was afraid', () => {
  const definition = exercise('taking-in-a-repair');
  const shown = (picked: string[]) =>
    keysOf(
      visibleSteps(definition, {
        ...emptyDraftBody(definition, 'en'),
        answers: { offered: 'Tea.', 'in-the-way': { picked } },
      }),
    )?.slice(-3);
  expect(shown(['words'])).toEqual(['a-little-more', 'answer', 'for-me-after']);
  expect(shown(['words', 'afraid'])).toEqual(['in-the-way', 'afraid', 'for-me-after']);
});

it.each([
  ['name-impact-return', ['guarded', 'need-to-hear', 'guarded-after'], ['camera', 'return']],
  ['two-accounts', [], ['account', 'told-myself', 'other-chair']],
  ['meant-and-landed', ['before-i-hear'], ['moment', 'meant', 'guess', 'arrived']],
  ['taking-in-a-repair', ['got-through', 'in-the-way'], ['offered', 'a-little-more', 'answer']],
  ['coming-back-late', ['name', 'ready'], ['was-like', 'believe', 'understand', 'not-understand']],
  ['view-from-the-balcony', ['facts', 'hard-to-hold', 'one-occasion'], ['view']],
  ['weekly-return-log', ['contact', 'close', 'rough', 'got-through', 'way', 'where-now'], ['return']],
])('opens nothing of %s that was said to the therapist alone', (name, kept, mayOpen) => {
  const readers = new Map(blocksIn(exercise(name)).map((block) => [block.key, block.readers]));
  expect(kept.map((key) => readers.get(key))).toEqual(kept.map(() => 'THERAPIST'));
  expect(mayOpen.map((key) => readers.get(key))).toEqual(
    mayOpen.map(() => 'THERAPIST_AND_PARTNER_AFTER_OPENING'),
  );
});

it('asks how close somebody feels only where they met as partners, and not as parents apart', () => {
  const definition = exercise('weekly-return-log');
  const shown = (picked: string[]) =>
    keysOf(
      visibleSteps(definition, { ...emptyDraftBody(definition, 'en'), answers: { contact: { picked } } }),
    );
  expect(shown(['parents'])).not.toContain('close');
  expect(shown(['together', 'parents'])).toContain('close');
});

describe('a sorry', () => {
  const definition = exercise('one-clear-sorry');
  const shown = (anger: DraftBody['answers'][string] | undefined) =>
    keysOf(
      visibleSteps(definition, {
        ...emptyDraftBody(definition, 'en'),
        answers: { ...(anger === undefined ? {} : { anger }), sorries: 'For asking twice.' },
      }),
    );

  it('is looked at only where nobody is kept from getting angry by it', () => {
    expect(shown({ picked: ['no'] })).toEqual([
      'anger',
      'sorries',
      'harm',
      'one-sorry',
      'no-harm',
      'unclear',
    ]);
  });

  it.each<[string, DraftBody['answers'][string] | undefined]>([
    ['sometimes', { picked: ['sometimes'] }],
    ['yes', { picked: ['yes'] }],
    ['left unsaid', { picked: [], declined: true }],
    ['left blank', undefined],
  ])('can be kept for the session where the answer is %s', (_answer, anger) => {
    expect(shown(anger)).toEqual(['anger', 'for-the-session', 'sorries']);
  });
});

// Every sentence says `tú`, presses nobody and stays short; what only a clinician reads may be longer.
const translations = ['', 'check-ins/', 'programs/', 'documents/'].flatMap((under) => {
  const originals = new Map(libraryFiles(under));
  return libraryFiles(under, 'es').map(
    ([name, content]) => [`${under}${name}`, content, originals.get(name) as Translatable] as const,
  );
});

describe.each(translations)('in Spanish %s', (path, content, original) => {
  const done = translated(original, content);
  const texts = done.ok
    ? textsIn(done.content).map(({ path, text }) => ({ path, text: text['es'] ?? '' }))
    : [];
  const forClients = texts.filter(({ path }) => !forClinicians.test(path));

  it('has every word, in the place of the original and in its format', () => {
    expect(done).toMatchObject({ ok: true });
    const merged = done.ok ? done.content : undefined;
    const [folder] = path.split('/');
    const read = { documents: parseDocument, programs: parseProgram }[folder ?? ''] ?? parseDefinition;
    expect(read(merged)).toMatchObject({ ok: true });
  });

  it('presses nobody, in short sentences, with one question a screen', () => {
    expect(texts.flatMap(({ text }) => pressureWords(text, [], 'es'))).toEqual([]);
    expect(forClients.flatMap(({ text }) => sentencesOver(text, 20))).toEqual([]);
    const questions = forClients.filter(({ path }) => path.includes('prompt'));
    expect(questions.filter(({ text }) => (text.match(/\?/g) ?? []).length > 1)).toEqual([]);
    expect(texts.filter(({ text }) => text.split('¿').length !== text.split('?').length)).toEqual([]);
  });

  it('guesses at nobody’s gender or bond', () => {
    const guesses = /(?<!\p{L})(?:esposo|esposa|marido|mujer|novio|novia|[a-z]+o\/a|[a-z]+@s?)(?!\p{L})/iu;
    expect(texts.filter(({ text }) => guesses.test(text))).toEqual([]);
  });
});

it('never falls back to English in the words that the format itself asks in', () => {
  const checks = inSitting(exercise('guilt-or-shame'), 'AFTER_5_DAYS')?.steps;
  const own = textsIn([checks, reservedWording, confidenceEnds]).map(({ text }) => text);
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter(({ es }) => es === undefined)).toEqual([]);
});

it('promises in Spanish no reading by a day and names no telephone number', () => {
  const words = translations
    .filter(([path]) => path.startsWith('documents/'))
    .map(([, content]) => JSON.stringify((content as { texts: Record<string, string> }).texts));
  expect(words.map((text) => text.replace(/"paragraphs\.\d+"/g, '')).join('\n')).not.toMatch(
    /\d|dentro de|(?:el|este) (?:lunes|martes|miércoles|jueves|viernes)|el mismo día|pronto/i,
  );
});

describe.each(['agreement-no-secrets', 'agreement-limited-secrets'])('%s', (name) => {
  const parsed = parseDocument(new Map(libraryFiles('documents/')).get(`${name}.yaml`));
  // What a practice writes stands above them, and takes none of them away.
  const words = parsed.ok
    ? fixedParagraphs(parsed.document)
        .map(({ en }) => en)
        .join('\n')
    : '';

  it('says whether it permits, keeps safety out, tells screens from conduct, and what a record is', () => {
    expect(words).toMatch(/By saying yes( here)? you give (your|no) permission/);
    expect(words).toMatch(/fear, force or safety .*never brought in without your own yes/s);
    expect(words).toContain('What you write does not appear on another person');
    expect(words).toContain(
      'What you share becomes part of your record. A court may ask for records. You can keep words to yourself, or say them in the room.',
    );
    expect(words).toContain('You may change your mind.');
  });
});
