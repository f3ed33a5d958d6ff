import type { HttpSettings, Secret } from '../core/model/target-settings.ts';
import type { Configuration } from './config/configuration.ts';

/** Every secret that a configuration holds, and the files in which it says that others are. */
export interface KnownSecrets {
  readonly texts: readonly string[];
  readonly files: readonly string[];
}

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

/** Tokens, passwords, credentials, values of headers and queries, keys of certificates, users of proxies. */
export function secretsOf({ targets, forward }: Configuration): KnownSecrets {
  const secrets = targets.flatMap(({ http }) => httpSecrets(http));
  return {
    texts: [
      ...secrets.flatMap((secret) => (secret.kind === 'text' ? [secret.text] : [])),
      ...targets.flatMap(({ params }) => params.map(([, value]) => value)),
      ...targets.flatMap(({ http: { proxy } }) => (proxy.kind === 'url' ? userOf(proxy.url) : [])),
      ...(forward.token === undefined ? [] : [forward.token]),
    ],
    files: [...new Set(secrets.flatMap((secret) => (secret.kind === 'file' ? [secret.path] : [])))],
  };
}

/** The secrets that environment variables hold which this program reads. */
export function environmentSecrets(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const proxies = PROXY_VARIABLES.flatMap((name) => [environment[name], environment[name.toLowerCase()]]);
  return [environment['DT_API_TOKEN'] ?? '', ...proxies.flatMap((url) => userOf(url ?? ''))];
}

function httpSecrets({ authorization, headers, tls }: HttpSettings): readonly Secret[] {
  const values = headers.map(([, value]) => value);
  return [...credentialsOf(authorization), ...(tls.key === undefined ? [] : [tls.key]), ...values];
}

/** Of a user with a password also both together, as they stand in a Basic header before base64. */
function credentialsOf(authorization: HttpSettings['authorization']): readonly Secret[] {
  if (authorization === undefined) return [];
  if (authorization.kind === 'credentials') return [authorization.credentials];
  const { username, password } = authorization;
  const pair = password.kind === 'text' ? [`${username}:${password.text}`] : [];
  return [password, ...[username, ...pair].map((text) => ({ kind: 'text', text }) as const)];
}

/** User and password of a URL, as they are written and as they are meant. */
function userOf(url: string): readonly string[] {
  const [, user = ''] = /^[^/]*\/\/([^/?#]*)@/.exec(url) ?? [];
  const [name = '', ...rest] = user.split(':');
  return [name, rest.join(':')].flatMap((part) => [part, decoded(part)]);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
