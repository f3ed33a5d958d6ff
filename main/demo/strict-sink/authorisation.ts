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
  if (header === undefined) return refuse(401, 'Missing authorization header.');
  const [, name = '', token = ''] = /^(Api-Token|Bearer) (\S+)$/i.exec(header) ?? [];
  if (token === '') return refuse(401, 'Unsupported authorization scheme.');
  const scheme = name.toLowerCase() === 'bearer' ? 'Bearer' : 'Api-Token';
  const mistake = formMistake(scheme, token);
  if (mistake !== undefined) return refuse(401, mistake);
  if (access.token !== undefined && token !== access.token) return refuse(401, 'The token is not valid.');
  return { kind: 'allowed', token, scheme };
}

/** What is wrong with a token under its scheme: classic tokens have a fixed form and never travel as Bearer. */
function formMistake(scheme: 'Api-Token' | 'Bearer', token: string): string | undefined {
  if (scheme === 'Api-Token') return isApiToken(token) ? undefined : 'The API token has an invalid format.';
  if (!token.startsWith('dt0c01.')) return undefined;
  return "Authorization header contains unsupported authorization scheme 'Bearer' for an API token.";
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
