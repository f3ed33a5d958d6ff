import { authorizationOf, isClassicToken } from './deliver/authorization.ts';
import { judgeNothing, readLookup, type IngestVerdict, type TokenLookup } from './deliver/connection-answers.ts';
import { postJson, postOtlp, type PostOtlp } from './deliver/post-otlp.ts';
import { chooseProxy, type Environment } from './scrape/http/choose-proxy.ts';
import { TunnelAgent } from './scrape/http/tunnel-agent.ts';

export type { IngestVerdict, TokenLookup };

/** The two calls that test a connection. Neither writes anything at the destination, neither rejects. */
export interface ConnectionCalls {
  /** `endpoint` is normalised, and so below. `none` for tokens and endpoints that know no lookup. */
  lookUpToken(endpoint: string, token: string): Promise<TokenLookup>;
  postNothing(endpoint: string, token: string): Promise<IngestVerdict>;
}

const TIMEOUT_MS = 15_000;
const OTLP = /\/api\/v2\/otlp$/;
const NOTHING = new Uint8Array();

/** Calls over the proxy that the environment names for https, if any. */
export function connectionCalls(environment: Environment): ConnectionCalls {
  return {
    lookUpToken: async (endpoint, token) => {
      if (!isClassicToken(token) || !OTLP.test(endpoint)) return { kind: 'none' };
      const url = endpoint.replace(OTLP, '/api/v2/apiTokens/lookup');
      const body = new TextEncoder().encode(JSON.stringify({ token }));
      const post = throughProxy(postJson, environment);
      return readLookup(await post({ url, authorization: authorizationOf(token), body, timeoutMs: TIMEOUT_MS }));
    },
    postNothing: async (endpoint, token) => {
      const request = { url: `${endpoint}/v1/metrics`, authorization: authorizationOf(token), body: NOTHING };
      return judgeNothing(await throughProxy(postOtlp, environment)({ ...request, timeoutMs: TIMEOUT_MS }));
    },
  };
}

/**
 * The same POST over the proxy that `HTTPS_PROXY` and `NO_PROXY` choose, by a tunnel of its own. Plain http, which is
 * for loopback or an explicitly allowed network, goes directly.
 */
export function throughProxy(post: PostOtlp, environment: Environment): PostOtlp {
  return async (request) => {
    const url = new URL(request.url);
    if (url.protocol !== 'https:') return post(request);
    try {
      const proxy = chooseProxy(url, { kind: 'environment' }, environment);
      if (proxy === undefined) return await post(request);
      const agent = new TunnelAgent(proxy, {});
      return await post({ ...request, agent }).finally(() => agent.destroy());
    } catch (error) {
      // An address of a proxy that cannot be read; the words are for the user.
      return { kind: 'failed', sent: false, reason: error instanceof Error ? error.message : String(error) };
    }
  };
}
