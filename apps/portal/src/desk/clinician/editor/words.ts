import type { Part, Problem } from '@rejoin/domain';
import english from '../../messages/en.json' with { type: 'json' };
import { languageName } from '../../../lib/format.js';
import type { Text } from '../../../lib/text.js';
import type { DeskMessage } from '../../text.js';

type Say = Text<DeskMessage>;

/** A word of the format in the language of the screen; one that came later stands as it is. */
function worded(say: Say, id: string, name: string): string {
  return Object.hasOwn(english, id) ? say(id as DeskMessage) : name;
}

/** What a part of a block is called. */
export const partName = (say: Say, name: Part['name']): string => worded(say, `part-of.${name}`, name);

/** What one of several values is called. */
export const valueName = (say: Say, value: string): string => worded(say, `value.${value}`, value);

/** What a kind of block is called. */
export const kindName = (say: Say, kind: string): string => worded(say, `kind.${kind}`, kind);

/** The number of the step that a problem lies in, from 0; null for what stands before the steps. */
export function stepAt({ path }: Pick<Problem, 'path'>): number | null {
  const [room, number] = path.split('.');
  return room === 'steps' && number !== undefined ? Number(number) : null;
}

/** A problem in a sentence: "Step 3: Options 2 is empty." */
export function problemLine(say: Say, problem: Pick<Problem, 'path' | 'message'>): string {
  const message =
    problem.path.endsWith('.showIf') || problem.path.endsWith('.quotes')
      ? say('problem.pointer')
      : problem.message;
  return say('problem.line', { where: placeOf(say, problem) || say('problem.whole'), message });
}

/** Where a problem lies, in words: "Step 3: Options 2". */
function placeOf(say: Say, { path }: Pick<Problem, 'path'>): string {
  const at = stepAt({ path });
  const inside = placesIn(say, path.split('.').slice(at === null ? 0 : 2), at === null).join(', ');
  if (at === null) return inside;
  const step = say('editor.step', { number: at + 1 });
  return inside === '' ? step : `${step}: ${inside}`;
}

const isNumber = (part: string | undefined): boolean => part !== undefined && /^\d+$/.test(part);

function placesIn(say: Say, parts: readonly string[], isHead: boolean): string[] {
  return parts.flatMap((part, at) => {
    const next = parts[at + 1];
    // A number goes with what it counts; a block has no name apart from what stands in it.
    if (part === '' || part === 'en' || part === 'blocks' || isNumber(part)) return [];
    const name =
      // Of all parts this one alone has two meanings: why a question is asked, and why the whole may help.
      isHead && at === 0 && part === 'why' ? say('head.why') : nameOf(say, part, at > 0);
    return [isNumber(next) ? `${name} ${String(Number(next) + 1)}` : name];
  });
}

/** What is no part is a language that a text has, or ought to have. */
function nameOf(say: Say, part: string, isInside: boolean): string {
  const name = partName(say, part);
  return name === part && isInside && /^[a-z]{2}(-[A-Za-z0-9]{2,8})*$/.test(part)
    ? languageName(part, say.language)
    : name;
}
