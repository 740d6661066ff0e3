/** What a person chose for this browser; `SYSTEM` follows the device. */
export type Theme = 'SYSTEM' | 'LIGHT' | 'DARK';

const key = 'rejoin.theme';

export function storedTheme(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === 'LIGHT' || value === 'DARK' ? value : 'SYSTEM';
  } catch {
    // Some browsers refuse storage altogether; the device's own theme is right then.
    return 'SYSTEM';
  }
}

/** Puts the theme on the page; called before the first paint of every entry. */
export function applyTheme(theme: Theme = storedTheme()): void {
  if (theme === 'SYSTEM') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme.toLowerCase();
}

export function chooseTheme(theme: Theme): void {
  try {
    if (theme === 'SYSTEM') localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // The choice then holds for this page alone.
  }
  applyTheme(theme);
}
