import 'reflect-metadata';
import { ConfigError, loadConfig } from './platform/config/index.js';
import { inSource } from './platform/graphql/index.js';
import { createApplication, newLog } from './http.js';

/** Starts the product; refuses to with every fault of its settings named. */
async function start(): Promise<void> {
  const config = loadConfig();
  const log = newLog();
  const app = await createApplication(config, log);
  await app.listen({ port: config.port, host: config.isProduction ? '0.0.0.0' : 'localhost' });
  log.info({ message: 'Rejoin is ready', address: config.publicUrl, role: config.role });
}

start().catch((error: unknown) => {
  const fault =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message).split('\n').map(inSource).join('\n')
        : String(error);
  process.stderr.write(`${fault}\n`);
  process.exit(1);
});
