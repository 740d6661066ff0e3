import '@testing-library/jest-dom/jest-globals';
import { describe, expect, it } from '@jest/globals';
import type { BlockOf } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderBlock } from '../render-block.js';

const block: BlockOf<'CHOICE'> = {
  key: 'room',
  kind: 'CHOICE',
  prompt: { en: 'Is there more room?' },
  readers: 'THERAPIST',
  options: [
    { key: 'no', label: { en: 'No' } },
    { key: 'yes', label: { en: 'Yes' } },
  ],
  neutral: {
    prompt: { en: 'How is it now?' },
    options: [
      { key: 'no', label: { en: 'The same' } },
      { key: 'yes', label: { en: 'Easier' } },
    ],
  },
};

describe('a choice of one', () => {
  it('has nothing chosen at first and always a way not to say', async () => {
    const { value } = renderBlock(block);
    const radios = screen.getAllByRole('radio');
    expect(radios).toHaveLength(3);
    radios.forEach((radio) => expect(radio).not.toBeChecked());
    await userEvent.click(screen.getByRole('radio', { name: 'Yes' }));
    expect(value()).toEqual({ picked: ['yes'] });
    await userEvent.click(screen.getByRole('radio', { name: 'I would rather not say' }));
    expect(value()).toEqual({ picked: [], declined: true });
  });

  it('works by keyboard and can be left blank again', async () => {
    const { value } = renderBlock(block);
    await userEvent.tab();
    await userEvent.keyboard(' ');
    expect(value()).toEqual({ picked: ['no'] });
    await userEvent.keyboard('{ArrowDown}');
    expect(value()).toEqual({ picked: ['yes'] });
    await userEvent.click(screen.getByRole('button', { name: 'Leave this blank' }));
    expect(value()).toBeUndefined();
    expect(screen.getByRole('radio', { name: 'Yes' })).not.toBeChecked();
  });

  it('keeps an answer when its words turn neutral', () => {
    renderBlock(block, { value: { picked: ['no'] }, feelsWrong: true });
    expect(screen.getByRole('radiogroup', { name: 'How is it now?' })).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'The same' })).toBeChecked();
  });
});

describe('a choice of many', () => {
  const many = { ...block, many: true, somethingElse: true };

  it('takes several and a line of one’s own', async () => {
    const { value } = renderBlock(many);
    await userEvent.click(screen.getByRole('checkbox', { name: 'Yes' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'No' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Something else' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'In your own words' }), 'both');
    expect(value()).toEqual({ picked: ['yes', 'no'], other: 'both' });
  });

  it('lets declining stand alone, and an answer end it', async () => {
    const { value } = renderBlock(many, { value: { picked: ['yes'], other: 'x' } });
    await userEvent.click(screen.getByRole('checkbox', { name: 'I would rather not say' }));
    expect(value()).toEqual({ picked: [], declined: true });
    await userEvent.click(screen.getByRole('checkbox', { name: 'No' }));
    expect(value()).toEqual({ picked: ['no'] });
    await userEvent.click(screen.getByRole('checkbox', { name: 'No' }));
    expect(value()).toBeUndefined();
  });
});
