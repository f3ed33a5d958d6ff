import { createServer } from 'node:net';

/** Which port of this computer leads where: the same as long as the program runs. */
export class LocalPorts {
  readonly #ports = new Map<string, number>();

  /** The port for what `key` names: the one it had before, or a free one. Rejects where none can be had. */
  async portOf(key: string): Promise<number> {
    const known = this.#ports.get(key);
    if (known !== undefined) return known;
    let port = await freePort();
    while ([...this.#ports.values()].includes(port)) port = await freePort();
    this.#ports.set(key, port);
    return port;
  }

  /** The next call gives another port. */
  forget(key: string): void {
    this.#ports.delete(key);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
  });
}
