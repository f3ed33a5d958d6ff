import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TestContext } from 'node:test';
import { httpServer } from '../fakes/http-servers.ts';

/** What a destination does with a request. All but `sink`, `busy` and `reset` quote the Authorization header. */
export const WEATHERS = ['sink', 'busy', 'reset', 'text', 'envelope', 'portal', 'login', 'unknown token'] as const;
export type Weather = (typeof WEATHERS)[number];

/** A place before the strict sink, with weather of its own. */
export interface Destination {
  /** OTLP base URL. */
  readonly url: string;
  /** The weathers that requests have met, and with which header. */
  readonly met: { readonly weather: Weather; readonly authorization: string }[];
}

/** Requests meet the weathers in this order; the last one stays. */
export async function destinationWith(
  context: TestContext,
  sinkPort: number,
  weathers: readonly Weather[],
): Promise<Destination> {
  const met: Destination['met'] = [];
  const port = await httpServer(context, (request, response) => {
    const weather = weathers[Math.min(met.length, weathers.length - 1)] ?? 'sink';
    met.push({ weather, authorization: request.headers.authorization ?? '' });
    answer(weather, request, response, sinkPort);
  });
  return { url: `http://127.0.0.1:${String(port)}/api/v2/otlp`, met };
}

function answer(weather: Weather, request: IncomingMessage, response: ServerResponse, sinkPort: number): void {
  const { authorization = '' } = request.headers;
  const say = (status: number, type: string, body: string, headers = {}): void => {
    request.resume().once('end', () => response.writeHead(status, { 'content-type': type, ...headers }).end(body));
  };
  const quoted = `you sent: Authorization: ${authorization}`;
  switch (weather) {
    case 'sink':
      return relay(request, response, sinkPort);
    case 'busy':
      return say(503, 'text/plain', 'later', { 'retry-after': '1' });
    case 'reset':
      return void request.socket.resetAndDestroy();
    case 'text':
      return say(400, 'text/plain', quoted);
    case 'envelope':
      return say(400, 'application/json', JSON.stringify({ error: { code: 400, message: quoted } }));
    case 'portal':
      return say(200, 'text/html', `<html><title>${authorization}</title><p>${quoted}</p></html>`);
    case 'login':
      return say(302, 'text/html', quoted, { location: `http://127.0.0.1:9/${encodeURIComponent(authorization)}` });
    case 'unknown token':
      return say(401, 'application/json', JSON.stringify({ error: { code: 401, message: quoted } }));
  }
}

function relay(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, headers, url } = request;
  const onward = httpRequest({ host: '127.0.0.1', port, method, headers, path: url }, (answered) => {
    answered.pipe(response.writeHead(answered.statusCode ?? 502, answered.headers));
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
}
