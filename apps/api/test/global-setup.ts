import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/operator/migrate.js';
import { startCluster } from './cluster.mjs';
import { type Cluster, clusterVariable, configFor, templateDatabase } from './database.js';

/** One cluster for the run and one migrated database in it, which every spec file clones. */
// eslint-disable-next-line import-x/no-default-export -- Jest calls the default export
export default async function setUp(): Promise<void> {
  const embedded = await startCluster({ durable: false });
  const dataDir = mkdtempSync(join(tmpdir(), 'rejoin-api-'));
  const template = await embedded.createDatabase(templateDatabase);
  const cluster: Cluster = { ...template, dataDir };
  await migrate(configFor(template, dataDir));
  process.env[clusterVariable] = JSON.stringify(cluster);
  globalThis.stopTestCluster = async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

declare global {
  var stopTestCluster: (() => Promise<void>) | undefined;
}
