import '@testing-library/jest-dom/jest-globals';
import { expect, it } from '@jest/globals';
import type { JointBlock } from '@rejoin/domain';
import { screen } from '@testing-library/react';
import { renderBlock } from '../render-block.js';

const block: JointBlock = {
  key: 'turns',
  kind: 'JOINT',
  prompt: { en: 'Take turns.' },
  readers: 'THERAPIST_AND_PARTNER_AFTER_OPENING',
  turns: [{ en: 'You agree who begins.' }, { en: 'Then you change places.' }],
  neutral: { prompt: { en: 'Only if you both like.' }, turns: [{ en: 'You may stop here.' }] },
};
const turns = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

it('shows the turns in order and asks for nothing', () => {
  renderBlock(block);
  expect(turns()).toEqual(['You agree who begins.', 'Then you change places.']);
  expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

it('has other words when the first felt wrong', () => {
  renderBlock(block, { feelsWrong: true });
  expect(turns()).toEqual(['You may stop here.']);
});
