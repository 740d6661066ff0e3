// @ts-check
// Loaded into the product by `npm run bench -- --profile`: where its own CPU goes, as a file that a browser's tools open.
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../bench/out/', import.meta.url));

if (process.argv[1]?.endsWith('main.js')) {
  const session = new Session();
  session.connect();
  // After the warming up: what a start costs is another question.
  process.once('message', () => {
    session.post('Profiler.enable');
    session.post('Profiler.setSamplingInterval', { interval: 500 });
    session.post('Profiler.start');
  });
  // Before the product's own handler, which ends the process by the same signal.
  process.prependOnceListener('SIGTERM', () => {
    session.post('Profiler.stop', (_error, { profile }) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}product.cpuprofile`, JSON.stringify(profile));
    });
  });
}
