import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Authorization, HttpSettings } from '../../model/target-settings.ts';
import { readSecret } from './read-secret.ts';
import { ScrapeProblem } from './scrape-problem.ts';

/** Names in small letters; one may stand several times. */
export type RequestHeaders = ReadonlyMap<string, readonly string[]>;

/** The user's headers and credentials, files read anew, and `own` over both. Rejects with a `ScrapeProblem`. */
export async function requestHeaders(
  { headers, authorization }: HttpSettings,
  own: Readonly<Record<string, string>>,
): Promise<RequestHeaders> {
  const all = new Map<string, string[]>();
  for (const [name, secret] of headers) {
    const value = await readSecret(secret, `the header ${name}`);
    checkHeader(name, value);
    const key = name.toLowerCase();
    all.set(key, [...(all.get(key) ?? []), value]);
  }
  if (authorization !== undefined) {
    const value = await authorizationValue(authorization);
    checkHeader('authorization', value);
    all.set('authorization', [value]);
  }
  for (const [name, value] of Object.entries(own)) all.set(name, [value]);
  return all;
}

async function authorizationValue(authorization: Authorization): Promise<string> {
  if (authorization.kind === 'credentials') {
    return `${authorization.type} ${await readSecret(authorization.credentials, 'authorization')}`;
  }
  const password = await readSecret(authorization.password, 'basic_auth');
  return `Basic ${Buffer.from(`${authorization.username}:${password}`).toString('base64')}`;
}

function checkHeader(name: string, value: string): void {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
  } catch {
    // Node's own words may be followed by the value in a log.
    throw new ScrapeProblem(`the header ${name} holds what HTTP does not allow. Is there a line break in its value?`);
  }
}
