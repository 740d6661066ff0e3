/** A card keeps no answer, so there is never one to read. */
export function CardRead() {
  return null;
}
