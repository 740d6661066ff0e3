import { describe, expect, it } from '@jest/globals';
import { exerciseFiles, translationsOf } from '@rejoin/library';
import { parseDefinition } from '@rejoin/domain';
import { libraryText } from './library-text.js';

const exercise = (input: unknown) => {
  const parsed = parseDefinition(input);
  return parsed.ok ? { ok: true as const, content: parsed.definition } : parsed;
};

describe('libraryText', () => {
  it('reads every exercise in the languages it is translated into', () => {
    for (const file of exerciseFiles) {
      const { languages, title } = libraryText(file, exercise);
      expect(languages).toHaveLength(1 + translationsOf(file).length);
      expect(Object.keys(title).toSorted()).toEqual(languages.toSorted());
    }
    expect(exerciseFiles.flatMap(translationsOf)).not.toEqual([]);
  });

  it('stops at what does not hold, naming the file and the place', () => {
    const [file] = exerciseFiles.filter((one) => translationsOf(one).length > 0);
    if (file === undefined) throw new Error('nothing is translated');
    const longer = (input: unknown) => {
      const read = exercise(input);
      return read.ok ? { ...read, content: { ...read.content, more: { en: 'One text more.' } } } : read;
    };
    expect(() => libraryText(file, longer)).toThrow(/library\/es\/.+\.yaml: texts\.more is missing/);
  });
});
