import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of a scripted target. */
export interface ScriptedAnswer {
  readonly format: 'text' | 'openmetrics';
  readonly status: number;
  /** Its text, written at the moment it is served, by the clock of the target (ms). */
  readonly text: (nowMs: number) => string;
}

const CONTENT_TYPES = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** Serves scripts under `/<asker>/<name>`; each asker gets the answers in order, then 404. */
export class ScriptedTarget {
  readonly #server: Server;
  readonly #served: ReadonlyMap<string, number>;

  private constructor(server: Server, served: ReadonlyMap<string, number>) {
    this.#server = server;
    this.#served = served;
  }

  /** `nowMs` is the clock of the target; undefined: the real one. */
  static async start(
    scripts: ReadonlyMap<string, readonly ScriptedAnswer[]>,
    nowMs: () => number,
  ): Promise<ScriptedTarget> {
    const served = new Map<string, number>();
    const server = createServer((request: IncomingMessage, response: ServerResponse) => {
      const path = request.url ?? '';
      const name = decodeURIComponent(path.split('/')[2] ?? '');
      const turn = served.get(path) ?? 0;
      served.set(path, turn + 1);
      answer(response, scripts.get(name)?.[turn], nowMs());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ScriptedTarget(server, served);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** How often a path was asked for. */
  turns(path: string): number {
    return this.#served.get(path) ?? 0;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

function answer(response: ServerResponse, scripted: ScriptedAnswer | undefined, nowMs: number): void {
  response.setHeader('date', new Date(nowMs).toUTCString());
  if (scripted === undefined) return void response.writeHead(404).end();
  response.writeHead(scripted.status, { 'content-type': CONTENT_TYPES[scripted.format] });
  response.end(scripted.text(nowMs));
}
