import { kindOf, type KeptBody } from '@rejoin/domain';
import { Lines } from '../Lines.js';
import type { ReadProps } from '../renderer.js';

/** Whether the moment was taken, and where a hand rested if that was said. */
export function BodyRead({ value, language }: ReadProps<KeptBody>) {
  return <Lines lines={kindOf('BODY').summarise(value, language)} />;
}
