import '@testing-library/jest-dom/jest-globals';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Block } from '@rejoin/domain';
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock } from '../render-block.js';

const block: Block = {
  key: 'breaths',
  kind: 'BODY',
  prompt: { en: 'Take slow breaths.' },
  readers: 'ONLY_ME',
  breaths: 3,
  fewest: 2,
  most: 4,
  inSeconds: 4,
  outSeconds: 6,
  places: [{ key: 'chest', label: { en: 'On my chest' } }],
  eyesOpen: { en: 'Your eyes can stay open.' },
  inWords: { en: 'Count to four, then to six.' },
  neutral: {
    prompt: { en: 'Feel your feet.' },
    places: [{ key: 'feet', label: { en: 'My feet' } }],
    inWords: { en: 'Notice where it touches you.' },
  },
};

const pass = (seconds: number) => act(() => jest.advanceTimersByTime(seconds * 1_000));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const turn = () => screen.getByRole('status').textContent;

describe('the breathing circle', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('starts only by a tap, says each turn, and ends by itself', () => {
    const { value } = renderBlock(block);
    pass(60);
    expect(turn()).toBe('');
    press('Start the circle');
    expect(turn()).toBe('Breathe in');
    expect(screen.getByText('Breath 1 of 3')).toBeInTheDocument();
    expect(screen.getByText('Your eyes can stay open.')).toBeInTheDocument();
    pass(4);
    expect(turn()).toBe('Breathe out');
    pass(6);
    expect(screen.getByText('Breath 2 of 3')).toBeInTheDocument();
    for (const seconds of [4, 6, 4]) pass(seconds);
    expect(value()).toBeUndefined();
    pass(6);
    expect(turn()).toBe('That was the last one. Stay as long as you like.');
    expect(value()).toEqual({ done: true });
    expect(screen.getByRole('checkbox', { name: 'I took a moment for this' })).toBeChecked();
  });

  it('keeps its pace while the screen around it is drawn anew', () => {
    renderBlock(block);
    press('Start the circle');
    pass(3);
    fireEvent.click(screen.getByRole('checkbox', { name: 'I took a moment for this' }));
    pass(1);
    expect(turn()).toBe('Breathe out');
  });

  it('stops at any breath and leaves nothing behind', () => {
    const { value } = renderBlock(block);
    press('Start the circle');
    pass(5);
    press('Stop');
    pass(60);
    expect(turn()).toBe('');
    expect(value()).toBeUndefined();
  });

  it('can be made shorter or longer within its range', () => {
    renderBlock(block);
    expect(screen.getByText('3 breaths, about 30 seconds')).toBeInTheDocument();
    press('Fewer breaths');
    expect(screen.getByText('2 breaths, about 20 seconds')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Fewer breaths' })).toBeDisabled();
    press('More breaths');
    press('More breaths');
    expect(screen.getByText('4 breaths, about 40 seconds')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'More breaths' })).toBeDisabled();
  });
});

describe('without the circle', () => {
  it('is there in words and done by a tick, which can be taken back', async () => {
    const { value } = renderBlock(block);
    await userEvent.click(screen.getByText('In words, without the circle'));
    expect(screen.getByText('Count to four, then to six.')).toBeVisible();
    const tick = screen.getByRole('checkbox', { name: 'I took a moment for this' });
    await userEvent.click(tick);
    expect(value()).toEqual({ done: true });
    await userEvent.click(tick);
    expect(value()).toBeUndefined();
  });

  it('takes a place for the hand, or none', async () => {
    const { value } = renderBlock(block, { value: { done: true } });
    await userEvent.click(screen.getByText('Where did a hand rest?', { selector: 'summary' }));
    expect(screen.getByRole('radio', { name: 'None of these' })).toBeChecked();
    await userEvent.click(screen.getByRole('radio', { name: 'On my chest' }));
    expect(value()).toEqual({ done: true, place: 'chest' });
    await userEvent.click(screen.getByRole('radio', { name: 'None of these' }));
    expect(value()).toEqual({ done: true });
  });

  it('asks for no breath and no touch in its neutral form', async () => {
    renderBlock(block, { feelsWrong: true });
    expect(screen.queryByRole('button', { name: 'Start the circle' })).not.toBeInTheDocument();
    expect(screen.getByText('Notice where it touches you.')).toBeVisible();
    await userEvent.click(screen.getByText('What did you turn to?', { selector: 'summary' }));
    expect(screen.getByRole('radio', { name: 'My feet' })).toBeVisible();
    expect(screen.queryByRole('radio', { name: 'On my chest' })).not.toBeInTheDocument();
  });
});
