import { useEffect, useId } from 'react';

const unsaved = new Set<string>();

/** Whether words on this page would be lost by leaving it. */
export const hasUnsaved = (): boolean => unsaved.size > 0;

/** Holds the page while a field has words that were not sent. */
export function useUnsaved(isUnsaved: boolean): void {
  const id = useId();
  useEffect(() => {
    if (!isUnsaved) return undefined;
    unsaved.add(id);
    return () => {
      unsaved.delete(id);
    };
  }, [id, isUnsaved]);
}

export function watchUnsaved(): void {
  addEventListener('beforeunload', (event) => {
    if (hasUnsaved()) event.preventDefault();
  });
}
