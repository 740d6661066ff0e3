import { describe, expect, it } from '@jest/globals';
import { firstSpoken, isLanguage, walkedIn } from './language.js';

describe('the languages clients are spoken to in', () => {
  it('are told from others', () => {
    expect(['en', 'es', 'de', 'es-MX', '', null].filter(isLanguage)).toEqual(['en', 'es']);
  });

  it('are found among somebody’s wishes in their order, whatever the country', () => {
    expect(firstSpoken(['de', 'es-MX', 'en'])).toBe('es');
    expect(firstSpoken(['EN-gb', 'es'])).toBe('en');
    expect(firstSpoken(['eso', 'de'])).toBeUndefined();
    expect(firstSpoken([])).toBeUndefined();
  });
});

describe('walkedIn', () => {
  it('is the reader’s language where everything is complete in it, and English whole otherwise', () => {
    expect(walkedIn('es', ['en', 'es'])).toBe('es');
    expect(walkedIn('es', ['en'])).toBe('en');
    expect(walkedIn('es', ['en', 'es'], ['en'])).toBe('en');
    expect(walkedIn('es', ['en', 'es'], ['en', 'es'])).toBe('es');
    expect(walkedIn('en', ['en', 'es'])).toBe('en');
  });
});
