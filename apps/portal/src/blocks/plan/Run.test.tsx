import '@testing-library/jest-dom/jest-globals';
import { expect, it } from '@jest/globals';
import type { BlockOf } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock, renderRead } from '../render-block.js';

const block: BlockOf<'PLAN'> = {
  key: 'plan',
  kind: 'PLAN',
  prompt: { en: 'When could it be?' },
  readers: 'THERAPIST',
  labels: { whenWhere: { en: 'When and where' }, how: { en: 'How short' } },
  neutral: { prompt: { en: 'Is there a time?' }, labels: { whenWhere: { en: 'A time, if any' } } },
};

it('a plan asks only the lines it has labels for, and begins at the first', () => {
  renderBlock(block);
  const lines = screen.getAllByRole('textbox');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toHaveAccessibleName('When and where');
  expect(lines[0]).toHaveFocus();
});

it('a plan keeps each line as typed, and nothing of empty ones', async () => {
  const { value } = renderBlock(block);
  await userEvent.type(screen.getByRole('textbox', { name: 'How short' }), 'two minutes');
  expect(value()).toEqual({ how: 'two minutes' });
  await userEvent.clear(screen.getByRole('textbox', { name: 'How short' }));
  expect(value()).toBeUndefined();
});

it('a plan keeps its lines when its words turn neutral', () => {
  renderBlock(block, { value: { whenWhere: 'after tea', how: 'briefly' }, feelsWrong: true });
  expect(screen.getByRole('textbox', { name: 'A time, if any' })).toHaveValue('after tea');
  expect(screen.getByRole('textbox', { name: 'How short' })).toHaveValue('briefly');
});

it('a kept plan reads line by line', () => {
  const slots = [{ key: 'how', label: 'How short', text: 'two minutes' }];
  renderRead({ kind: 'PLAN', wording: 'The question?', value: { slots }, language: 'en' });
  expect(screen.getByRole('term')).toHaveTextContent('How short');
  expect(screen.getByRole('definition')).toHaveTextContent('two minutes');
});
