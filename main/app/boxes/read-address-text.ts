import type { TargetAddress } from '../../core/model/target-settings.ts';
import { parseTargetAddress } from '../../core/pipeline.ts';
import { readCurl } from './read-curl.ts';
import { readSshLine } from './read-ssh-line.ts';
import { capital } from '../capital.ts';

/** The address that a text names. */
export type NamedAddress =
  | {
      readonly ok: true;
      /** With its query, without credentials. */
      readonly address: TargetAddress;
      /** The machine at the other end of a tunnel, where the text tells it; empty otherwise. */
      readonly machine: string;
      /** What of the text is not kept and where it belongs, in words; empty where all of it is. */
      readonly leftOut: string;
    }
  /** In words for the user, which never hold what may be a secret. */
  | { readonly ok: false; readonly reason: string };

const EXAMPLE = 'Write it like dgx-lab:8000, or paste a URL, a curl command or a line of ssh -L.';
const CREDENTIALS_LEFT_OUT =
  'Its credentials are not kept here. If it asks for some, give its job in the file an authorization or a basic_auth.';
/** Names of parameters that hold a secret. */
const SECRET_PARAMETER = /token|key|secret|pass|auth|sig/i;

/** Reads `host`, `host:port`, a port of this computer, a URL, a curl command or a line of `ssh -L`. */
export function readAddressText(text: string): NamedAddress {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: false, reason: `An address is missing. ${EXAMPLE}` };
  const curl = readCurl(trimmed);
  if (curl !== undefined) {
    if (curl.url === undefined) return { ok: false, reason: 'This curl command names no address.' };
    return named(curl.url, { hasCredentials: curl.hasCredentials });
  }
  const ssh = readSshLine(trimmed);
  if (ssh?.local !== undefined) return named(ssh.local, { machine: ssh.machine });
  if (ssh !== undefined) {
    return { ok: false, reason: 'This ssh line makes no tunnel to a port: add -L 8000:localhost:8000 to it.' };
  }
  if (/\s/.test(trimmed)) return { ok: false, reason: `There is no address in this text. ${EXAMPLE}` };
  return named(trimmed, {});
}

/** What surrounds the address in the text. */
interface Around {
  readonly machine?: string;
  readonly hasCredentials?: boolean;
}

function named(text: string, { machine = '', hasCredentials = false }: Around): NamedAddress {
  const { rest, had } = withoutCredentials(asHost(text));
  const result = parseTargetAddress(rest);
  if (!result.ok) return { ok: false, reason: `${sentence(result.reason)} ${EXAMPLE}` };
  const { path, dropped } = usefulPath(result.address.path);
  const { host, port } = result.address;
  if (port === 0) return { ok: false, reason: `Port 0 is no port. ${EXAMPLE}` };
  const here = host === '0.0.0.0' || host === '[::]' ? '127.0.0.1' : host;
  const leftOut = had || dropped || hasCredentials ? CREDENTIALS_LEFT_OUT : '';
  return { ok: true, address: { ...result.address, host: here, path }, machine, leftOut };
}

/** A port alone is one of this computer; an IPv6 address belongs into brackets. */
function asHost(text: string): string {
  if (/^:?\d{1,5}$/.test(text)) return `127.0.0.1:${text.replace(':', '')}`;
  return /^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(text) ? `[${text}]` : text;
}

function withoutCredentials(text: string): { readonly rest: string; readonly had: boolean } {
  const rest = text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/?#]*@/i, '$1');
  return { rest, had: rest !== text };
}

/**
 * The path where it is not one that is tried anyway. Of an API's address, such as that of a completion, only the server
 * is meant. Parameters that look like a secret are dropped.
 */
function usefulPath(path: string | undefined): { readonly path: string | undefined; readonly dropped: boolean } {
  if (path === undefined) return { path, dropped: false };
  const [pathname = '', query = ''] = path.split('?');
  const isUsual = /^\/(?:v1\/)?metrics\/?$/.test(pathname);
  const isApi = /^\/v\d+(?:\/|$)|^\/(?:health|docs|openapi\.json)(?:\/|$)/.test(pathname);
  const all = [...new URLSearchParams(query)];
  const kept = all.filter(([name]) => !SECRET_PARAMETER.test(name));
  const dropped = kept.length < all.length;
  if ((isUsual && kept.length === 0) || (isApi && !isUsual)) return { path: undefined, dropped };
  return {
    path: kept.length === 0 ? pathname : `${pathname}?${new URLSearchParams(kept.map(pair)).toString()}`,
    dropped,
  };
}

function pair([name, value]: readonly [string, string]): [string, string] {
  return [name, value];
}

function sentence(words: string): string {
  return `${capital(words)}.`;
}
