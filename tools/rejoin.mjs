// @ts-check
// `npm run rejoin -- <command>`: the operator's command line, on the given database or on the embedded one.
import { ensureInstalled } from './install.mjs';

ensureInstalled();
const { mustRunCli, prepare, spawnApi } = await import('./prepare.mjs');

/** @type {() => Promise<void>} */
let stop = async () => {};
let code = 1;
try {
  // No progress lines: standard output belongs to the command.
  const prepared = await prepare(() => {});
  stop = prepared.stop;
  if (prepared.isEmbedded) await mustRunCli(['migrate'], prepared.env);
  const child = spawnApi('cli.js', process.argv.slice(2), prepared.env, 'inherit');
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  code = await new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (status) => done(status ?? 1));
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await stop();
}
process.exit(code);
