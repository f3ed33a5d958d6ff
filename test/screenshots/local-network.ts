import dns from 'node:dns';
import { forwardPort, type PortForward } from '../fakes/port-forward.ts';

type Found = (error: NodeJS.ErrnoException | null, address?: unknown, family?: number) => void;
interface LookupOptions {
  readonly all?: boolean;
}

/** First of the loopback addresses that the machines have, one each. */
const NETWORK = '127.77.0.';
/** This computer itself. */
const HERE = '127.0.0.1';

/**
 * Machines with names, for this process alone: each has a loopback address of its own, and a port there leads to a server
 * of ours. So a box is `spark-01:8000` as at a user's, may be down, and the whole network may be gone. Linux only: elsewhere
 * a computer has one loopback address.
 */
export class LocalNetwork {
  readonly #addresses = new Map([[HERE, HERE]]);
  readonly #forwards = new Map<string, PortForward>();
  readonly #lookup = dns.lookup;
  #gone = false;

  constructor() {
    const lookup = (name: string, options: LookupOptions, found: Found): void => {
      const address = this.#addresses.get(name);
      if (address === undefined && /^[\d.:]+$|^localhost$/.test(name)) this.#lookup(name, options, found);
      else if (address === undefined || this.#gone) found(nameError(name, this.#gone ? 'EAI_AGAIN' : 'ENOTFOUND'));
      else if (options.all === true) found(null, [{ address, family: 4 }]);
      else found(null, address, 4);
    };
    Object.assign(dns, { lookup });
  }

  /** From now on `name:port` leads to the server at `toPort` of 127.0.0.1. */
  async attach(name: string, port: number, toPort: number): Promise<void> {
    const address = this.#addresses.get(name) ?? `${NETWORK}${this.#addresses.size + 1}`;
    this.#addresses.set(name, address);
    this.#forwards.set(`${name}:${port}`, await forwardPort(address, port, toPort));
  }

  /** Nobody listens there any more. */
  async detach(name: string, port: number): Promise<void> {
    const forward = this.#forwards.get(`${name}:${port}`);
    this.#forwards.delete(`${name}:${port}`);
    await forward?.close();
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** No machine can be reached and no name is known, as without a cable. */
  async lose(): Promise<void> {
    this.#gone = true;
    await this.#detachAll();
  }

  async close(): Promise<void> {
    await this.#detachAll();
    Object.assign(dns, { lookup: this.#lookup });
  }

  async #detachAll(): Promise<void> {
    await Promise.all(
      [...this.#forwards.keys()].map((at) =>
        this.detach(at.slice(0, at.lastIndexOf(':')), Number(at.split(':').pop())),
      ),
    );
  }
}

function nameError(name: string, code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code, syscall: 'getaddrinfo', hostname: name });
}
