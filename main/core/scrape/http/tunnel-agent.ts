import { request as httpRequest, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect, type ConnectionOptions } from 'node:tls';
import { wireWords } from '../failure-words.ts';
import { ScrapeProblem } from './scrape-problem.ts';

type Made = (error: Error | null, socket: Duplex) => void;

/** The `Proxy-Authorization` that a proxy's address asks for, or undefined. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const pair = `${unescaped(username)}:${unescaped(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

/** A password may hold a % that begins nothing. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Then it is meant as it stands.
    return text;
  }
}

/** A failure on the way to a proxy, in words. */
export function proxyProblem(proxy: URL, error: Error): ScrapeProblem {
  const code = 'code' in error ? String(error.code) : undefined;
  const words = wireWords({ code, message: error.message }, proxy.protocol === 'https:');
  return new ScrapeProblem(`the proxy ${proxy.host}: ${words}`);
}

/**
 * Makes TLS connections through an HTTP proxy (CONNECT) and keeps them.
 * Written here and not taken from `https-proxy-agent`: a request that is given up must take its half-made tunnel with
 * it, and there each one to a silent proxy leaves a socket behind.
 */
export class TunnelAgent extends HttpsAgent {
  readonly #proxy: URL;
  readonly #pending = new Set<ClientRequest>();

  constructor(proxy: URL, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
  }

  override createConnection(options: ConnectionOptions, made: Made): undefined {
    const place = `${bracketed(options.host ?? '')}:${String(options.port)}`;
    const call = this.#ask(place);
    this.#pending.add(call);
    const fail = (problem: ScrapeProblem): void => {
      this.#pending.delete(call);
      // The agent looks at the error first and then not at the socket.
      made(problem, undefined as unknown as Duplex);
    };
    call.on('connect', ({ statusCode = 0 }, socket, head) => {
      if (statusCode !== 200) {
        socket.destroy();
        fail(new ScrapeProblem(refusal(this.#proxy, place, statusCode)));
        return;
      }
      this.#pending.delete(call);
      if (head.length > 0) socket.unshift(head);
      made(null, tlsConnect({ ...options, socket }));
    });
    call.on('error', (error) => {
      fail(proxyProblem(this.#proxy, error));
    });
    call.end();
  }

  /** Closes the tunnels that are still being made. */
  giveUp(): void {
    for (const call of this.#pending) call.destroy();
    this.#pending.clear();
  }

  override destroy(): void {
    this.giveUp();
    super.destroy();
  }

  #ask(place: string): ClientRequest {
    const authorization = proxyAuthorization(this.#proxy);
    const headers = { host: place, ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }) };
    const request = this.#proxy.protocol === 'https:' ? httpsRequest : httpRequest;
    return request(new URL(this.#proxy.origin), { method: 'CONNECT', path: place, agent: false, headers });
  }
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function refusal(proxy: URL, place: string, status: number): string {
  return status === 407
    ? `the proxy ${proxy.host} asks for credentials (407). Put them into proxy_url or HTTPS_PROXY`
    : `the proxy ${proxy.host} does not connect to ${place} (${String(status)}). Check its rules, or set no_proxy`;
}
