import { kindOf, type KeptLetter } from '@rejoin/domain';
import { Muted, OwnWords } from '../../ui/index.js';
import type { ReadProps } from '../renderer.js';

/** The letter, or no more than that one was written. */
export function LetterRead({ value, language }: ReadProps<KeptLetter>) {
  if ('text' in value) return <OwnWords>{value.text}</OwnWords>;
  return <Muted>{kindOf('LETTER').summarise(value, language)}</Muted>;
}
