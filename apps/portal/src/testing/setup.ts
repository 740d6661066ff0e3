import { webcrypto } from 'node:crypto';
import { TextDecoder, TextEncoder } from 'node:util';
import { jest } from '@jest/globals';
import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A machine that does other things at the same time is slow, not wrong.
configure({ asyncUtilTimeout: 5000 });
jest.setTimeout(30_000);

// What browsers have and jsdom lacks.
if (!('randomUUID' in globalThis.crypto)) {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
}
Object.assign(globalThis, { TextDecoder, TextEncoder });
if (!('Request' in globalThis)) {
  // The router describes a navigation with one; no test sends it.
  class NavigationRequest {
    readonly url: string;
    readonly method: string;
    readonly signal: AbortSignal | null | undefined;
    constructor(url: string | URL, init?: RequestInit) {
      this.url = String(url);
      this.method = init?.method ?? 'GET';
      this.signal = init?.signal;
    }
  }
  Object.assign(globalThis, { Request: NavigationRequest, Response: class {} });
}
globalThis.scrollTo = () => undefined;
HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
  this.open = false;
};
