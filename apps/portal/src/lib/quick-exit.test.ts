import { jest } from '@jest/globals';
import { stayAway, watchQuickExit } from './quick-exit.js';

let stop: () => void;
beforeEach(() => {
  stop = watchQuickExit();
});
afterEach(() => {
  stop();
  sessionStorage.clear();
  document.body.hidden = false;
  jest.restoreAllMocks();
});

const press = (key: string, more: KeyboardEventInit = {}): void => {
  dispatchEvent(new KeyboardEvent('keydown', { key, ...more }));
};
const isLeft = (): boolean => document.body.hidden && sessionStorage.getItem('rejoin.left') !== null;
const arrive = (type: string): void => {
  performance.getEntriesByType = (() => [{ type }]) as unknown as typeof performance.getEntriesByType;
};

it('should leave with Escape pressed three times, and with nothing less', () => {
  press('Escape');
  press('Escape');
  press('a');
  press('Escape');
  press('Escape');
  // One that is held down is one.
  press('Escape', { repeat: true });
  expect(isLeft()).toBe(false);
  press('Escape');
  expect(isLeft()).toBe(true);
});

it('should not take three that are far apart for it', () => {
  const now = jest.spyOn(Event.prototype, 'timeStamp', 'get');
  for (const at of [0, 1_000, 2_000, 3_000]) {
    now.mockReturnValue(at);
    press('Escape');
  }
  expect(isLeft()).toBe(false);
  now.mockReturnValue(3_400);
  press('Escape');
  expect(isLeft()).toBe(true);
});

it('should lead away again whoever comes back by the back button, and nobody who comes on purpose', () => {
  arrive('back_forward');
  expect(stayAway()).toBe(false);
  for (let count = 0; count < 3; count += 1) press('Escape');
  document.body.hidden = false;
  expect(stayAway()).toBe(true);
  expect(document.body.hidden).toBe(true);
  arrive('navigate');
  expect(stayAway()).toBe(false);
  arrive('back_forward');
  expect(stayAway()).toBe(false);
});
