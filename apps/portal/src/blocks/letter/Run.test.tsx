import '@testing-library/jest-dom/jest-globals';
import { describe, expect, it } from '@jest/globals';
import type { LetterBlock } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock } from '../render-block.js';

const block: LetterBlock = {
  key: 'letter',
  kind: 'LETTER',
  prompt: { en: 'What would a wise friend write to you?' },
  readers: 'THERAPIST',
  anchors: [
    { key: 'hurt', label: { en: 'what hurt' } },
    { key: 'mend', label: { en: 'what is mine to mend' } },
  ],
  limit: 40,
  neutral: {
    prompt: { en: 'What would you write to a friend?' },
    anchors: [{ key: 'happened', label: { en: 'what happened' } }],
  },
};
const field = () => screen.getByRole('textbox', { name: 'What would a wise friend write to you?' });
const release = () => screen.getByRole('checkbox', { name: 'The words of this letter may be read' });
const anchors = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

describe('a letter', () => {
  it('takes the caret, keeps what is typed, and is blank again when everything is taken out', async () => {
    const { value } = renderBlock(block);
    expect(field()).toHaveFocus();
    await userEvent.type(field(), 'Dear one,{Enter}');
    expect(value()).toEqual({ text: 'Dear one,\n' });
    await userEvent.clear(field());
    expect(value()).toBeUndefined();
  });

  it('shows what it may touch on beside the field, as no field of its own', () => {
    renderBlock(block);
    expect(screen.getByRole('list', { name: 'A letter like this may touch on' })).toBeInTheDocument();
    expect(anchors()).toEqual(['what hurt', 'what is mine to mend']);
    expect(screen.getAllByRole('textbox')).toHaveLength(1);
  });

  it('is not released unless its author says so, and can be held back again', async () => {
    const { value } = renderBlock(block, { value: { text: 'Dear one.' } });
    expect(release()).not.toBeChecked();
    await userEvent.click(release());
    expect(value()).toEqual({ text: 'Dear one.', released: true });
    await userEvent.type(field(), ' X');
    expect(value()).toEqual({ text: 'Dear one. X', released: true });
    await userEvent.click(release());
    expect(value()).toEqual({ text: 'Dear one. X' });
  });

  it('offers no release where only its author reads', () => {
    renderBlock({ ...block, readers: 'ONLY_ME' });
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it('counts before its limit, and cuts nothing', async () => {
    const { value } = renderBlock(block, { value: { text: 'x'.repeat(39) } });
    await userEvent.type(field(), 'yy');
    expect(screen.getByRole('status')).toHaveTextContent('1 character more than fits here');
    expect(value()).toEqual({ text: `${'x'.repeat(39)}yy` });
  });

  it('keeps its words when the question turns neutral', () => {
    renderBlock(block, { value: { text: 'Dear one.' }, feelsWrong: true });
    expect(screen.getByRole('textbox', { name: 'What would you write to a friend?' })).toHaveValue(
      'Dear one.',
    );
    expect(anchors()).toEqual(['what happened']);
  });
});
