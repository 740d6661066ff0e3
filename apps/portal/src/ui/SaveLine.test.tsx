import { jest } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { IntlProvider } from 'react-intl';
import { sentences } from '../lib/text.js';
import english from './messages/en.json' with { type: 'json' };
import { SaveLine, type SaveState } from './SaveLine.js';

const show = (state: SaveState, onRetry?: () => void) =>
  render(
    <IntlProvider locale="en" messages={sentences(english)}>
      <SaveLine state={state} {...(onRetry ? { onRetry } : {})} />
    </IntlProvider>,
  );

it.each<[SaveState, RegExp]>([
  [{ is: 'UNTOUCHED' }, /^$/],
  [{ is: 'SAVING' }, /^Saving$/],
  [{ is: 'SAVED', at: '2026-03-05T09:41:00' }, /^Saved 9:41/],
  [{ is: 'WAITING' }, /^On this page only until you are back online$/],
  [{ is: 'FAILED' }, /^Not saved\.$/],
])('should say where the words are: %j', (state, words) => {
  show(state);
  expect(screen.getByRole('status').textContent.trim()).toMatch(words);
});

it('should offer to try again when saving did not work', async () => {
  const retry = jest.fn();
  show({ is: 'FAILED' }, retry);
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledTimes(1);
});
