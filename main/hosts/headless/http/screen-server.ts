import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pagePolicy } from '../../../app/page-policy.ts';
import type { MonitorApi } from '../../../../preload/contract/api.ts';
import {
  CODE_PATH,
  PAIR_PATH,
  SESSION_PATH,
  SOCKET_PATH,
  type CodeMessage,
  type PairedMessage,
  type SessionMessage,
} from '../../../../preload/contract/socket-message.ts';
import { socketParsers } from '../../../../preload/contract/socket-parsers.ts';
import type { AttachKeys } from './attach-keys.ts';
import { listenOnLoopback, type LoopbackServer } from './listen-on-loopback.ts';
import { isLoopbackHost } from './loopback-host.ts';
import type { OwnMetricsAnswer } from './own-metrics-server.ts';
import type { PageFile } from './page-folder.ts';
import { ScreenClients, type ClientLimits } from './screen-clients.ts';
import { isOwnUser } from './peer-user.ts';
import { ScreenSessions } from './screen-sessions.ts';
import { acceptKey } from './socket-peer.ts';

/** What is served, and where. */
export interface ScreenOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  readonly api: MonitorApi;
  /** The bundled screen, by URL path. */
  readonly files: ReadonlyMap<string, PageFile>;
  /** Its own metrics and health, beside the screen. */
  readonly ownMetrics: OwnMetricsAnswer;
  /** Who may attach a desktop program; undefined: nobody, nothing of it is kept. */
  readonly attachKeys: AttachKeys | undefined;
  /** This computer's name. */
  readonly computer: string;
  /** Told the address that lets one more browser in, at the start and whenever one was used. It holds a secret. */
  onAddress(address: string): void;
  /** For tests. */
  readonly limits?: Partial<ClientLimits>;
}

const LIMITS: ClientLimits = {
  mostMessageBytes: 524_288,
  heartbeatMs: 20_000,
  closeMs: 1_000,
  mostClients: 32,
  firstMessageMs: 5_000,
  mostCalls: 32,
};
const TIMEOUT_MS = 5_000;
const MOST_CONNECTIONS = 128;
const MOST_HEADER_BYTES = 8_192;
const MOST_TOKEN_BYTES = 1_024;
const TEXT = 'text/plain; charset=utf-8';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

export interface ScreenServer extends LoopbackServer {
  /** The address that lets one browser in that runs for this user: it may stand among the arguments of a program. */
  readonly ownAddress: string;
}

/**
 * Serves the screen on 127.0.0.1: its files to whoever asks, and the monitor behind it to whoever shows a session. Rejects
 * with an `Error` whose message is for the user when the port cannot be had; another one is never taken instead.
 */
export async function serveScreen(options: ScreenOptions): Promise<ScreenServer> {
  const sessions = new ScreenSessions();
  const admission = {
    hasSession: (session: string) => sessions.has(session),
    keyOf: (id: string) => options.attachKeys?.keyOf(id),
    computer: options.computer,
  };
  const clients = new ScreenClients(options.api, admission, { ...LIMITS, ...options.limits });
  const server = createServer({
    maxHeaderSize: MOST_HEADER_BYTES,
    connectionsCheckingInterval: 1_000,
    requireHostHeader: false,
  });
  server.requestTimeout = TIMEOUT_MS;
  server.headersTimeout = TIMEOUT_MS;
  server.keepAliveTimeout = TIMEOUT_MS;
  server.maxConnections = MOST_CONNECTIONS;
  const screen = new Screen(options, sessions, () => {
    options.onAddress(`${listening.url}/#${sessions.newToken()}`);
  });
  answerWith(server, screen, clients);
  const listening = await listenOnLoopback(server, options.port);
  // Not before: where the port cannot be had nobody would end it.
  const unfollow = options.attachKeys?.follow(() => {
    clients.closeForgotten();
  });
  options.onAddress(`${listening.url}/#${sessions.newToken()}`);
  return {
    url: listening.url,
    ownAddress: `${listening.url}/#${sessions.newOwnToken()}`,
    close: () => {
      unfollow?.();
      clients.close();
      return listening.close();
    },
  };
}

