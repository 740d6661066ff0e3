import '@testing-library/jest-dom/jest-globals';
import { describe, expect, it } from '@jest/globals';
import type { SwitchBlock } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock, renderRead } from '../render-block.js';

const block: SwitchBlock = {
  key: 'voices',
  kind: 'SWITCH',
  prompt: { en: 'What do the two say?' },
  readers: 'THERAPIST',
  voices: [
    { key: 'critic', label: { en: 'the critic' } },
    { key: 'ally', label: { en: 'the ally' } },
  ],
  begins: 'critic',
  most: 3,
  cues: [
    { voice: 'critic', text: { en: 'What does it say?' } },
    { voice: 'critic', text: { en: 'What does it fear?' } },
    { voice: 'ally', text: { en: 'What would an ally answer?' } },
  ],
  neutral: {
    prompt: { en: 'What do two sides say?' },
    voices: [
      { key: 'critic', label: { en: 'one side' } },
      { key: 'ally', label: { en: 'the other side' } },
    ],
  },
};
const { cues: _, ...free } = block;
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const two = {
  turns: [
    { voice: 'critic', text: 'You will fail.' },
    { voice: 'ally', text: 'Then we see.' },
  ],
};

describe('two voices', () => {
  it('begin with the one the exercise names, and what the turn may be about', async () => {
    const { value } = renderBlock(block);
    const field = screen.getByRole('textbox', { name: 'the critic, turn 1' });
    expect(field).toHaveFocus();
    expect(field).toHaveAccessibleDescription('What does it say?');
    await userEvent.type(field, 'Again?');
    expect(value()).toEqual({ turns: [{ voice: 'critic', text: 'Again?' }] });
    await userEvent.clear(field);
    expect(value()).toBeUndefined();
  });

  it('hand over by a button, in the order of the cues, with the caret in the next turn', async () => {
    const { value } = renderBlock(block);
    await userEvent.keyboard('You will fail.');
    await press('Now: the critic');
    const second = screen.getByRole('textbox', { name: 'the critic, turn 2' });
    expect(second).toHaveFocus();
    expect(second).toHaveAccessibleDescription('What does it fear?');
    await userEvent.keyboard('Shame.');
    await press('Now: the ally');
    expect(screen.getByRole('textbox', { name: 'the ally, turn 3' })).toHaveFocus();
    await userEvent.keyboard('I am here.');
    expect(value()).toEqual({
      turns: [
        { voice: 'critic', text: 'You will fail.' },
        { voice: 'critic', text: 'Shame.' },
        { voice: 'ally', text: 'I am here.' },
      ],
    });
    expect(screen.queryByRole('button', { name: /^Now/ })).not.toBeInTheDocument();
  });

  it('take turns without cues, and either may take any turn', async () => {
    const { value } = renderBlock(free);
    await userEvent.keyboard('A');
    await press('Now: the ally');
    await press('the critic speaks here instead');
    expect(screen.getByRole('textbox', { name: 'the critic, turn 2' })).toHaveFocus();
    await userEvent.keyboard('B');
    await press('the ally speaks here instead');
    expect(value()).toEqual({
      turns: [
        { voice: 'critic', text: 'A' },
        { voice: 'ally', text: 'B' },
      ],
    });
  });

  it('can be changed at any turn, and one that is emptied goes', async () => {
    const { value } = renderBlock(free, { value: two });
    await press('Change turn 1: the critic');
    const first = screen.getByRole('textbox', { name: 'the critic, turn 1' });
    expect(first).toHaveFocus();
    expect(first).toHaveValue('You will fail.');
    await userEvent.clear(first);
    await press('Back to the last turn');
    expect(value()).toEqual({ turns: [two.turns[1]] });
    expect(screen.getByText('Then we see.')).toBeInTheDocument();
  });

  it('say when there is no more room, and stay as they are', () => {
    renderBlock(free, { value: { turns: [...two.turns, ...two.turns.slice(0, 1)] } });
    expect(
      screen.getByText('That is all the room there is here. You can still change each turn.'),
    ).toBeVisible();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('are read through one turn at a time, by keyboard alone, each told to whoever listens', async () => {
    renderBlock(free, { value: two });
    await press('Read it through, turn by turn');
    expect(screen.getByRole('status')).toHaveTextContent('Turn 1 of 2the criticYou will fail.');
    expect(screen.getByRole('button', { name: 'The next turn' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('Turn 2 of 2the allyThen we see.');
    await press('The turn before');
    expect(screen.getByRole('status')).toHaveTextContent('Turn 1 of 2');
    await press('Back to writing');
    expect(screen.getByRole('textbox', { name: 'the critic, turn 3' })).toBeInTheDocument();
  });

  it('keep their turns under other names when the first wording felt wrong', () => {
    renderBlock(free, { value: two, feelsWrong: true });
    expect(screen.getAllByText('one side')).toHaveLength(2);
    expect(screen.getByText('Then we see.')).toBeVisible();
    expect(screen.getByRole('textbox', { name: 'one side, turn 3' })).toBeInTheDocument();
  });
});

it('reads in order, each turn under the name of its voice, told apart without colour', () => {
  const { container } = renderRead({
    kind: 'SWITCH',
    wording: 'What do the two say?',
    language: 'en',
    value: {
      voices: [
        { key: 'critic', label: 'the critic' },
        { key: 'ally', label: 'the ally' },
      ],
      turns: [two.turns[1], two.turns[0]],
    },
  });
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'the allyThen we see.',
    'the criticYou will fail.',
  ]);
  const sides = [...container.querySelectorAll('[data-voice]')].map((turn) =>
    turn.getAttribute('data-voice'),
  );
  expect(sides).toEqual(['other', 'one']);
});
