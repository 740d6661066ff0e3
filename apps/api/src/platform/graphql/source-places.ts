import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The map beside the bundle; there is none where the sources themselves run. */
const mapFile = new URL('rejoin.cjs.map', import.meta.url);
const inBundle = /\brejoin\.cjs:(\d+):(\d+)/;

let map: SourceMap | null | undefined;

/**
 * A line of a stack as the sources have it. Only for what is written down: the map takes a moment to read and a hundred megabytes
 * to hold, which nobody's refused request may cost (GraphQL reads the stack of every error it hands on).
 */
export function inSource(line: string): string {
  const [place, row, column] = inBundle.exec(line) ?? [];
  if (!place) return line;
  try {
    map ??= existsSync(mapFile) ? new SourceMap(JSON.parse(readFileSync(mapFile, 'utf8')) as never) : null;
    const entry = map?.findEntry(Number(row) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return line;
    const source = fileURLToPath(new URL(entry.originalSource, mapFile));
    return line.replace(place, `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`);
  } catch {
    // A fault is written down also where its place cannot be told.
    return line;
  }
}
