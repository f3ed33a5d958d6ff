import { directAgent, KEPT_CONNECTION, postOtlp, type PostOtlp } from './deliver/post-otlp.ts';
import { chooseProxy, type Environment } from './scrape/http/choose-proxy.ts';
import { TunnelAgent } from './scrape/http/tunnel-agent.ts';

type KeptAgent = ReturnType<typeof directAgent>;

/**
 * Sends to one destination over a connection that is kept while requests follow each other, through the proxy that
 * `HTTPS_PROXY` and `NO_PROXY` choose. Plain http, which is for loopback or an explicitly allowed network, goes directly.
 */
export class DestinationPost {
  readonly #environment: Environment;
  readonly #post: PostOtlp;
  #agent: KeptAgent | undefined;
  #route = '';

  constructor(environment: Environment, post: PostOtlp = postOtlp) {
    this.#environment = environment;
    this.#post = post;
  }

  /** As `postOtlp`; after a failure the next request makes a new connection, for the network may be another one. */
  readonly post: PostOtlp = async (request) => {
    const agent = this.#agentFor(request.url);
    if (agent instanceof Error) return { kind: 'failed', sent: false, reason: agent.message };
    const answer = await this.#post({ ...request, agent });
    if (answer.kind === 'failed') this.close();
    return answer;
  };

  /** Ends the connection, also one that is in use or still being made. */
  close(): void {
    this.#agent?.destroy();
    this.#agent = undefined;
  }

  /** The kept one, unless another host or proxy is asked for; the words of an error are for the user. */
  #agentFor(address: string): KeptAgent | Error {
    try {
      const url = new URL(address);
      const secure = url.protocol === 'https:';
      const proxy = secure ? chooseProxy(url, { kind: 'environment' }, this.#environment) : undefined;
      const route = `${url.origin} ${proxy?.href ?? ''}`;
      if (this.#agent !== undefined && route === this.#route) return this.#agent;
      this.close();
      this.#route = route;
      this.#agent = proxy === undefined ? directAgent(secure) : new TunnelAgent(proxy, KEPT_CONNECTION);
      return this.#agent;
    } catch (error) {
      return error instanceof TypeError ? new Error('the address of the destination cannot be read') : (error as Error);
    }
  }
}
