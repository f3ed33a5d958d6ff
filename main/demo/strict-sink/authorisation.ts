export type Verdict =
  | { readonly kind: 'allowed'; readonly token: string; readonly scheme: 'Api-Token' | 'Bearer' }
  | { readonly kind: 'refused'; readonly status: 401 | 403; readonly message: string };

export interface AccessOptions {
  /** The only token that passes; any well-formed one does when left out. */
  readonly token?: string;
  /** Scopes every token has; all when left out. */
  readonly scopes?: readonly string[];
}

const API_TOKEN = /^dt0[a-zA-Z][0-9]{2}\.[A-Z0-9]{24}\.[A-Z0-9]{64}$/;
/** The scope that metrics need, by scheme: classic tokens and platform tokens name it differently. */
const INGEST_SCOPE = { 'Api-Token': 'metrics.ingest', Bearer: 'openpipeline:metrics:ingest' } as const;

/** Scopes of a classic token that has them all, as far as ingest goes. */
export const ALL_CLASSIC_SCOPES: readonly string[] = ['metrics.ingest', 'openTelemetryTrace.ingest', 'logs.ingest'];

/** Whether this is the form of a classic API token. */
export function isApiToken(token: string): boolean {
  return API_TOKEN.test(token) && token.startsWith('dt0c01.');
}

/** Who is it? Reads an `Authorization` header. No message repeats any part of it. */
export function identify(header: string | undefined, access: AccessOptions): Verdict {
  const match = /^(Api-Token|Bearer) (\S+)$/i.exec(header ?? '');
  if (match === null) {
    const message = header === undefined ? 'Missing authorization header.' : 'Unsupported authorization scheme.';
    return refuse(401, message);
  }
  const scheme = match[1]?.toLowerCase() === 'bearer' ? 'Bearer' : 'Api-Token';
  const token = match[2] ?? '';
  if (scheme === 'Api-Token' && !isApiToken(token)) return refuse(401, 'The API token has an invalid format.');
  if (scheme === 'Bearer' && token.startsWith('dt0c01.')) {
    return refuse(401, "Authorization header contains unsupported authorization scheme 'Bearer' for an API token.");
  }
  if (access.token !== undefined && token !== access.token) return refuse(401, 'The token is not valid.');
  return { kind: 'allowed', token, scheme };
}

/** May it ingest metrics? The same, and the scope of its scheme must be there. */
export function authoriseIngest(header: string | undefined, access: AccessOptions): Verdict {
  const verdict = identify(header, access);
  if (verdict.kind === 'refused' || access.scopes === undefined) return verdict;
  const scope = INGEST_SCOPE[verdict.scheme];
  if (access.scopes.includes(scope)) return verdict;
  return refuse(403, `The token is missing the required scope ${scope}.`);
}

function refuse(status: 401 | 403, message: string): Verdict {
  return { kind: 'refused', status, message };
}
