import '@testing-library/jest-dom/jest-globals';
import { describe, expect, it } from '@jest/globals';
import type { SortBlock } from '@rejoin/domain';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock, renderRead } from '../render-block.js';

const block: SortBlock = {
  key: 'sorted',
  kind: 'SORT',
  prompt: { en: 'How is each of these for you?' },
  readers: 'THERAPIST',
  cards: [
    { key: 'tea', label: { en: 'A cup of tea' } },
    { key: 'own:A walk', label: { en: 'A walk' } },
  ],
  piles: [
    { key: 'works', label: { en: 'Works for me' } },
    { key: 'not-yet', label: { en: 'Not yet' } },
  ],
  neutral: { prompt: { en: 'How is it?' }, piles: [{ key: 'works', label: { en: 'All right' } }] },
};
const card = (name: string) => within(screen.getByRole('radiogroup', { name }));

describe('cards and piles', () => {
  it('lie on no pile at first, each card named for whoever listens', () => {
    renderBlock(block);
    expect(screen.getAllByRole('radiogroup')).toHaveLength(2);
    screen.getAllByRole('radio').forEach((radio) => expect(radio).not.toBeChecked());
    expect(screen.queryByRole('button', { name: 'Leave this blank' })).not.toBeInTheDocument();
  });

  it('are put without dragging, put elsewhere, and taken back', async () => {
    const { value } = renderBlock(block);
    await userEvent.click(card('A cup of tea').getByRole('radio', { name: 'Works for me' }));
    await userEvent.click(card('A walk').getByRole('radio', { name: 'Works for me' }));
    expect(value()).toEqual({ placed: { tea: 'works', 'own:A walk': 'works' } });
    await userEvent.click(card('A cup of tea').getByRole('radio', { name: 'Not yet' }));
    expect(value()).toEqual({ placed: { tea: 'not-yet', 'own:A walk': 'works' } });
    expect(card('A cup of tea').getByRole('radio', { name: 'Not yet' })).toBeChecked();
    await userEvent.click(screen.getByRole('button', { name: 'Leave this blank' }));
    expect(value()).toBeUndefined();
  });

  it('work by keyboard, a card at a time', async () => {
    const { value } = renderBlock(block);
    await userEvent.tab();
    await userEvent.keyboard(' {ArrowRight}');
    await userEvent.tab();
    await userEvent.keyboard(' ');
    expect(value()).toEqual({ placed: { tea: 'not-yet', 'own:A walk': 'works' } });
  });

  it('let go of cards that are no longer there', async () => {
    const { value } = renderBlock(block, { value: { placed: { 'own:A song': 'works', tea: 'works' } } });
    await userEvent.click(card('A walk').getByRole('radio', { name: 'Not yet' }));
    expect(value()).toEqual({ placed: { tea: 'works', 'own:A walk': 'not-yet' } });
  });

  it('keep their places when the words turn neutral', () => {
    renderBlock(block, { value: { placed: { tea: 'works' } }, feelsWrong: true });
    expect(card('A cup of tea').getByRole('radio', { name: 'All right' })).toBeChecked();
    expect(card('A cup of tea').getByRole('radio', { name: 'Not yet' })).not.toBeChecked();
  });

  it('say where cards come from when there are none', () => {
    const { cards: _, ...bare } = block;
    renderBlock({ ...bare, from: 'ways' });
    expect(
      screen.getByText('There is nothing to sort yet. The cards come from what you chose before.'),
    ).toBeVisible();
    expect(screen.queryByRole('radio')).not.toBeInTheDocument();
  });
});

it('reads pile by pile, and says no number', () => {
  const { container } = renderRead({
    kind: 'SORT',
    wording: 'How is each of these for you?',
    language: 'en',
    value: {
      piles: [
        { key: 'works', label: 'Works for me', cards: ['A cup of tea', 'A walk'] },
        { key: 'not-yet', label: 'Not yet', cards: ['A joke'] },
      ],
    },
  });
  expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
    'Works for me',
    'Not yet',
  ]);
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'A cup of tea',
    'A walk',
  ]);
  expect(screen.getByText('A joke')).toBeVisible();
  expect(container).not.toHaveTextContent(/\d/);
});
