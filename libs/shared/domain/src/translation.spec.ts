import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseDefinition } from './exercise/index.js';
import { anyDefinition } from './testing/arbitraries.js';
import { block, definitionOf, text } from './testing/definitions.js';
import { textsIn } from './texts-in.js';
import { translated } from './translation.js';

const definition = definitionOf({
  slug: 'one',
  smallest: 'breathe',
  title: text('A title'),
  steps: [
    { key: 'breathe', blocks: [block.body({ places: [{ key: 'chest', label: text('On my chest') }] })] },
    {
      key: 'room',
      blocks: [block.choice({ options: ['no', 'yes'].map((key) => ({ key, label: text(key) })) })],
    },
  ],
});

/** What a translator would hand in: the words of every place that is asked for, until none is. */
function translationOf(content: typeof definition, changes: Record<string, unknown> = {}) {
  const blank = { slug: content.slug, version: content.version, language: 'nl', texts: {} };
  const first = translated(content, blank);
  const places = first.ok ? [] : first.problems.map(({ path }) => path.replace('texts.', ''));
  const texts = Object.fromEntries(places.map((place) => [place, `nl ${place.slice(-60)}`]));
  return { ...blank, texts, ...changes };
}

describe('translated', () => {
  it('puts each word in its place and names the language', () => {
    const done = translated(definition, translationOf(definition));
    expect(done).toMatchObject({
      ok: true,
      content: {
        languages: [...definition.languages, 'nl'],
        title: { en: 'A title', nl: 'nl title' },
        steps: [
          { blocks: [{ places: [{ label: { nl: 'nl steps.breathe.blocks.breaths.places.chest.label' } }] }] },
          {
            blocks: [
              { options: [{}, { label: { en: 'yes', nl: 'nl steps.room.blocks.room.options.yes.label' } }] },
            ],
          },
        ],
      },
    });
    expect(done.ok && parseDefinition(done.content).ok).toBe(true);
  });

  it('finds a place again when the order has changed, and counts where there are no keys', () => {
    const steps = definition.steps.toReversed();
    const turned = { ...definition, steps };
    const done = translated(turned, translationOf(definition));
    expect(done).toMatchObject({ ok: true, content: { steps: [{ key: 'room' }, { key: 'breathe' }] } });
    const document = { key: 'help', version: 1, languages: ['en'], paragraphs: [text('One.'), text('Two.')] };
    const texts = { 'paragraphs.0': 'Een.', 'paragraphs.1': 'Twee.' };
    expect(translated(document, { key: 'help', version: 1, language: 'nl', texts })).toMatchObject({
      ok: true,
      content: { paragraphs: [{ nl: 'Een.' }, { nl: 'Twee.' }] },
    });
  });

  const { title: _, ...untitled } = translationOf(definition).texts;
  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['a text too few', { texts: untitled }, 'texts.title', /missing/],
    [
      'a text too many',
      { texts: { ...translationOf(definition).texts, more: 'x' } },
      'texts.more',
      /no text/,
    ],
    ['an empty text', { texts: { ...untitled, title: ' ' } }, 'texts.title', /empty/],
    ['another exercise', { slug: 'two' }, 'slug', /should be one/],
    ['a document', { key: 'one' }, 'key', /left out/],
    ['another version', { version: 2 }, 'version', /should be 1/],
    ['the original', { language: 'en' }, 'language', /original/],
    ['a language that is there', { language: 'es' }, 'language', /repeats/],
    ['more than it knows', { author: 'x' }, '', /nobody knows: author/],
  ])('refuses %s, with its place', (_name, changes, path, message) => {
    const both = { ...definition, languages: ['en', 'es'] };
    const outcome = translated(both, translationOf(definition, changes));
    const problems = outcome.ok ? [] : outcome.problems;
    expect(problems).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it('leaves no exercise of the format with a word in English alone', () => {
    fc.assert(
      fc.property(anyDefinition, (written) => {
        const done = translated(written, translationOf(written));
        if (!done.ok) throw new Error(JSON.stringify(done.problems));
        expect(parseDefinition(done.content)).toMatchObject({ ok: true });
        expect(textsIn(done.content).filter((found) => found.text['nl'] === undefined)).toEqual([]);
        expect(written.languages).not.toContain('nl');
      }),
      { numRuns: 100 },
    );
  });
});
