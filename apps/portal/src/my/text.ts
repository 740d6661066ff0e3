import { usePageTextOf, useTextOf, type Text } from '../lib/text.js';
import type english from './messages/en.json';

export type MyMessage = keyof typeof english;

/** The sentences of the client's entry, in the language of what they stand in. */
export function useText(): Text<MyMessage> {
  return useTextOf<MyMessage>();
}

/** The same in the language of the page, for what is said beyond a piece that is walked in another one. */
export function usePageText(): Text<MyMessage> {
  return usePageTextOf<MyMessage>();
}
