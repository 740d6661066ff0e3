// @ts-check
// Runs the bundle as far as it goes without a database, and keeps the code that V8 compiled on the way.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './load.mjs';

const folder = mkdtempSync(join(tmpdir(), 'rejoin-warm-'));
process.env = { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/nowhere', DATA_DIR: folder, PORT: '0' };
process.argv.splice(2, Infinity, 'schema');

const { programs, script, compiledFile } = load(new URL('../dist/', import.meta.url));
// The server gives up when it finds no database, and ends the process; nothing can wait then.
process.once('exit', () => {
  writeFileSync(compiledFile, script.createCachedData());
  rmSync(folder, { recursive: true, force: true });
});
await programs.cli();
await programs.main();
