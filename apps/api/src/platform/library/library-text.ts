import { readFileSync } from 'node:fs';
import { type Problem, type Translatable, translated } from '@rejoin/domain';
import { translationsOf } from '@rejoin/library';
import { parse } from 'yaml';

/** What a file was read as, or why it was not. */
type Read<Content> = { ok: true; content: Content } | { ok: false; problems: Problem[] };

/**
 * A text of the library in every language it is complete in. What does not hold stops whoever reads it, which is the
 * server at its start, and never a client.
 */
export function libraryText<Content extends Translatable>(
  file: URL,
  read: (input: unknown) => Read<Content>,
): Content {
  const original = accepted(file, read(parse(readFileSync(file, 'utf8'))));
  return translationsOf(file).reduce((content, translation) => {
    const merged = accepted(translation, translated(content, parse(readFileSync(translation, 'utf8'))));
    return accepted(translation, read(merged));
  }, original);
}

function accepted<Content>(file: URL, outcome: Read<Content>): Content {
  if (outcome.ok) return outcome.content;
  const faults = outcome.problems.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Error(`${file.pathname.split('/').slice(-3).join('/')}: ${faults}`);
}
