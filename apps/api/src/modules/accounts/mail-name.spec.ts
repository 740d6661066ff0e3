import { tellingWordsIn } from './mail-name.js';

describe('a mail name', () => {
  it.each([
    'Lindenhof',
    'Rejoin',
    'North Street 12',
    'Ana and Tom',
    'Märzgarten',
    'The Drift',
    'Mdina House',
    'Continental Retreat',
  ])('may be %s', (name) => {
    expect(tellingWordsIn(name)).toEqual([]);
  });

  it.each([
    ['Harbour Therapy', ['Therapy']],
    ['PSYCHOLOGIE am Park', ['PSYCHOLOGIE']],
    ['Cabinet de thérapie', ['thérapie']],
    ['Paarberatung Süd', ['Paarberatung']],
    ['Terapia de Parejas', ['Terapia', 'Parejas']],
    ['Dr. Weiss', ['Dr']],
    ['Weiss, LMFT', ['LMFT']],
    ['Hypnotherapie Nord', ['Hypnotherapie']],
  ])('is not %s, because of %j', (name, words) => {
    expect(tellingWordsIn(name)).toEqual(words);
  });
});
