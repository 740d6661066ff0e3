/** Ends what global-setup.ts began. */
// eslint-disable-next-line import-x/no-default-export -- Jest calls the default export
export default async function tearDown(): Promise<void> {
  await globalThis.stopTestCluster?.();
}
