import '@testing-library/jest-dom/jest-globals';
import { describe, expect, it } from '@jest/globals';
import type { Block } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock } from '../render-block.js';

const block: Block = {
  key: 'sentence',
  kind: 'TEXT',
  prompt: { en: 'What kind sentence could you say?' },
  why: { en: 'The critic throws out sweet words.' },
  hint: { en: 'Small is fine.' },
  readers: 'THERAPIST',
  limit: 20,
  neutral: { prompt: { en: 'What plain sentence could you say?' } },
};

describe('a short text', () => {
  it('is named by its question, takes the caret, and keeps what is typed', async () => {
    const { value } = renderBlock(block);
    const field = screen.getByRole('textbox', { name: 'What kind sentence could you say?' });
    expect(field).toHaveFocus();
    expect(field).toHaveAccessibleDescription('Small is fine.');
    await userEvent.type(field, ' It is hard. ');
    expect(value()).toBe(' It is hard. ');
  });

  it('is blank again when everything is taken out', async () => {
    const { value } = renderBlock(block, { value: 'a' });
    await userEvent.clear(screen.getByRole('textbox'));
    expect(value()).toBeUndefined();
  });

  it('says how much room is left only near the limit, and cuts nothing', async () => {
    const { value } = renderBlock(block, { value: 'x'.repeat(15) });
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    await userEvent.type(screen.getByRole('textbox'), 'yy');
    expect(screen.getByRole('status')).toHaveTextContent('3 characters left');
    await userEvent.type(screen.getByRole('textbox'), 'zzzz');
    expect(screen.getByRole('status')).toHaveTextContent('1 character more than fits here');
    expect(value()).toBe(`${'x'.repeat(15)}yyzzzz`);
  });

  it('asks in neutral words where the first felt wrong', () => {
    renderBlock(block, { feelsWrong: true });
    expect(screen.getByRole('textbox')).toHaveAccessibleName('What plain sentence could you say?');
  });
});

it('a long text has its own room', () => {
  renderBlock({ key: 'account', kind: 'LONG', prompt: { en: 'What happened?' }, readers: 'THERAPIST' });
  expect(screen.getByRole('textbox', { name: 'What happened?' })).toHaveAttribute('rows', '8');
});
