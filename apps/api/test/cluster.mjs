// @ts-check
// Jest loads a global set-up as CommonJS, which cannot require a module that awaits at its top; this can import it.

/** @param {import('../../../tools/embedded-postgres.mjs').StartOptions} options */
export async function startCluster(options) {
  const { startEmbeddedPostgres } = await import('../../../tools/embedded-postgres.mjs');
  return startEmbeddedPostgres(options);
}
