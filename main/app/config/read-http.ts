import type {
  Authorization,
  HttpSettings,
  ProxySettings,
  Secret,
  TlsSettings,
} from '../../core/model/target-settings.ts';
import { DEFAULTS } from './defaults.ts';
import type { ScrapeKey } from './prometheus-keys.ts';
import type { Fields, Keys, Value } from './yaml-value.ts';

/** Makes the path of a `*_file` absolute: relative ones are meant from the configuration's folder. */
export type ResolvePath = (path: string) => string;

type ScrapeFields = Fields<ScrapeKey>;

/** How the targets of one scrape_config are asked. */
export function readHttp(fields: ScrapeFields, resolvePath: ResolvePath): HttpSettings {
  const tls = fields.get('tls_config');
  return {
    authorization: readAuthorization(fields, resolvePath),
    headers: readHeaders(fields.get('http_headers'), resolvePath),
    tls: tls === undefined ? DEFAULTS.http.tls : readTls(tls, resolvePath),
    proxy: readProxy(fields),
    followRedirects: fields.get('follow_redirects')?.flag() ?? DEFAULTS.http.followRedirects,
  };
}

const WAYS = ['authorization', 'basic_auth', 'bearer_token', 'bearer_token_file'] as const;

function readAuthorization(fields: ScrapeFields, resolvePath: ResolvePath): Authorization | undefined {
  const [first, second] = WAYS.filter((key) => fields.get(key) !== undefined);
  if (first !== undefined && second !== undefined)
    fields.key(second)?.problem(`${second} does not go together with ${first}; keep one of them`);
  const authorization = fields.get('authorization');
  if (authorization !== undefined) return readCredentials(authorization, resolvePath);
  const basic = fields.get('basic_auth');
  if (basic !== undefined) return readBasic(basic, resolvePath);
  const token = secretOf(fields, 'bearer_token', 'bearer_token_file', resolvePath);
  return token && { kind: 'credentials', type: 'Bearer', credentials: token };
}

const AUTHORIZATION: Keys<'type' | 'credentials' | 'credentials_file'> = {
  of: 'authorization',
  known: ['type', 'credentials', 'credentials_file'],
  refused: (key) =>
    key === 'credentials_ref' ? "is Prometheus' and not supported here; use credentials_file" : undefined,
};

function readCredentials(value: Value, resolvePath: ResolvePath): Authorization | undefined {
  const fields = value.fields(AUTHORIZATION);
  const type = fields.get('type')?.filledText() ?? 'Bearer';
  if (type.toLowerCase() === 'basic') {
    fields.get('type')?.problem('type Basic is written as basic_auth:');
    return undefined;
  }
  if (!TOKEN.test(type)) {
    fields.get('type')?.problem('type is one word, such as Bearer');
    return undefined;
  }
  const credentials = secretOf(fields, 'credentials', 'credentials_file', resolvePath);
  if (credentials === undefined) {
    value.problem('authorization needs credentials or credentials_file');
    return undefined;
  }
  return { kind: 'credentials', type, credentials };
}

const BASIC_AUTH: Keys<'username' | 'password' | 'password_file'> = {
  of: 'basic_auth',
  known: ['username', 'password', 'password_file'],
  refused: (key) => {
    if (key === 'username_file' || key === 'username_ref') return 'is not supported here; write the name as username';
    return key === 'password_ref' ? 'is not supported here; use password_file' : undefined;
  },
};

function readBasic(value: Value, resolvePath: ResolvePath): Authorization | undefined {
  const fields = value.fields(BASIC_AUTH);
  const username = fields.get('username')?.text();
  if (username === undefined) {
    value.problem('basic_auth needs a username');
    return undefined;
  }
  if (username.includes(':')) {
    fields.get('username')?.problem('username must not contain a colon');
    return undefined;
  }
  const password = secretOf(fields, 'password', 'password_file', resolvePath) ?? { kind: 'text', text: '' };
  return { kind: 'basic', username, password };
}

/** A secret that stands in the file, or in another one; both is a problem. */
function secretOf<K extends string>(
  fields: Fields<K>,
  textKey: K,
  fileKey: K,
  resolvePath: ResolvePath,
): Secret | undefined {
  const text = fields.get(textKey);
  const file = fields.get(fileKey);
  if (text !== undefined && file !== undefined)
    fields.key(fileKey)?.problem(`${fileKey} does not go together with ${textKey}; keep one of them`);
  const path = file?.filledText();
  if (path !== undefined) return { kind: 'file', path: resolvePath(path) };
  const secret = text?.text();
  return secret === undefined ? undefined : { kind: 'text', text: secret };
}

