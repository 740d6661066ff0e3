import { useEffect, useRef, useSyncExternalStore } from 'react';

const key = 'rejoin.shortcuts';
const listeners = new Set<() => void>();

function isOn(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    return true;
  }
}

/** Whether single keys act; a setting turns them off for whoever speaks to the computer or types by accident. */
export function useShortcutsOn(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isOn);
}

export function turnShortcuts(on: boolean): void {
  try {
    if (on) localStorage.removeItem(key);
    else localStorage.setItem(key, 'off');
  } catch {
    // Without storage the setting cannot be kept.
  }
  for (const listener of listeners) listener();
}

/** Single keys of a screen. They rest while someone types, while a dialog is open, and with any modifier. */
export function useShortcuts(keys: Record<string, () => void>): void {
  const on = useShortcutsOn();
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    if (!on) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (
        event.target instanceof Element &&
        event.target.closest('input, textarea, select, [contenteditable]')
      ) {
        return;
      }
      if (document.querySelector('dialog[open]')) return;
      const act = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      // Enter on a link or button is that link's or button's.
      if (event.key === 'Enter' && event.target instanceof Element && event.target.closest('a, button'))
        return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [on]);
}

/** Ctrl or Cmd and Enter send the open form from any of its fields. */
export function useSendKey(send: () => void): void {
  const current = useRef(send);
  useEffect(() => {
    current.current = send;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      // Before the field that has the focus: a choice would keep the key to itself, a button would be pressed by it.
      event.stopPropagation();
      current.current();
    };
    addEventListener('keydown', onKeyDown, true);
    return () => removeEventListener('keydown', onKeyDown, true);
  }, []);
}
