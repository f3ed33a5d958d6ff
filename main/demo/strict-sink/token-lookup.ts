import { ALL_CLASSIC_SCOPES, identify, isApiToken } from './authorisation.ts';
import type { AccessOptions } from './authorisation.ts';

export interface LookupAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** `POST /api/v2/apiTokens/lookup`: what a classic token may do. Any scope suffices to ask. */
export function lookUpToken(header: string | undefined, body: string, access: AccessOptions): LookupAnswer {
  const verdict = identify(header, access);
  if (verdict.kind === 'refused') return errorAnswer(verdict.status, verdict.message);
  const token = tokenIn(body);
  if (token === undefined) return errorAnswer(400, 'The body must be a JSON object with the field "token".');
  if (!isApiToken(token) || (access.token !== undefined && token !== access.token)) {
    return errorAnswer(404, 'Token does not exist.');
  }
  const scopes = access.scopes ?? ALL_CLASSIC_SCOPES;
  // The public part of a token is its id; the secret after the second dot never leaves.
  const id = token.split('.').slice(0, 2).join('.');
  return { status: 200, body: { id, name: 'strict sink', enabled: true, personalAccessToken: false, scopes } };
}

function tokenIn(body: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('token' in parsed)) return undefined;
    return typeof parsed.token === 'string' ? parsed.token : undefined;
  } catch {
    // No JSON is the same mistake as JSON of another shape.
    return undefined;
  }
}

function errorAnswer(code: number, message: string): LookupAnswer {
  return { status: code, body: { error: { code, message, constraintViolations: [] } } };
}