const TLS_VERSIONS = { TLS10: 'TLSv1', TLS11: 'TLSv1.1', TLS12: 'TLSv1.2', TLS13: 'TLSv1.3' } as const;
const TLS_CHOICES = ['TLS10', 'TLS11', 'TLS12', 'TLS13'] as const;
const TLS_KEYS = [
  'ca',
  'ca_file',
  'cert',
  'cert_file',
  'key',
  'key_file',
  'server_name',
  'insecure_skip_verify',
  'min_version',
] as const;
const TLS: Keys<(typeof TLS_KEYS)[number]> = {
  of: 'tls_config',
  known: TLS_KEYS,
  refused: (key) => {
    if (/^(?:ca|cert|key)_ref$/.test(key)) return `is not supported here; use ${key.replace('_ref', '_file')}`;
    return key === 'max_version' ? 'is not supported here; leave it out' : undefined;
  },
};

function readTls(value: Value, resolvePath: ResolvePath): TlsSettings {
  const fields = value.fields(TLS);
  const cert = secretOf(fields, 'cert', 'cert_file', resolvePath);
  const key = secretOf(fields, 'key', 'key_file', resolvePath);
  if (cert !== undefined && key === undefined) value.problem('a client certificate needs its key: key_file');
  if (key !== undefined && cert === undefined) value.problem('a key needs its client certificate: cert_file');
  const minVersion = fields.get('min_version')?.oneOf(TLS_CHOICES);
  const insecureSkipVerify = fields.get('insecure_skip_verify')?.flag() ?? false;
  if (insecureSkipVerify)
    fields.key('insecure_skip_verify')?.warning('insecure_skip_verify: anybody can pretend to be this target');
  return {
    ca: secretOf(fields, 'ca', 'ca_file', resolvePath),
    cert,
    key,
    serverName: fields.get('server_name')?.filledText(),
    insecureSkipVerify,
    minVersion: minVersion && TLS_VERSIONS[minVersion],
  };
}

function readProxy(fields: ScrapeFields): ProxySettings {
  const fromEnvironment = fields.get('proxy_from_environment')?.flag() === true;
  const url = fields.get('proxy_url');
  if (url !== undefined && fromEnvironment)
    fields.key('proxy_from_environment')?.problem('proxy_from_environment does not go together with proxy_url');
  if (url !== undefined) return { kind: 'url', url: readProxyUrl(url), noProxy: fields.get('no_proxy')?.text() ?? '' };
  fields.key('no_proxy')?.problem('no_proxy needs proxy_url; with proxy_from_environment, NO_PROXY counts');
  return fromEnvironment ? { kind: 'environment' } : { kind: 'none' };
}

/** The address may hold a password, so no message repeats it. */
function readProxyUrl(value: Value): string {
  const text = value.text();
  if (text !== undefined && !isProxyUrl(text))
    value.problem('proxy_url is the URL of an HTTP proxy, such as http://proxy.example:3128');
  return text ?? '';
}

function isProxyUrl(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** Headers that have their own settings, or that this program must write itself. Source: Prometheus, `http_headers`. */
const RESERVED_HEADERS: ReadonlyMap<string, string> = new Map([
  ['authorization', 'use authorization: or basic_auth:'],
  ['host', 'the host is that of the target'],
  ['proxy-authorization', 'put user and password into proxy_url'],
  ...[
    'accept',
    'accept-encoding',
    'connection',
    'content-encoding',
    'content-length',
    'content-type',
    'keep-alive',
    'proxy-authenticate',
    'transfer-encoding',
    'upgrade',
    'user-agent',
    'www-authenticate',
    'x-prometheus-scrape-timeout-seconds',
  ].map((name) => [name, 'this program writes it itself'] as const),
]);

const HEADER: Keys<'values' | 'secrets' | 'files'> = {
  of: 'a header',
  known: ['values', 'secrets', 'files'],
};

function readHeaders(value: Value | undefined, resolvePath: ResolvePath): HttpSettings['headers'] {
  return (value?.entries() ?? []).flatMap(({ key, at, value: header }) => {
    const reserved = RESERVED_HEADERS.get(key.toLowerCase());
    if (reserved !== undefined) at.problem(`the header ${key} cannot be set here; ${reserved}`);
    else if (!TOKEN.test(key)) at.problem(`"${key}" cannot be the name of a header`);
    return readHeaderValues(header, resolvePath).map((secret) => [key, secret] as const);
  });
}

function readHeaderValues(header: Value | undefined, resolvePath: ResolvePath): readonly Secret[] {
  const fields = header?.fields(HEADER);
  const listOf = (key: 'values' | 'secrets') => fields?.get(key)?.list() ?? [];
  const texts = [...listOf('values'), ...listOf('secrets')].map(readHeaderValue);
  const files = fields?.get('files')?.texts() ?? [];
  return [...texts, ...files.map((path): Secret => ({ kind: 'file', path: resolvePath(path) }))];
}

function readHeaderValue(item: Value): Secret {
  const text = item.text() ?? '';
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) item.problem('a header cannot hold line breaks or such letters');
  return { kind: 'text', text };
}

/** What names of headers and of authorization schemes are made of. Source: RFC 9110, `token`. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
