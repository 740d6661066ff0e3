import { kindOf, type KeptRating } from '@rejoin/domain';
import { Lines } from '../Lines.js';
import type { ReadProps } from '../renderer.js';

/** A rating with what its ends said: a number alone says nothing. */
export function ScaleRead({ value, language }: ReadProps<KeptRating>) {
  return <Lines lines={kindOf('SCALE').summarise(value, language)} />;
}
