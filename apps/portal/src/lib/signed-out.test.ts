import { jest } from '@jest/globals';
import { watchSignOut } from './signed-out.js';

function backAgain(): void {
  const event = new Event('pageshow');
  Object.assign(event, { persisted: true });
  dispatchEvent(event);
}

it('should load a page brought back by the back button anew, unless words on it are not sent', () => {
  const leave = jest.fn();
  let isFree = false;
  const stop = watchSignOut(() => isFree, leave);
  backAgain();
  expect(leave).not.toHaveBeenCalled();
  isFree = true;
  backAgain();
  expect(leave).toHaveBeenCalledTimes(1);
  stop();
});
