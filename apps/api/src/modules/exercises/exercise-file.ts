import { type ExerciseDefinition, parseDefinition, parseOwn, type Problem } from '@rejoin/domain';
import type { Document, LineCounter, Node } from 'yaml';

/** What is wrong with a file, and in which line. */
export interface FileProblem extends Problem {
  readonly line: number | null;
}

const comment =
  ' An exercise in the format of Rejoin. It can be changed here and brought back into a library.';
const blankBefore = ['title', 'smallest', 'steps'];

/** An exercise as a file that a clinician could read and correct. */
export async function exerciseFile(definition: ExerciseDefinition): Promise<string> {
  const { Document, isScalar, isSeq, visit } = await reader();
  // Read through the format, so that everything stands in the format's own order.
  const parsed = parseDefinition(definition);
  const document = new Document(parsed.ok ? parsed.definition : definition, { aliasDuplicateObjects: false });
  document.commentBefore = comment;
  visit(document, {
    Pair: (_key, { key, value }, [, ...path]) => {
      if (path.length > 1 || !isScalar(key) || !blankBefore.includes(String(key.value))) return;
      (key as Node & { spaceBefore?: boolean }).spaceBefore = true;
      if (isSeq(value))
        value.items
          .slice(1)
          .forEach((item) => ((item as Node & { spaceBefore?: boolean }).spaceBefore = true));
    },
  });
  return document.toString({ lineWidth: 100, flowCollectionPadding: true });
}

/**
 * Reads an exercise from a file somebody brings. Whatever the file holds, the answer is an exercise or what is wrong with it
 * and where; what YAML can do beyond plain data is refused.
 */
export async function readExerciseFile(
  text: string,
): Promise<{ ok: true; definition: ExerciseDefinition } | { ok: false; problems: FileProblem[] }> {
  const yaml = await reader();
  const { LineCounter, parseDocument } = yaml;
  const lines = new LineCounter();
  let content: unknown;
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      schema: 'core',
    });
    const unreadable = [...document.errors, ...document.warnings];
    if (unreadable.length > 0)
      return {
        ok: false,
        problems: unreadable.slice(0, mostProblems).map(({ message, pos: [at] }) => ({
          path: '',
          message: `cannot be read: ${message}`,
          line: lines.linePos(at).line,
        })),
      };
    const alias = aliasIn(yaml, document);
    if (alias)
      return {
        ok: false,
        problems: [
          {
            path: '',
            message: 'points to another place of the file; here everything is written out',
            line: alias.range ? lines.linePos(alias.range[0]).line : null,
          },
        ],
      };
    content = document.toJS({ maxAliasCount: 0 });
  } catch {
    // The reader follows what is nested by calling itself: what is nested beyond all sense ends it.
    return { ok: false, problems: [{ path: '', message: 'is nested too deeply', line: null }] };
  }
  const parsed = parseOwn(content, null);
  if (parsed.ok) return parsed;
  return {
    ok: false,
    problems: parsed.problems.map((problem) => ({
      ...problem,
      line: lineOf(yaml, document.contents, problem.path, lines),
    })),
  };
}

const mostProblems = 50;

type Yaml = typeof import('yaml');

/** Not at the start: few ever bring a file. */
const reader = (): Promise<Yaml> => import('yaml');

function aliasIn({ isAlias, visit }: Yaml, document: Document.Parsed): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Alias: (_key, node) => {
      found = node;
      return visit.BREAK;
    },
    Node: (_key, node) => {
      if (isAlias(node) || node.anchor === undefined) return undefined;
      found = node;
      return visit.BREAK;
    },
  });
  return found;
}

/** The line of a place; of what is missing, the line of what it is missing from. */
function lineOf(
  { isMap, isScalar, isSeq }: Yaml,
  contents: unknown,
  path: string,
  lines: LineCounter,
): number | null {
  let node = contents;
  let at: number | undefined;
  for (const key of path === '' ? [] : path.split('.')) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
      if (!pair) break;
      at = isScalar(pair.key) ? pair.key.range?.[0] : at;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      at = (node as Node | undefined)?.range?.[0] ?? at;
    } else break;
  }
  return at === undefined ? 1 : lines.linePos(at).line;
}
