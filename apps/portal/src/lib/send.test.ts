import { jest } from '@jest/globals';
import { SaveDraftDocument } from '../my/gql/graphql.js';
import { markLanguage } from './language.js';
import { requestOf, send } from './send.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('should take a request without an answer for lost after fifteen seconds', async () => {
  globalThis.fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const sent = expect(send(SaveDraftDocument, {} as never)).rejects.toMatchObject({
    trouble: 'NO_CONNECTION',
  });
  await jest.advanceTimersByTimeAsync(15_000);
  await sent;
});

it('should still be stopped from outside', async () => {
  globalThis.fetch = (_url, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const stop = new AbortController();
  const sent = expect(send(SaveDraftDocument, {} as never, { signal: stop.signal })).rejects.toThrow();
  stop.abort();
  await sent;
});

it('should let only a small request outlive the page, as browsers refuse a larger one', () => {
  expect(requestOf('id', { words: 'few' }, { keepalive: true }).keepalive).toBe(true);
  expect(requestOf('id', { words: 'ä'.repeat(30_000) }, { keepalive: true }).keepalive).toBeUndefined();
});

it('should ask in the language spoken last, and leave the rest to the wishes of the browser', () => {
  const asked = () => new Headers(requestOf('id', {}).headers).get('accept-language');
  expect(asked()).toBeNull();
  markLanguage('es');
  expect(asked()).toBe('es');
  markLanguage('en');
  expect(asked()).toBeNull();
});
