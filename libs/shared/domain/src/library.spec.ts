import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import {
  asksSteadyFirst,
  parseDefinition,
  parseDocument,
  pressureWords,
  readingAge,
  sentencesOver,
  textsIn,
} from './index.js';

// The library is content without code and depends on nothing; the format that it must fit checks it from here.
const folder = new URL('../../library/en/', import.meta.url);
const read = (from: URL) =>
  readdirSync(from)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, parse(readFileSync(new URL(name, from), 'utf8')) as unknown] as const);

const forClinicians = /^(summary|sees|contraindications|cadence|oneQuestion)$/;

describe.each(read(folder))('exercise %s', (name, content) => {
  const parsed = parseDefinition(content);
  const texts = textsIn(content).filter(({ path }) => !forClinicians.test(path));

  it('fits the format, under its own name', () => {
    expect(parsed).toMatchObject({ ok: true, definition: { slug: name.replace('.yaml', '') } });
  });

  it('presses nobody', () => {
    expect(textsIn(content).flatMap(({ text }) => pressureWords(text.en))).toEqual([]);
  });

  it('speaks in short, simple sentences', () => {
    expect(texts.flatMap(({ text }) => sentencesOver(text.en))).toEqual([]);
    expect(readingAge(texts.map(({ text }) => text.en).join('\n'))).toBeLessThanOrEqual(12);
  });

  it('asks one question a screen', () => {
    const many = texts.filter(
      ({ path, text }) => path.includes('prompt') && (text.en.match(/\?/g) ?? []).length > 1,
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

it('sends a parent to the therapist first when someone was hurt, before and above anything else', () => {
  const content = new Map(read(folder)).get('after-a-blow-up.yaml');
  const parsed = parseDefinition(content);
  if (!parsed.ok) throw new Error('does not parse');
  const words = 'If someone was hurt or badly frightened, talk to your therapist first.';
  expect(parsed.definition.why.en.startsWith(words)).toBe(true);
  expect(parsed.definition.contraindications.en).toContain(words);
});

describe.each(read(new URL('documents/', folder)))('document %s', (name, content) => {
  it('fits the format, under its own name', () => {
    expect(parseDocument(content)).toMatchObject({ ok: true, document: { key: name.replace('.yaml', '') } });
  });

  it('presses nobody, in short, simple sentences', () => {
    const texts = textsIn(content).map(({ text }) => text.en);
    expect(texts.flatMap(pressureWords)).toEqual([]);
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
