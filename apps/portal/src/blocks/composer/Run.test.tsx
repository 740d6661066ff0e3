import '@testing-library/jest-dom/jest-globals';
import { describe, expect, it } from '@jest/globals';
import type { BlockOf } from '@rejoin/domain';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock, renderRead } from '../render-block.js';

const block: BlockOf<'COMPOSER'> = {
  key: 'return',
  kind: 'COMPOSER',
  prompt: { en: 'What could you say to come back?' },
  readers: 'THERAPIST',
  mode: 'PARENT',
  starters: [
    { key: 'tone', label: { en: 'My tone' }, slot: 'did', opening: { en: 'My voice came out hard when' } },
    { key: 'need', label: { en: 'A need' }, slot: 'did', opening: { en: 'I did not see that' } },
    { key: 'again', label: { en: 'Another go' }, slot: 'back', opening: { en: 'I would like to try' } },
  ],
  neutral: {
    prompt: { en: 'What could show that you are back?' },
    labels: { back: { en: 'A small sign' } },
    starters: [
      { key: 'sign', label: { en: 'Without words' }, slot: 'back', opening: { en: 'I could show it by' } },
    ],
  },
};
const did = () => screen.getByRole('textbox', { name: 'What I did' });
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

describe('a statement', () => {
  it('has three parts with soft labels, none preset, and says it can stay short', () => {
    renderBlock(block);
    expect(screen.getAllByRole('textbox')).toHaveLength(3);
    screen.getAllByRole('textbox').forEach((field) => expect(field).toHaveValue(''));
    expect(screen.getByText('This can stay short. Each part can stay empty.')).toBeInTheDocument();
  });

  it('keeps what is typed in each part, and nothing of what is taken out again', async () => {
    const { value } = renderBlock(block);
    await userEvent.type(did(), ' I shouted. ');
    await userEvent.type(screen.getByRole('textbox', { name: 'Coming back' }), 'Tea?');
    expect(value()).toEqual({ did: ' I shouted. ', back: 'Tea?' });
    await userEvent.clear(did());
    expect(value()).toEqual({ back: 'Tea?' });
    await userEvent.clear(screen.getByRole('textbox', { name: 'Coming back' }));
    expect(value()).toBeUndefined();
  });

  it('takes the caret only where there are no ways to begin', () => {
    renderBlock(block);
    expect(document.body).toHaveFocus();
  });

  it('counts each part by itself', async () => {
    renderBlock({ ...block, limit: 10 });
    await userEvent.type(did(), 'x'.repeat(12));
    expect(screen.getByRole('status')).toHaveTextContent('2 characters more than fit here');
  });
});

describe('ways to begin', () => {
  it('start with one’s own words', () => {
    renderBlock(block);
    const ways = within(screen.getByRole('group', { name: 'Ways to begin' })).getAllByRole('button');
    expect(ways.map(({ textContent }) => textContent)).toEqual([
      'In my own words',
      'My tone',
      'A need',
      'Another go',
    ]);
  });

  it('open a part with half a sentence and put the caret behind it', async () => {
    const { value } = renderBlock(block);
    await press('My tone');
    expect(did()).toHaveFocus();
    await userEvent.keyboard('you asked me.');
    expect(value()).toEqual({ did: 'My voice came out hard when you asked me.' });
  });

  it('give way to each other while nothing was changed', async () => {
    const { value } = renderBlock(block);
    await press('My tone');
    await press('A need');
    expect(value()).toEqual({ did: 'I did not see that ' });
    await press('Another go');
    expect(value()).toEqual({ back: 'I would like to try ' });
    await press('In my own words');
    expect(value()).toBeUndefined();
    expect(did()).toHaveFocus();
  });

  it('never touch words of one’s own', async () => {
    const { value } = renderBlock(block, { value: { did: 'I shouted.' } });
    await press('My tone');
    await press('My tone');
    expect(value()).toEqual({ did: 'I shouted.\nMy voice came out hard when ' });
    await press('In my own words');
    expect(value()).toEqual({ did: 'I shouted.\nMy voice came out hard when ' });
    expect(screen.getByRole('textbox', { name: 'What it may have been like' })).toHaveFocus();
  });

  it('work by keyboard', async () => {
    renderBlock(block);
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(did()).toHaveValue('My voice came out hard when ');
  });

  it('have their neutral form, which also takes back what the first one put there', async () => {
    const { value } = renderBlock(block, {
      value: { did: 'My voice came out hard when ' },
      feelsWrong: true,
    });
    expect(screen.queryByRole('button', { name: 'My tone' })).not.toBeInTheDocument();
    await press('Without words');
    expect(screen.getByRole('textbox', { name: 'A small sign' })).toHaveFocus();
    expect(value()).toEqual({ back: 'I could show it by ' });
  });

  it('are not there where an exercise offers none', () => {
    renderBlock({ ...block, starters: [] });
    expect(screen.queryByRole('group')).not.toBeInTheDocument();
    expect(did()).toHaveFocus();
  });
});

it('a kept statement reads part by part, each under its label', () => {
  const slots = [
    { key: 'did', label: 'What I did', text: 'I shouted.' },
    { key: 'back', label: 'Coming back', text: 'Tea?' },
  ];
  renderRead({ kind: 'COMPOSER', wording: 'The question?', value: { slots }, language: 'en' });
  expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
    'What I did',
    'Coming back',
  ]);
  expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual([
    'I shouted.',
    'Tea?',
  ]);
});