function answerWith(server: Server, screen: Screen, clients: ScreenClients): void {
  server.on('request', (request, response) => {
    void screen.respond(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const refusal = upgradeRefusal(request, clients);
    if (refusal === undefined) shakeHands(request, socket, head, clients);
    else socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
}

/** A page of another origin may open a WebSocket anywhere, and sends its own name in `Origin`: here it is looked at. */
function upgradeRefusal(request: IncomingMessage, clients: ScreenClients): string | undefined {
  const { headers, method, url } = request;
  if (!isOurs(request)) return '403 Forbidden';
  if (url !== SOCKET_PATH) return '404 Not Found';
  const key = headers['sec-websocket-key'] ?? '';
  const asksForIt = method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
  if (!asksForIt || headers['sec-websocket-version'] !== '13' || Buffer.from(key, 'base64').length !== 16)
    return '400 Bad Request';
  return clients.hasRoom ? undefined : '503 Service Unavailable';
}

function shakeHands({ headers }: IncomingMessage, socket: Duplex, head: Buffer, clients: ScreenClients): void {
  // A client need not wait for the answer before its first frame.
  socket.unshift(head);
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${acceptKey(headers['sec-websocket-key'] ?? '')}\r\n\r\n`,
  );
  clients.welcome(socket);
}

/**
 * Whether it was sent to this computer by its own name, and by nobody or by our own page. A name of the web that was
 * pointed at 127.0.0.1 is not such a name, and a page of another port is not our page.
 */
function isOurs({ headers: { host, origin } }: IncomingMessage): boolean {
  return isLoopbackHost(host) && (origin === undefined || origin === `http://${host ?? ''}`);
}

class Screen {
  readonly #options: ScreenOptions;
  readonly #sessions: ScreenSessions;
  readonly #onTokenUsed: () => void;

  constructor(options: ScreenOptions, sessions: ScreenSessions, onTokenUsed: () => void) {
    this.#options = options;
    this.#sessions = sessions;
    this.#onTokenUsed = onTokenUsed;
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { ownMetrics } = this.#options;
    const path = (request.url ?? '').replace(/\?.*$/s, '');
    if (isOurs(request) && ownMetrics.paths.includes(path)) {
      ownMetrics.respond(request, response);
      return;
    }
    const { status, type, body } = await this.#answerTo(request, path);
    // What is left of a body is not waited for.
    if (!request.complete) response.setHeader('Connection', 'close');
    response.writeHead(status, { ...headersFor(request), 'Content-Type': type });
    response.end(request.method === 'HEAD' ? '' : body);
  }

  #answerTo(request: IncomingMessage, path: string): Promise<Answer> | Answer {
    const { method } = request;
    if (!isOurs(request)) return refusal(403, 'Ask for 127.0.0.1: no other name, and no other page, is answered here');
    if (path === SESSION_PATH || path === PAIR_PATH || path === CODE_PATH)
      return method === 'POST' ? this.#posted(request, path) : refusal(405, 'This takes a POST');
    if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'This can only be read');
    const file = this.#options.files.get(path);
    return file === undefined ? refusal(404, 'Not found') : readPage(file);
  }

  async #posted(request: IncomingMessage, path: string): Promise<Answer> {
    // No form of another page can send this type without asking first.
    if (request.headers['content-type'] !== 'application/json') return refusal(415, 'This takes application/json');
    const text = await readShort(request);
    if (text === undefined) return refusal(413, 'Too large');
    if (path === SESSION_PATH) return this.#session(text, request);
    const { attachKeys, computer } = this.#options;
    if (attachKeys === undefined) return refusal(404, 'Nobody can attach here: start it with --config or --state-dir');
    if (path === PAIR_PATH) return pair(text, attachKeys, computer);
    const answer = newCode(text, attachKeys);
    return answer === undefined ? refusal(403, 'This needs the key of this computer') : inJson(answer);
  }

  #session(text: string, request: IncomingMessage): Answer {
    const exchanged = this.#exchange(text, request);
    if (exchanged === undefined) return refusal(403, 'This token was used, or is none');
    const { session, own } = exchanged;
    if (!own) this.#onTokenUsed();
    return inJson({ session });
  }

  #exchange(text: string, { socket }: IncomingMessage): ReturnType<ScreenSessions['exchange']> {
    try {
      return this.#sessions.exchange(socketParsers.token(text).token, () => isOwnUser(socket));
    } catch {
      return undefined;
    }
  }
}

async function pair(text: string, keys: AttachKeys, computer: string): Promise<Answer> {
  const asked = read(socketParsers.pair, text);
  try {
    const paired = asked === undefined ? undefined : await keys.pair(asked);
    if (paired !== undefined) return inJson({ ...paired, computer });
    return refusal(403, 'This code was used, is too old, or is none');
  } catch (error) {
    return refusal(507, (error as NodeJS.ErrnoException).code ?? 'its state cannot be written');
  }
}

function newCode(text: string, keys: AttachKeys): CodeMessage | undefined {
  const asked = read(socketParsers.askCode, text);
  return asked === undefined ? undefined : keys.codeFor(asked);
}

/** Undefined where the text is no such message. */
function read<T>(parse: (text: string) => T, text: string): T | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function inJson(value: SessionMessage | PairedMessage | CodeMessage): Answer {
  return { status: 200, type: 'application/json', body: JSON.stringify(value) };
}

function headersFor({ headers: { host } }: IncomingMessage) {
  return {
    // By its name, too: not every browser takes a WebSocket for 'self'.
    'Content-Security-Policy': pagePolicy(isLoopbackHost(host) ? `ws://${host ?? ''}` : ''),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

function refusal(status: number, words: string): Answer {
  return { status, type: TEXT, body: `${words}\n` };
}

async function readPage({ path, contentType }: PageFile): Promise<Answer> {
  try {
    return { status: 200, type: contentType, body: await readFile(path) };
  } catch {
    return refusal(404, 'Not found');
  }
}

/** The body; undefined once it is longer than a token can be. */
async function readShort(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_TOKEN_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
