import { request as httpRequest, type Agent, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { HttpSettings } from '../model/target-settings.ts';
import { chooseProxy, type Environment } from './http/choose-proxy.ts';
import type { Connections, NearEnd } from './http/connections.ts';
import { redirectWords, timeoutWords, wireWords, type Step } from './failure-words.ts';
import { readAside, readBody, type BegunAnswer, type BodyLimit } from './http/read-body.ts';
import { requestHeaders, type RequestHeaders } from './http/request-headers.ts';
import { ScrapeProblem } from './http/scrape-problem.ts';
import { readTlsMaterial } from './http/tls-options.ts';
import { proxyAuthorization, proxyProblem, TunnelAgent } from './http/tunnel-agent.ts';

/** One GET. */
export interface GetRequest {
  readonly url: string;
  readonly accept: string;
  /** Over everything, from reading the secrets to the last byte, redirects and a second try included. */
  readonly timeoutMs: number;
  readonly limit: BodyLimit;
  /** Credentials, TLS, proxy. */
  readonly http: HttpSettings;
  /** The tunnel that leads to the target; undefined: none. */
  readonly via: string | undefined;
  /** The near end of that tunnel. It is connected to in place of the URL's host, and no proxy is asked. */
  readonly dial: NearEnd | undefined;
  /** The target's own; the caller closes them. */
  readonly connections: Connections;
}

/** What came back whole, or in words why not. */
export type GetAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      /** The `Date` header, ms; undefined when missing, unreadable, or from a cache or proxy (`Age`, `Via`). */
      readonly dateMs: number | undefined;
      /** Decompressed. Of a status other than 200 the beginning, as it came. */
      readonly body: Uint8Array;
    }
  | {
      readonly kind: 'failed';
      /** Without any credential. */
      readonly reason: string;
      /** Whether an answer had begun. */
      readonly answered: boolean;
    };

export type HttpGet = (request: GetRequest) => Promise<GetAnswer>;

type WholeAnswer = Extract<GetAnswer, { kind: 'answer' }>;

/** How the request is sent, to whichever page of the target. */
interface Way {
  readonly agent: Agent;
  readonly headers: RequestHeaders;
  readonly proxy: URL | undefined;
}

/** Where a GET stands; what the deadline needs to know of it. */
interface Progress {
  step: Step;
  bytes: number;
  over: boolean;
  giveUp: () => void;
}

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** Codes of a connection that the server had closed while it was kept. */
const STALE: readonly (string | undefined)[] = ['ECONNRESET', 'EPIPE', 'ECONNABORTED'];

/**
 * One GET within its deadline and size. Never rejects; an answer that is cut short has failed.
 * `environment` is looked at for a proxy, where the settings say so.
 */
export async function httpGet(request: GetRequest, environment: Environment = {}): Promise<GetAnswer> {
  const progress: Progress = { step: 'connecting', bytes: 0, over: false, giveUp: () => undefined };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const { step, bytes } = progress;
      reject(new ScrapeProblem(timeoutWords(step, request.timeoutMs, bytes), step === 'body'));
    }, request.timeoutMs);
  });
  try {
    return await Promise.race([late, ask(request, environment, progress)]);
  } catch (error) {
    progress.giveUp();
    return failed(error, request.url.startsWith('https:'));
  } finally {
    progress.over = true;
    clearTimeout(timer);
  }
}

/** What Node adds to its errors: bytes that are no HTTP, and a certificate for another host. */
interface WireError extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
  readonly cert?: { readonly subjectaltname?: string };
}

function failed(error: unknown, secure: boolean): GetAnswer {
  if (error instanceof ScrapeProblem) return { kind: 'failed', reason: error.message, answered: error.answered };
  const { code, message, rawPacket, cert } = error as WireError;
  const failure = { code, message, firstByte: rawPacket?.[0], certificateNames: cert?.subjectaltname };
  const reason = wireWords(failure, secure);
  return { kind: 'failed', reason, answered: code?.startsWith('HPE_') ?? false };
}

async function ask(request: GetRequest, environment: Environment, progress: Progress): Promise<WholeAnswer> {
  const way = await wayTo(request, environment);
  let url = new URL(request.url);
  for (let redirects = 0; ; redirects += 1) {
    const begun = await send(url, way, progress);
    const answer = await readAnswer(begun, request.limit, progress);
    const { location } = begun.response.headers;
    if (location === undefined || !REDIRECTS.includes(answer.status)) return answer;
    url = redirected(url, { location, status: answer.status, redirects }, request.http.followRedirects);
  }
}

