import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { OwnMetrics } from '../../../../../main/app/own-metrics.ts';
import { AttachKeys } from '../../../../../main/hosts/headless/http/attach-keys.ts';
import { answerOwnMetrics } from '../../../../../main/hosts/headless/http/own-metrics-server.ts';
import { pageFolder } from '../../../../../main/hosts/headless/http/page-folder.ts';
import { serveScreen, type ScreenOptions } from '../../../../../main/hosts/headless/http/screen-server.ts';
import type { Answer, MonitorApi, SetForwarding } from '../../../../../preload/contract/api.ts';
import type { NoticeView, Snapshot } from '../../../../../preload/contract/view.ts';
import { fakeApi } from '../../../../fakes/monitor-api.ts';
import { fakeFacts } from '../../../../fakes/monitor-facts.ts';
import { fakeBox, fakeSnapshot } from '../../../../fakes/snapshot.ts';

/** A monitor whose snapshots the test makes. */
export class FakeMonitor {
  readonly asked: SetForwarding[] = [];
  #onAsked: () => void = () => undefined;
  /** Resolves at the next switch. */
  readonly asking = new Promise<void>((resolve) => {
    this.#onAsked = resolve;
  });
  /** Of a switch. */
  answer: Promise<Answer> = Promise.resolve({ ok: true });
  readonly #listeners = new Set<(snapshot: Snapshot) => void>();
  readonly #noticed = new Set<(notice: NoticeView) => void>();
  now = fakeSnapshot(fakeBox('fine'));
  readonly api: MonitorApi = fakeApi({
    snapshot: () => Promise.resolve(this.now),
    setForwarding: (argument) => {
      this.asked.push(argument);
      this.#onAsked();
      return this.answer;
    },
    saveDestination: () => Promise.reject(new Error('the token dt0c01.secret is wrong')),
    on: (event, listener) => {
      const tell = (snapshot: Snapshot) => {
        listener(snapshot as Parameters<typeof listener>[0]);
      };
      const notify = (notice: NoticeView) => {
        listener(notice as Parameters<typeof listener>[0]);
      };
      if (event === 'snapshot') this.#listeners.add(tell);
      if (event === 'notice') this.#noticed.add(notify);
      return () => {
        this.#listeners.delete(tell);
        this.#noticed.delete(notify);
      };
    },
  });

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Tells of a notice. */
  notify(notice: NoticeView): void {
    for (const listener of this.#noticed) listener(notice);
  }

  tell(snapshot: Snapshot): void {
    this.now = snapshot;
    for (const listener of this.#listeners) listener(snapshot);
  }
}

export interface ServedScreen {
  readonly url: string;
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly monitor: FakeMonitor;
  readonly attachKeys: AttachKeys;
  /** Where it is kept who was paired. */
  readonly stateFolder: string;
  /** The addresses it told, each with its token. */
  readonly addresses: string[];
  /** A session for the newest token. */
  session(): Promise<string>;
  readonly close: () => Promise<void>;
}

/** A screen with a page of one file, and a secret file beside its folder. */
export async function serve(
  context: TestContext,
  limits: NonNullable<ScreenOptions['limits']> = {},
  port = 0,
): Promise<ServedScreen> {
  const outside = mkdtempSync(join(tmpdir(), 'nim-glance-screen-'));
  const folder = mkdtempSync(join(outside, 'page-'));
  writeFileSync(join(outside, 'secret.html'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>screen</title>');
  const monitor = new FakeMonitor();
  const addresses: string[] = [];
  const attachKeys = new AttachKeys(outside, Date.now);
  const server = await serveScreen({
    ...{ attachKeys, computer: 'dgx-lab', port, api: monitor.api, files: pageFolder(folder) ?? new Map(), limits },
    ownMetrics: answerOwnMetrics({ metrics: new OwnMetrics(), facts: fakeFacts, version: '1.2.3' }),
    onAddress: (address) => addresses.push(address),
  });
  context.after(async () => {
    await server.close();
    rmSync(outside, { recursive: true });
  });
  const { url, close } = server;
  return {
    url,
    host: url.slice('http://'.length),
    monitor,
    attachKeys,
    stateFolder: outside,
    addresses,
    session: () => sessionOf(url, addresses),
    close,
  };
}

async function sessionOf(url: string, addresses: readonly string[]): Promise<string> {
  const answer = await ask(`${url}/session`, postToken(tokenOf(addresses)));
  return (JSON.parse(answer.body) as { session: string }).session;
}

export function tokenOf(addresses: readonly string[]): string {
  return addresses.at(-1)?.split('#')[1] ?? '';
}

export function postToken(token: string, headers: Readonly<Record<string, string>> = {}): Ask {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ token }),
  };
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One request, whose path is sent as it stands, and with any Host. */
export async function ask(url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answered> {
  const [, host = '', path = ''] = /^http:\/\/([^/]+)(.*)$/.exec(url) ?? [];
  const [hostname, port] = host.split(':');
  const outgoing = request({ hostname, port, path, method, headers, agent: false });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

/** The head of the answer to a WebSocket handshake. */
export async function handshake({ host }: ServedScreen, { path = '/socket', headers = '' } = {}): Promise<string> {
  const socket = connect(Number(host.split(':')[1]), '127.0.0.1');
  const base = `Upgrade: websocket\r\nConnection: Upgrade\r\n`;
  const ownHost = headers.includes('Host:') ? '' : `Host: ${host}\r\n`;
  const key = headers.includes('Sec-')
    ? ''
    : 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  socket.write(`GET ${path} HTTP/1.1\r\n${ownHost}${base}${key}${headers}\r\n`);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString();
}
