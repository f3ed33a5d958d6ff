import { errorMessage } from './error-message.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { PostAnswer } from './outcome.ts';

/** What the destination knows of a token, or why it does not say. Reasons are words for the user. */
export type TokenLookup =
  | {
      readonly kind: 'found';
      readonly enabled: boolean;
      readonly scopes: readonly string[];
      /** The day, `2027-01-31`; undefined: never. */
      readonly expires: string | undefined;
    }
  | { readonly kind: 'refused'; readonly reason: string }
  /** This destination looks up no tokens. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Whether the destination would take metrics with this token. */
export type IngestVerdict =
  | { readonly kind: 'accepted'; readonly status: number }
  | { readonly kind: 'refused' | 'unknown'; readonly reason: string };

/** Reads what `POST /api/v2/apiTokens/lookup` answered. Source: docs.dynatrace.com, API tokens. */
export function readLookup(answer: PostAnswer): TokenLookup {
  if (answer.kind === 'failed') return { kind: 'unknown', reason: answer.reason };
  const { status, contentType, body } = answer;
  const isJson = /\bjson\b/.test(contentType);
  if (status === 200) return isJson ? readFacts(new TextDecoder().decode(body)) : { kind: 'none' };
  const said = errorMessage(contentType, body);
  if (status === 401) return { kind: 'refused', reason: detailed('the token is not accepted (401)', said) };
  if (status === 404 && isJson) return { kind: 'refused', reason: 'this environment does not know the token (404)' };
  if (status === 429 || status >= 500) return { kind: 'unknown', reason: detailed(`answered ${status}`, said) };
  return { kind: 'none' };
}

function readFacts(text: string): TokenLookup {
  try {
    const facts: unknown = JSON.parse(text);
    if (!isFacts(facts)) return { kind: 'none' };
    const { enabled, scopes, expirationDate } = facts;
    return { kind: 'found', enabled, scopes, expires: expirationDate?.slice(0, 10) };
  } catch {
    // Not the answer of a token lookup: the empty POST decides alone.
    return { kind: 'none' };
  }
}

interface Facts {
  readonly enabled: boolean;
  readonly scopes: readonly string[];
  readonly expirationDate?: string;
}

function isFacts(value: unknown): value is Facts {
  if (typeof value !== 'object' || value === null) return false;
  const { enabled, scopes, expirationDate } = value as Readonly<Record<string, unknown>>;
  const isList = Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string');
  const isDate = typeof expirationDate === 'string' && /^\d{4}-\d\d-\d\dT/.test(expirationDate);
  return typeof enabled === 'boolean' && isList && (expirationDate === undefined || isDate);
}

/**
 * Judges the answer to an empty POST to `/v1/metrics`: 200 and 400 mean that address and token are right, since only
 * the body was refused. The rest as for any delivery (ledger: "Answers"); a portal or an outage says nothing of the token.
 */
export function judgeNothing(answer: PostAnswer): IngestVerdict {
  if (answer.kind === 'answer' && answer.status === 400 && !isWebServer(answer))
    return { kind: 'accepted', status: 400 };
  // Retry-After is of no use here, so neither is the time.
  const outcome = judgeAnswer(answer, 0);
  if (outcome.kind === 'delivered') return { kind: 'accepted', status: 200 };
  const isRefused = outcome.kind === 'hold' && !outcome.unseen;
  return { kind: isRefused ? 'refused' : 'unknown', reason: outcome.reason };
}

type Answer = Extract<PostAnswer, { kind: 'answer' }>;

/** Whether a 400 is that of a web server, about HTTP itself, and not of OTLP. */
function isWebServer({ contentType, body }: Answer): boolean {
  if (/\bhtml\b/.test(contentType)) return true;
  // Go's words on a TLS port.
  return /http request to an? https server/i.test(new TextDecoder().decode(body));
}

function detailed(what: string, detail: string): string {
  return detail === '' ? what : `${what}: ${detail}`;
}
