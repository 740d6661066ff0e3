import { sentences, useTextOf, type Text } from '../lib/text.js';
import ui from '../ui/messages/en.json' with { type: 'json' };
import blocks from '../blocks/messages/en.json' with { type: 'json' };
import english from './messages/en.json' with { type: 'json' };

export type DeskMessage = keyof typeof english;

/** The sentences of the staff's entry. */
export function useText(): Text<DeskMessage> {
  return useTextOf<DeskMessage>();
}

export const messages = sentences(ui, blocks, english);
