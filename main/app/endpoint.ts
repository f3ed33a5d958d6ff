export type EndpointResult =
  { readonly ok: true; readonly endpoint: string } | { readonly ok: false; readonly reason: string };

export interface EndpointOptions {
  /** Whether a token may travel unencrypted to another computer; only by the user's explicit setting. */
  readonly allowHttp?: boolean;
}

const OTLP = '/api/v2/otlp';
const EXAMPLE = `https://abc12345.live.dynatrace.com${OTLP}`;

/** What a SaaS environment is called: three letters, five digits. */
const ENVIRONMENT_ID = /^[a-z]{3}\d{5}$/i;
/** Hosts of SaaS environments, without the names of their parts; `live` and `apps` lead to the same environment. */
const DYNATRACE_HOST = /(^|\.)dynatrace(labs)?\.com$/;
const ENVIRONMENT_HOST = /^[a-z0-9-]+\.live\.dynatrace\.com$|^[a-z0-9-]+(\.(dev|sprint))?\.dynatracelabs\.com$/;

/**
 * Reads where to forward to, and makes one spelling of it: an environment id, any address of Dynatrace's web UI or API
 * as copied from a browser, an ActiveGate, a Managed environment, or any OTLP base URL, with or without `/v1/metrics`.
 * No `/` at the end. A token may only leave the machine over https; http is for loopback. No reason repeats the text,
 * which may hold a password. Source: docs.dynatrace.com, OTLP API endpoints.
 */
export function parseEndpoint(text: string, options: EndpointOptions = {}): EndpointResult {
  const url = readUrl(text.trim());
  if (url === undefined) return refuse(`The address must be a URL such as ${EXAMPLE}, or an environment id`);
  if (!isSafe(url, options.allowHttp === true)) return refuse(unsafe(url));
  if (url.username !== '' || url.password !== '') return refuse('Credentials do not belong into the address');
  const host = apiHost(url.hostname);
  const path = url.pathname.replace(/\/+$/, '');
  const origin = `${url.protocol}//${host}${url.port === '' ? '' : `:${url.port}`}`;
  if (!DYNATRACE_HOST.test(host)) return { ok: true, endpoint: origin + otlpPath(path) };
  if (ENVIRONMENT_HOST.test(host)) return { ok: true, endpoint: origin + environmentPart(path) + OTLP };
  if (isOtlp(path)) return { ok: true, endpoint: origin + otlpPath(path) };
  return refuse(`This is a page of Dynatrace, not the address of an environment. Enter one such as ${EXAMPLE}`);
}

function readUrl(text: string): URL | undefined {
  if (ENVIRONMENT_ID.test(text)) return new URL(`https://${text}.live.dynatrace.com`);
  // Browsers show addresses without their scheme.
  const bare = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.dynatrace(labs)?\.com([:/?#]|$)/i.test(text);
  try {
    return new URL(bare ? `https://${text}` : text);
  } catch {
    return undefined;
  }
}

function isSafe({ protocol, hostname }: URL, allowHttp: boolean): boolean {
  if (protocol === 'https:') return true;
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
  return protocol === 'http:' && (loopback || (allowHttp && !DYNATRACE_HOST.test(apiHost(hostname))));
}

function unsafe({ protocol }: URL): string {
  const must = 'The address must start with https:// so that the token stays secret';
  return protocol === 'http:' ? `${must}; http:// is for this computer, elsewhere only when it is allowed` : must;
}

/** The host that answers API calls: the web UI's `.apps.` hosts do not. */
function apiHost(hostname: string): string {
  return hostname
    .replace(/\.+$/, '')
    .replace(/\.apps\.dynatrace\.com$/, '.live.dynatrace.com')
    .replace(/\.apps\.dynatracelabs\.com$/, '.dynatracelabs.com');
}

/** Of a host that may be anything: only what names an environment of an ActiveGate or Managed is changed. */
function otlpPath(path: string): string {
  const base = path.replace(/\/v1\/(metrics|traces|logs)$/, '').replace(/\/+$/, '');
  const environment = environmentPart(base);
  return environment === '' ? base : environment + OTLP;
}

function environmentPart(path: string): string {
  const [, id] = /^\/+e\/+([^/]+)/.exec(path) ?? [];
  return id === undefined ? '' : `/e/${id}`;
}

function isOtlp(path: string): boolean {
  return /^(\/e\/[^/]+)?\/api\/v2\/otlp(\/|$)/.test(path);
}

function refuse(reason: string): EndpointResult {
  return { ok: false, reason };
}
