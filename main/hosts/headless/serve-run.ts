import { hostname } from 'node:os';
import { tellAttachPoint } from '../../app/attach/attach-file.ts';
import { keepPort, keptPort } from '../../app/attach/kept-port.ts';
import { readPaired } from '../../app/attach/paired-computers.ts';
import type { Monitor } from '../../app/monitor.ts';
import type { OwnMetrics } from '../../app/own-metrics.ts';
import { AttachKeys } from './http/attach-keys.ts';
import type { LoopbackServer } from './http/listen-on-loopback.ts';
import { answerOwnMetrics, serveOwnMetrics } from './http/own-metrics-server.ts';
import { serveScreen } from './http/screen-server.ts';
import { openScreen } from './open-screen.ts';
import { programVersion } from './program-version.ts';

/** What `run` lets others see of its monitor, and where. */
export interface ServeRunOptions {
  readonly monitor: Monitor;
  readonly metrics: OwnMetrics;
  /** On 127.0.0.1; undefined: none was asked for, then it is the one of the time before. */
  readonly port: number | undefined;
  /** Whether the screen is for a browser, too. */
  readonly open: boolean;
  /** Whose store this instance holds: desktop programs find it there. Undefined: none can attach. */
  readonly folder: string | undefined;
  /** Takes lines for the user. */
  readonly tell: (lines: readonly string[]) => void;
}

/**
 * Opens the port that is needed, if any; what comes back closes it. An instance with a store always has one, on 127.0.0.1:
 * the desktop program of the same user shows this monitor instead of running a second one beside it.
 */
export async function serveRun(options: ServeRunOptions): Promise<() => void> {
  const { folder } = options;
  const keys = folder === undefined ? undefined : new AttachKeys(folder, Date.now);
  const server = await listenWhereBefore(options, keys);
  if (server === undefined) return () => undefined;
  const point = folder === undefined || keys === undefined ? undefined : { url: server.url, key: keys.own };
  const takeBack = folder === undefined || point === undefined ? undefined : tellAttachPoint(folder, point);
  return () => {
    takeBack?.();
    void server.close();
  };
}

/** Laptops look for it where it was: another port is only taken while that one is somebody else's, and then it is said. */
async function listenWhereBefore(
  options: ServeRunOptions,
  keys: AttachKeys | undefined,
): Promise<LoopbackServer | undefined> {
  const { folder, port, tell } = options;
  if (folder === undefined) return listen(options, keys, port);
  const before = keptPort(folder);
  const mayMove = port === undefined && before !== 0;
  const server = await listen(options, keys, port ?? before).catch((error: unknown) => {
    if (mayMove) return listen(options, keys, 0);
    throw error;
  });
  if (server === undefined) return undefined;
  const { port: now } = new URL(server.url);
  const isElsewhere = mayMove && Number(now) !== before;
  try {
    if (!isElsewhere || readPaired(folder).length === 0) keepPort(folder, Number(now));
    else tell([movedWords(before, now)]);
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

function movedWords(before: number, now: string): string {
  return `port ${String(before)} is another program's at the moment: it is ${now} this time; paired laptops will not find it there. Free it, or choose one with --listen 127.0.0.1:PORT and pair them again`;
}

async function listen(
  options: ServeRunOptions,
  attachKeys: AttachKeys | undefined,
  port: number | undefined,
): Promise<LoopbackServer | undefined> {
  const { monitor, metrics, open, tell } = options;
  const facts = { metrics, facts: () => monitor.facts(), version: programVersion() };
  if (open) {
    const { env: environment, stdout: output } = process;
    const screen = await openScreen({ api: monitor.api, facts, port: port ?? 0, output, environment, attachKeys });
    tell(['open this address in a browser; it lets one in, and the next is printed when it was used']);
    return screen;
  }
  if (attachKeys === undefined && port === undefined) return undefined;
  const server =
    attachKeys === undefined ? await serveOwnMetrics({ port: port ?? 0, ...facts }) : await serveAttached();
  if (options.port !== undefined)
    tell([`its own metrics are at ${server.url}/metrics, its health at /healthz and /readyz`]);
  return server;

  /** No page: only programs that have a key see more than metrics and health. */
  function serveAttached(): Promise<LoopbackServer> {
    return serveScreen({
      ...{ port: port ?? 0, api: monitor.api, files: new Map(), attachKeys, computer: hostname() },
      ownMetrics: answerOwnMetrics(facts),
      onAddress: () => undefined,
    });
  }
}
