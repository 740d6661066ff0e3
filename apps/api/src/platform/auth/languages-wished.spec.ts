import { describe, expect, it } from '@jest/globals';
import { languagesWished } from './languages-wished.js';

describe('languagesWished', () => {
  it('lists what a browser asks for, the most wanted first', () => {
    expect(languagesWished('de;q=0.7, es-MX, *;q=0.1, en;q=0.9')).toEqual(['es-MX', 'en', 'de', '*']);
  });

  it('leaves out what is not wanted, and makes nothing of nonsense', () => {
    expect(languagesWished('es;q=0, en')).toEqual(['en']);
    expect(languagesWished('es;q=often, ,;;')).toEqual([]);
    expect(languagesWished(undefined)).toEqual([]);
  });
});
