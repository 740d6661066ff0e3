import { kindOf, type KeptChoice } from '@rejoin/domain';
import { Lines } from '../Lines.js';
import type { ReadProps } from '../renderer.js';

/** What was chosen, in the labels as they were shown. */
export function ChoiceRead({ value, language }: ReadProps<KeptChoice>) {
  return <Lines lines={kindOf('CHOICE').summarise(value, language)} />;
}
