import '@testing-library/jest-dom/jest-globals';
import { describe, expect, it } from '@jest/globals';
import { pressureWords, sentencesOver } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import english from './messages/en.json' with { type: 'json' };
import { renderRead } from './render-block.js';

describe('a kept answer', () => {
  it.each<[string, unknown, string]>([
    ['TEXT', 'It is hard.', 'It is hard.'],
    ['LONG', 'A long story.', 'A long story.'],
    ['BODY', { done: true, place: 'On my chest' }, 'On my chest'],
    ['CHOICE', { picked: [{ key: 'some', label: 'Some' }] }, 'Some'],
    ['CHOICE', { picked: [], declined: true }, 'I would rather not say'],
    ['LETTER', { text: 'Dear one.' }, 'Dear one.'],
    ['LETTER', { written: true }, 'Written. The words stay with the person who wrote them.'],
    ['SCALE', { value: 0, low: 'open', high: 'closed' }, '0 on a line from 0 (open) to 10 (closed)'],
  ])('of kind %s stands under its question', (kind, value, words) => {
    renderRead({ kind, wording: 'The question as asked?', value, language: 'en' });
    expect(screen.getByRole('heading', { level: 3, name: 'The question as asked?' })).toBeInTheDocument();
    expect(screen.getByText(words)).toBeInTheDocument();
  });

  it('shows markup as the words it is', () => {
    renderRead({ kind: 'TEXT', wording: 'Q', value: '<img src=x onerror=alert(1)>', language: 'en' });
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeInTheDocument();
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });

  it.each([
    ['LULLABY', 'of a later version'],
    ['SCALE', 'not a rating'],
    ['TEXT', null],
  ])('of kind %s it cannot read says so calmly', (kind, value) => {
    renderRead({ kind, wording: 'Q', value, language: 'en' });
    expect(screen.getByText(/Nothing of it is lost/)).toBeInTheDocument();
  });
});

it('the blocks’ own words press nobody, in short sentences, each with a note for its translator', () => {
  const entries = Object.values(english);
  expect(entries.flatMap(({ message }) => pressureWords(message))).toEqual([]);
  expect(entries.flatMap(({ message }) => sentencesOver(message))).toEqual([]);
  expect(entries.filter(({ context }) => context.trim() === '')).toEqual([]);
});
