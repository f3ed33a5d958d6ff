import type { TestContext } from 'node:test';
import { httpGet, type GetAnswer, type GetRequest } from '../../main/core/scrape/http-get.ts';
import type { Environment } from '../../main/core/scrape/http/choose-proxy.ts';
import { Connections } from '../../main/core/scrape/http/connections.ts';
import { httpSettings } from './target-settings.ts';

/** Asks once, for at most 5,000 bytes; over connections that are closed at the test's end. */
export async function getOnce(
  context: TestContext,
  url: string,
  over: Partial<GetRequest> = {},
  environment: Environment = {},
): Promise<GetAnswer> {
  const connections = over.connections ?? new Connections();
  context.after(() => connections.close());
  const limit = { bytes: 5_000, name: 'body_size_limit' };
  const how = { timeoutMs: 10_000, limit, http: httpSettings(), via: undefined, dial: undefined, connections };
  const request = { url, accept: '*/*', ...how, ...over };
  return await httpGet(request, environment);
}

/** A page on loopback. */
export function at(port: number, path = '/'): string {
  return `http://127.0.0.1:${String(port)}${path}`;
}

/** Status and body, or the reason. */
export function textOf(answer: GetAnswer): string {
  if (answer.kind === 'failed') return answer.reason;
  return `${String(answer.status)} ${Buffer.from(answer.body).toString()}`;
}

/** The head of an answer 200, byte for byte. */
export function headOf(...lines: readonly string[]): string {
  return ['HTTP/1.1 200 OK', ...lines, '', ''].join('\r\n');
}
