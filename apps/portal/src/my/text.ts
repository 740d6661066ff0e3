import { sentences, useTextOf, type Text } from '../lib/text.js';
import ui from '../ui/messages/en.json';
import blocks from '../blocks/messages/en.json';
import english from './messages/en.json';

export type MyMessage = keyof typeof english;

/** The sentences of the client's entry. */
export function useText(): Text<MyMessage> {
  return useTextOf<MyMessage>();
}

export const messages = sentences(ui, blocks, english);