async function wayTo(
  { url, accept, timeoutMs, http, via, dial, connections }: GetRequest,
  environment: Environment,
): Promise<Way> {
  // Its address may be somebody else's here, and its credentials are not for them.
  if (via !== undefined && dial === undefined) throw new ScrapeProblem(`no tunnel to ${via} is open`);
  const target = new URL(url);
  const secure = target.protocol === 'https:';
  const headers = await requestHeaders(http, {
    accept,
    'accept-encoding': 'gzip',
    'user-agent': 'nim-glance',
    'x-prometheus-scrape-timeout-seconds': String(timeoutMs / 1000),
  });
  const proxy = dial === undefined ? chooseProxy(target, http.proxy, environment) : undefined;
  const material = secure ? await readTlsMaterial(http.tls) : { ca: undefined, cert: undefined, key: undefined };
  const route = { secure, host: target.hostname, dial, proxy, tls: http.tls, material };
  return { agent: connections.agentFor(route), headers, proxy };
}

interface Redirect {
  readonly location: string;
  readonly status: number;
  /** Those that were followed before. */
  readonly redirects: number;
}

/** Where a redirect leads; throws a `ScrapeProblem` where it is not followed. */
function redirected(from: URL, { location, status, redirects }: Redirect, follow: boolean): URL {
  const problem = (why: Parameters<typeof redirectWords>[0], to: string): ScrapeProblem =>
    new ScrapeProblem(redirectWords(why, status, to), true);
  let to: URL;
  try {
    to = new URL(location, from);
  } catch {
    throw problem('unreadable', '');
  }
  const shown = `${to.origin}${to.pathname}`;
  if (to.origin !== from.origin) throw problem('elsewhere', shown);
  if (!follow) throw problem('off', shown);
  if (redirects === MAX_REDIRECTS) throw problem('too_many', shown);
  // Node would make credentials of these.
  to.username = '';
  to.password = '';
  return to;
}

/** Sends the request; resolves when the headers of the answer are there. */
function send(url: URL, way: Way, progress: Progress): Promise<BegunAnswer> {
  return new Promise((resolve, reject) => {
    if (progress.over) throw new ScrapeProblem('given up');
    const call = openCall(url, way);
    for (const [name, values] of way.headers) call.setHeader(name, values);
    progress.giveUp = () => {
      call.destroy();
      if (way.agent instanceof TunnelAgent) way.agent.giveUp();
    };
    followSteps(call, url.protocol === 'https:', way, progress);
    const codes: string[] = [];
    call.on('error', (error: NodeJS.ErrnoException) => {
      codes.push(error.code ?? '');
      // Each kept connection can be stale once, so this ends with a new one.
      if (call.reusedSocket && progress.step === 'waiting' && STALE.includes(error.code)) {
        resolve(send(url, way, progress));
      } else if (way.proxy !== undefined && progress.step === 'proxy') reject(asProxyProblem(way.proxy, error));
      else reject(error);
    });
    call.on('response', (response) => {
      progress.step = 'body';
      resolve({ call, response, codes });
    });
    call.end();
  });
}

function asProxyProblem(proxy: URL, error: Error): ScrapeProblem {
  return error instanceof ScrapeProblem ? error : proxyProblem(proxy, error);
}

function openCall(url: URL, { agent, proxy }: Way): ClientRequest {
  if (url.protocol === 'https:') return httpsRequest(url, { agent });
  if (proxy === undefined) return httpRequest(url, { agent });
  const request = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
  const call = request(new URL(proxy.origin), { agent, path: url.href });
  call.setHeader('host', url.host);
  const authorization = proxyAuthorization(proxy);
  if (authorization !== undefined) call.setHeader('proxy-authorization', authorization);
  return call;
}

function followSteps(call: ClientRequest, secure: boolean, { proxy }: Way, progress: Progress): void {
  progress.step = proxy === undefined ? 'connecting' : 'proxy';
  call.on('socket', (socket) => {
    if (call.reusedSocket) {
      progress.step = 'waiting';
      return;
    }
    if (!secure) {
      socket.on('connect', () => (progress.step = 'waiting'));
      return;
    }
    if (proxy !== undefined) progress.step = 'handshake';
    socket.on('connect', () => (progress.step = 'handshake'));
    socket.on('secureConnect', () => (progress.step = 'waiting'));
  });
}

async function readAnswer(begun: BegunAnswer, limit: BodyLimit, progress: Progress): Promise<WholeAnswer> {
  const told = (bytes: number): void => {
    progress.bytes = bytes;
  };
  const { headers, statusCode: status = 0 } = begun.response;
  const body = status === 200 ? await readBody(begun, limit, told) : await readAside(begun);
  return { kind: 'answer', status, contentType: headers['content-type'] ?? '', dateMs: ownDateMs(headers), body };
}

function ownDateMs(headers: IncomingHttpHeaders): number | undefined {
  if (headers.date === undefined || headers.age !== undefined || headers.via !== undefined) return undefined;
  const ms = Date.parse(headers.date);
  return Number.isNaN(ms) ? undefined : ms;
}
