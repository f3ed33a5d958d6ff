import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer to a scrape, as it left. */
export interface Scrape {
  /** Ms since the Unix epoch. */
  readonly atMs: number;
  readonly text: string;
}

/**
 * Stands between the product and a simulated NIM and keeps what was said, so that a test knows what the screen must
 * show; and can say something else.
 */
export class Target {
  readonly scrapes: Scrape[] = [];
  readonly #simulator: string;
  readonly #server: Server;
  #rewrite: (text: string) => string = (text) => text;
  #held: string | undefined;

  private constructor(simulator: string) {
    this.#simulator = simulator;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
  }

  /** Stands at a free port of 127.0.0.1. */
  static async before(simulator: string): Promise<Target> {
    const target = new Target(simulator);
    await new Promise<void>((resolve) => target.#server.listen(0, '127.0.0.1', resolve));
    return target;
  }

  get url(): string {
    return `http://${this.address}`;
  }

  /** As host:port. */
  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The last answer; throws before the first. */
  get last(): Scrape {
    const last = this.scrapes[this.scrapes.length - 1];
    if (last === undefined) throw new Error('Nobody asked yet.');
    return last;
  }

  /** From now on the simulator is not asked for metrics: each scrape gets the last text again. */
  hold(): void {
    this.#held = this.last.text;
  }

  release(): void {
    this.#held = undefined;
  }

  /** From now on each text goes through this. */
  rewrite(rewrite: (text: string) => string): void {
    this.#rewrite = rewrite;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const isMetrics = path.endsWith('/metrics');
    if (isMetrics && this.#held !== undefined) {
      this.#send(response, this.#held);
      return;
    }
    const answer = await fetch(this.#simulator + path);
    const text = await answer.text();
    if (isMetrics && answer.ok) {
      this.#send(response, this.#rewrite(text));
      return;
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(text);
  }

  #send(response: ServerResponse, text: string): void {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(text, () => this.scrapes.push({ atMs: Date.now(), text }));
  }
}
