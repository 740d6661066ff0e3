import { runMigrations } from 'graphile-worker';
import pg from 'pg';

/**
 * Makes the job queue under the worker's own login. The app's login cannot write graphile_worker's tables and need not:
 * it may call `enqueue`, which runs as the worker.
 */
export async function installJobs(workerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: workerUrl, max: 1 });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool });
    await pool.query(`
      create schema if not exists jobs;
      create or replace function jobs.enqueue(task text, payload json, job_key text, run_at timestamptz) returns void
        language sql security definer set search_path = pg_catalog, pg_temp as $$
          select graphile_worker.add_job(task, payload, job_key := job_key, run_at := run_at, max_attempts := 25)
        $$;
      revoke all on function jobs.enqueue(text, json, text, timestamptz) from public;
      grant usage on schema jobs to rejoin_app;
      grant execute on function jobs.enqueue(text, json, text, timestamptz) to rejoin_app;
    `);
  } finally {
    await pool.end();
  }
}
