// @ts-check
import { createServer } from 'node:net';

/**
 * A port nobody listens on just now.
 * @param {string} [host] the loopback address unless told
 * @returns {Promise<number>}
 */
export function freePort(host = '127.0.0.1') {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, host, () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Whether the API could listen on a port, on this machine alone or for the network.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export async function isFree(port) {
  for (const host of ['localhost', '127.0.0.1', '0.0.0.0']) {
    const isTaken = await new Promise((done) => {
      const probe = createServer();
      probe.once('error', () => done(true));
      probe.listen(port, host, () => probe.close(() => done(false)));
    });
    if (isTaken) return false;
  }
  return true;
}
