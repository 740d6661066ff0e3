import { OwnWords } from '../../ui/index.js';
import type { ReadProps } from '../renderer.js';

/** The client's own words, with their line breaks. */
export function TextRead({ value }: ReadProps<string>) {
  return <OwnWords>{value}</OwnWords>;
}
