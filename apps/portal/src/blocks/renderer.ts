import type { KeptValue } from '@rejoin/domain';
import type { ComponentType } from 'react';

/** What the running form of one kind of block is given. */
export interface RunProps<Block, Value> {
  block: Block;
  /** The language the exercise speaks; it can differ from the language around it. */
  language: string;
  /** Nothing was answered while it is undefined. */
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
  /** The first wording felt wrong: neutral words, and nothing that asks for touch or warmth. */
  isNeutral: boolean;
  /** A field to write in takes the caret. */
  wantsCaret: boolean;
}

/** What the reading form of one kind of answer is given: the answer as it was kept, with its words. */
export interface ReadProps<Kept extends KeptValue> {
  value: Kept;
  language: string;
}

/** One kind of block, drawn: as a step on a phone, and for review and print. */
export interface Renderer<Block, Value, Kept extends KeptValue> {
  Run: ComponentType<RunProps<Block, Value>>;
  Read: ComponentType<ReadProps<Kept>>;
}
