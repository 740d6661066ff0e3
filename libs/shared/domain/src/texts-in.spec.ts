import { expect, it } from '@jest/globals';
import { searchWords } from './texts-in.js';

it('knows every word of a content once, whatever its case, in one language', () => {
  const content = {
    slug: 'not-a-text',
    title: { en: 'The café, the Café', es: 'El café' },
    steps: [{ prompt: { en: 'What’s 10 to you? It is well-known.' } }],
  };
  expect(searchWords(content, 'en')).toBe('the café what’s 10 to you it is well-known');
  expect(searchWords(content, 'es')).toContain('el café');
});
