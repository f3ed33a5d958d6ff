import type { TargetAddress, TargetSettings } from '../model/target-settings.ts';

export type AddressResult =
  { readonly ok: true; readonly address: TargetAddress } | { readonly ok: false; readonly reason: string };

/** NIM's port. */
const DEFAULT_PORT = 8000;
const NO_CREDENTIALS = 'credentials do not belong into the address';

/** Reads `host`, `host:port` or a URL; without a port 8000 is meant, 443 for https. */
export function parseTargetAddress(text: string): AddressResult {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, reason: 'an address is missing, for example http://dgx-lab:8000' };
  const url = readUrl(trimmed);
  if (url === undefined) return { ok: false, reason: unreadable(trimmed) };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { ok: false, reason: `"${url.protocol}//" is not supported; use http:// or https://` };
  }
  if (url.username !== '' || url.password !== '') {
    return { ok: false, reason: NO_CREDENTIALS };
  }
  const scheme = url.protocol === 'https:' ? 'https' : 'http';
  const namedPort = url.port === '' ? explicitPort(trimmed) : Number(url.port);
  const port = namedPort ?? (scheme === 'https' ? 443 : DEFAULT_PORT);
  const path = url.pathname === '/' ? undefined : url.pathname + url.search;
  return { ok: true, address: { scheme, host: url.hostname, port, path } };
}

/** What may hold a password is not repeated. */
function unreadable(text: string): string {
  return text.includes('@') ? NO_CREDENTIALS : `"${text}" is no address; write it like http://dgx-lab:8000`;
}

function readUrl(text: string): URL | undefined {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  } catch {
    // The caller says how an address is written.
    return undefined;
  }
}

/** `URL` hides a port that is the scheme's own; `host:80` still means 80. */
function explicitPort(text: string): number | undefined {
  const match = /^(?:[a-z]+:\/\/)?[^/]*:(\d+)(?:\/|$)/i.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** The base URL, without a path. */
export function baseUrl({ scheme, host, port }: TargetAddress): string {
  return `${scheme}://${host}:${String(port)}`;
}

/** `path` with the target's query parameters; a path that has some of its own keeps them. */
export function withParams(path: string, params: TargetSettings['params']): string {
  if (params.length === 0) return path;
  const query = params.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/**
 * The identity under which a target's baselines are kept: its job, and where it is asked.
 * The order of the parameters does not matter, and nothing secret is in it.
 */
export function targetId({ labels, address, params }: TargetSettings): string {
  const job = labels.find(([name]) => name === 'job')?.[1] ?? '';
  const sorted = [...params].sort(([a, c], [b, d]) => (a < b || (a === b && c < d) ? -1 : 1));
  return `${job} ${baseUrl(address)}${withParams(address.path ?? '', sorted)}`;
}
