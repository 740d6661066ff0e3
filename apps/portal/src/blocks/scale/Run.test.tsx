import '@testing-library/jest-dom/jest-globals';
import { expect, it } from '@jest/globals';
import type { Block } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock } from '../render-block.js';

const block: Block = {
  key: 'guarded',
  kind: 'SCALE',
  prompt: { en: 'How guarded are you?' },
  readers: 'THERAPIST',
  low: { en: 'open' },
  high: { en: 'closed' },
};

it('a scale has no preset, names its ends, and takes zero as an answer', async () => {
  const { value } = renderBlock(block);
  const steps = screen.getAllByRole('radio');
  expect(steps).toHaveLength(11);
  steps.forEach((step) => expect(step).not.toBeChecked());
  await userEvent.click(screen.getByRole('radio', { name: '0 of 10, open' }));
  expect(value()).toBe(0);
  expect(screen.getByRole('radio', { name: '10 of 10, closed' })).not.toBeChecked();
});

it('a scale can be left blank again', async () => {
  const { value } = renderBlock(block, { value: 4 });
  expect(screen.getByRole('radio', { name: '4 of 10' })).toBeChecked();
  await userEvent.click(screen.getByRole('button', { name: 'Leave this blank' }));
  expect(value()).toBeUndefined();
});
