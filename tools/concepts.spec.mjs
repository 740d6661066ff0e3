// @ts-check
// docs/concepts.md is true: every idea has its places, each is there, and each says what it is said to say.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { concepts, conceptsPage, faults, page } from './concepts.mjs';

test('there are 94 ideas, 41 of parents and 53 of adults, each of them once', () => {
  const { A, B } = concepts();
  assert.deepEqual([A.length, B.length], [41, 53]);
  assert.equal(new Set([...A, ...B].map(({ idea }) => idea)).size, 94);
});

test('every place is there, and says what it is said to say', () => assert.deepEqual(faults(), []));

test('an idea whose only place lies ahead is rare', () => {
  const { A, B } = concepts();
  const ahead = [...A, ...B].filter((concept) => concept.in.every(({ later }) => later !== undefined));
  assert.deepEqual(
    ahead.map(({ idea }) => idea),
    ['Invitations to therapy, to couples work, to a first appointment.'],
  );
});

test('what lies ahead is waited for by some idea', () => {
  const { later, A, B } = concepts();
  const waitedFor = new Set([...A, ...B].flatMap((concept) => concept.in.map((place) => place.later)));
  assert.deepEqual(
    Object.keys(later).filter((key) => !waitedFor.has(key)),
    [],
  );
});

/** @type {[string, import('./concepts.mjs').Place, RegExp][]} */
const untrue = [
  ['an exercise that is not there', { exercise: 'no-such' }, /there is no libs.*no-such/],
  ['a step that is not there', { exercise: 'own-it-kindly', step: 'no-such' }, /there is no no-such among/],
  ['a text that is not there', { exercise: 'own-it-kindly', text: 'no-such' }, /has no text no-such/],
  ['a week that is not there', { program: 'an-older-hurt', week: 'no-such' }, /there is no no-such among/],
  ['words that are not there', { document: 'safety', says: 'All is well.' }, /does not say “All is well.”/],
  [
    'words of another step',
    { exercise: 'own-it-kindly', step: 'own', says: 'What was your part' },
    /does not say/,
  ],
  ['a sentence nobody says', { message: 'my/no.such' }, /no message my\/no.such/],
  ['a test that is none', { test: 'README.md', name: 'Rejoin' }, /is no test/],
  ['a test nobody wrote', { test: 'tools/marks.spec.mjs', name: 'no such' }, /no test named/],
  ['something ahead that is not', { later: 'one-day' }, /nothing is later/],
  ['a kind of place nobody knows', { dream: 'of-it' }, /no place is called dream/],
];

for (const [what, place, fault] of untrue)
  test(`${what} is told`, () => {
    const later = { ahead: 'Something that the roadmap does not name' };
    const [told = ''] = faults({ later, A: [{ idea: 'One', in: [place] }], B: [] });
    assert.match(told, fault);
  });

test('what is there by now is told', () => {
  const later = { ahead: 'Something that the roadmap does not name' };
  assert.match(
    faults({ later, A: [{ idea: 'One', in: [{ later: 'ahead' }] }], B: [] })[0] ?? '',
    /is it there by now/,
  );
});

test('an idea without a place is told', () => {
  assert.deepEqual(faults({ later: {}, A: [], B: [{ idea: 'One', in: [] }] }), ['B1: has no place']);
});

// To bring the page up to date: node tools/concepts.mjs
test('the page is what they are now', async () => {
  assert.equal(readFileSync(new URL(`../${page}`, import.meta.url), 'utf8'), await conceptsPage());
});
