import '@testing-library/jest-dom/jest-globals';
import { expect, it } from '@jest/globals';
import type { CardBlock } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import { renderBlock } from '../render-block.js';

const block: CardBlock = {
  key: 'two-words',
  kind: 'CARD',
  prompt: { en: 'Two words' },
  readers: 'ONLY_ME',
  paragraphs: [{ en: 'Guilt says: I did something.' }, { en: 'Shame says: I am something.' }],
  neutral: { prompt: { en: 'A word' }, paragraphs: [{ en: 'One of them is about a deed.' }] },
};

it('tells, and asks for nothing', () => {
  renderBlock(block);
  expect(screen.getByText('Guilt says: I did something.')).toBeVisible();
  expect(screen.getByText('Shame says: I am something.')).toBeVisible();
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

it('tells it in other words when the first felt wrong', () => {
  renderBlock(block, { feelsWrong: true });
  expect(screen.getByText('One of them is about a deed.')).toBeVisible();
  expect(screen.queryByText('Guilt says: I did something.')).not.toBeInTheDocument();
});
