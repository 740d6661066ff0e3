/** An answer in slots with one of them rewritten. Nothing is left of an empty slot, and no answer of empty ones. */
export function writeSlot<Slot extends string>(
  value: { readonly [Name in Slot]?: string | undefined } | undefined,
  slot: Slot,
  text: string,
): { readonly [Name in Slot]?: string | undefined } | undefined {
  const written = { ...value, [slot]: text };
  const kept = Object.entries(written).filter(([, words]) => words !== undefined && words !== '');
  return kept.length === 0 ? undefined : (Object.fromEntries(kept) as typeof written);
}
