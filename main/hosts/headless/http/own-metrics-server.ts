import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { MonitorFacts } from '../../../app/monitor-facts.ts';
import type { OwnMetrics } from '../../../app/own-metrics.ts';
import { unreadyReasons } from '../../../app/readiness.ts';
import { healthAnswer } from './health-answer.ts';
import { listenOnLoopback, type LoopbackServer } from './listen-on-loopback.ts';
import { isLoopbackHost } from './loopback-host.ts';

/** What is shown. */
export interface OwnMetricsSource {
  readonly metrics: OwnMetrics;
  readonly facts: () => MonitorFacts;
  /** The program's version. */
  readonly version: string;
  /** Paths that answer as the Collector's `health_check`; default is `/healthz` alone. */
  readonly healthPaths?: readonly string[];
}

/** What is shown, and where. */
export interface OwnMetricsOptions extends OwnMetricsSource {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const TEXT = 'text/plain; charset=utf-8';
const TIMEOUT_MS = 5_000;
const MOST_CONNECTIONS = 32;
const MOST_HEADER_BYTES = 8_192;

/**
 * Serves `/metrics`, `/healthz` and `/readyz` on 127.0.0.1, for reading only. Rejects with an `Error` whose message is
 * for the user when the port cannot be had; another one is never taken instead.
 */
export async function serveOwnMetrics({ port, ...source }: OwnMetricsOptions): Promise<LoopbackServer> {
  const answer = answerOwnMetrics(source);
  const server = createServer(
    { maxHeaderSize: MOST_HEADER_BYTES, connectionsCheckingInterval: 1_000, requireHostHeader: false },
    answer.respond,
  );
  server.requestTimeout = TIMEOUT_MS;
  server.keepAliveTimeout = TIMEOUT_MS;
  server.maxConnections = MOST_CONNECTIONS;
  return listenOnLoopback(server, port);
}

/** The same for a server that shows more: its paths, and what answers there. */
export interface OwnMetricsAnswer {
  readonly paths: readonly string[];
  readonly respond: (request: IncomingMessage, response: ServerResponse) => void;
}

export function answerOwnMetrics(source: OwnMetricsSource): OwnMetricsAnswer {
  const routes = routesOf(source);
  return {
    paths: [...routes.keys()],
    respond: (request, response) => void respond(request, response, routes).catch(() => response.destroy()),
  };
}

type Route = () => Answer | Promise<Answer>;

function routesOf(options: OwnMetricsSource): ReadonlyMap<string, Route> {
  const { metrics, facts, version, healthPaths = ['/healthz'] } = options;
  const startedMs = Date.now() - process.uptime() * 1000;
  const health: Route = () => {
    return { status: 200, type: 'application/json', body: healthAnswer(startedMs, process.uptime() * 1000) };
  };
  return new Map<string, Route>([
    ...healthPaths.map((path) => [path, health] as const),
    ['/readyz', () => readiness(unreadyReasons(facts()))],
    [
      '/metrics',
      async () => {
        const body = await metrics.text(facts(), processFacts(version, startedMs), Date.now());
        return { status: 200, type: metrics.contentType, body };
      },
    ],
  ]);
}

function readiness(reasons: readonly string[]): Answer {
  const body = reasons.length === 0 ? 'ready\n' : reasons.map((reason) => `not ready: ${reason}\n`).join('');
  return { status: reasons.length === 0 ? 200 : 503, type: TEXT, body };
}

function processFacts(version: string, startedMs: number) {
  const { user, system } = process.cpuUsage();
  const cost = { cpuSeconds: (user + system) / 1e6, residentBytes: process.memoryUsage.rss() };
  return { version, node: process.version, startSeconds: startedMs / 1000, ...cost };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  routes: ReadonlyMap<string, Route>,
): Promise<void> {
  // A body has no meaning here.
  request.resume();
  const { status, type, body } = await answerTo(request, routes);
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    // A page of another origin may neither read this nor load it as a script.
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    ...(status === 405 ? { Allow: 'GET, HEAD' } : {}),
  });
  response.end(request.method === 'HEAD' ? '' : body);
}

async function answerTo(
  { headers, method, url = '' }: IncomingMessage,
  routes: ReadonlyMap<string, Route>,
): Promise<Answer> {
  const refusal = (status: number, words: string): Answer => ({ status, type: TEXT, body: `${words}\n` });
  if (!isLoopbackHost(headers.host)) return refusal(403, 'Ask for 127.0.0.1: no other name is answered here');
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'This can only be read');
  const route = routes.get(url.replace(/\?.*$/s, ''));
  if (route === undefined) return refusal(404, `There is nothing here but ${[...routes.keys()].join(', ')}`);
  return route();
}
