import { connectionCalls, type ConnectionCalls, type TokenLookup } from '../core/connection-calls.ts';
import { parseEndpoint } from './endpoint.ts';
import { tokenProblem } from './token-rules.ts';

/** What is tested. */
export interface ConnectionSetting {
  /** In any form that `parseEndpoint` takes. */
  readonly address: string;
  readonly token: string;
  readonly allowHttp?: boolean;
}

/** One step and its result, in words that never hold the token. */
export interface ConnectionStep {
  readonly name: 'address' | 'token' | 'ingest';
  /** `refused`: a setting is wrong. `unknown`: nobody could be asked. `skipped`: there is nothing to ask. */
  readonly verdict: 'good' | 'refused' | 'unknown' | 'skipped';
  readonly words: string;
}

/** `accepted` only when metrics would be taken. */
export type Conclusion = 'accepted' | 'refused' | 'unknown';

/**
 * Tests address and token, step by step, and writes nothing: normalise the address, look the token up where that can
 * be done, then an empty POST to `/v1/metrics`. A step that fails ends it. Source: docs.dynatrace.com, API tokens, OTLP metrics ingest.
 */
export async function* testConnection(
  { address, token, allowHttp = false }: ConnectionSetting,
  calls: ConnectionCalls = connectionCalls(process.env),
): AsyncGenerator<ConnectionStep, void, undefined> {
  const endpoint = parseEndpoint(address, { allowHttp });
  if (!endpoint.ok) return yield { name: 'address', verdict: 'refused', words: endpoint.reason };
  yield { name: 'address', verdict: 'good', words: endpoint.endpoint };
  const problem = tokenProblem(token);
  if (problem !== undefined) return yield { name: 'token', verdict: 'refused', words: problem };
  const lookup = lookupStep(await calls.lookUpToken(endpoint.endpoint, token));
  yield lookup;
  if (lookup.verdict === 'refused' || lookup.verdict === 'unknown') return;
  const ingest = await calls.postNothing(endpoint.endpoint, token);
  yield ingest.kind === 'accepted'
    ? { name: 'ingest', verdict: 'good', words: `metrics are accepted (answer to an empty request: ${ingest.status})` }
    : { name: 'ingest', verdict: ingest.kind, words: ingest.reason };
}

/** What all steps say together. */
export function conclusionOf(steps: readonly ConnectionStep[]): Conclusion {
  if (steps.some(({ verdict }) => verdict === 'refused')) return 'refused';
  const ingest = steps.find(({ name }) => name === 'ingest');
  return ingest?.verdict === 'good' ? 'accepted' : 'unknown';
}

/** Why a token is not to be stored, in words; undefined where it may be: a wrong one is told at once. */
export async function refusalOf(setting: ConnectionSetting, calls?: ConnectionCalls): Promise<string | undefined> {
  const steps: ConnectionStep[] = [];
  for await (const step of testConnection(setting, calls)) steps.push(step);
  return conclusionOf(steps) === 'accepted' ? undefined : steps[steps.length - 1]?.words;
}

const METRICS_SCOPE = 'metrics.ingest';

function lookupStep(lookup: TokenLookup): ConnectionStep {
  const name = 'token';
  switch (lookup.kind) {
    case 'none':
      return { name, verdict: 'skipped', words: 'it cannot be looked up here; the next step tells' };
    case 'refused':
    case 'unknown':
      return { name, verdict: lookup.kind, words: lookup.reason };
    case 'found':
      if (!lookup.enabled)
        return { name, verdict: 'refused', words: 'the token is switched off. Enable it in Dynatrace' };
      if (!lookup.scopes.includes(METRICS_SCOPE))
        return { name, verdict: 'refused', words: missingScope(lookup.scopes) };
      return { name, verdict: 'good', words: `it has the scope ${METRICS_SCOPE}${expiry(lookup.expires)}` };
  }
}

function missingScope(scopes: readonly string[]): string {
  const has = scopes.length === 0 ? 'none' : scopes.join(', ');
  return `the token lacks the scope ${METRICS_SCOPE} (it has: ${has}). Create one with it`;
}

function expiry(expires: string | undefined): string {
  return expires === undefined ? ' and does not expire' : ` and expires on ${expires}`;
}
