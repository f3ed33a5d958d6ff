import * as v from 'valibot';
import { aliasProblem } from '../tunnels/ssh-alias.ts';

/** Where the monitor of another machine is: where a tunnel of the user's begins, or behind one that we open. */
export type MonitorAddress =
  /** `http://127.0.0.1:PORT`. */
  | { readonly url: string; readonly ssh?: undefined }
  /** The machine as ssh knows it, and the port there. */
  | { readonly ssh: string; readonly port: number; readonly url?: undefined };

/** The monitor of another machine that is shown in place of this computer's; the key lies in the keychain. */
export interface AttachedPlace {
  readonly address: MonitorAddress;
  /** The machine's name. */
  readonly computer: string;
}

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));
const computer = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const ssh = v.pipe(
  v.string(),
  v.check((alias) => aliasProblem(alias) === undefined),
);
const url = v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/));
const keptPlace = v.union([v.strictObject({ url, computer }), v.strictObject({ ssh, port, computer })]);

/** What was kept; undefined: this computer's own monitor. */
export function readAttachedPlace(text: string): AttachedPlace | undefined {
  try {
    const { computer: name, ...address } = v.parse(keptPlace, JSON.parse(text));
    return { address, computer: name };
  } catch {
    return undefined;
  }
}

/** To be kept. */
export function attachedPlaceText({ address, computer: name }: AttachedPlace): string {
  return JSON.stringify({ ...address, computer: name });
}

/** Of the keychain. */
export function attachAccount(address: MonitorAddress): string {
  return `attach ${address.ssh === undefined ? address.url : `ssh ${shownAddress(address)}`}`;
}

/** As the user entered it. */
export function shownAddress(address: MonitorAddress): string {
  return address.ssh === undefined ? address.url.replace(/^http:\/\//, '') : `${address.ssh}:${String(address.port)}`;
}

export type AddressAnswer =
  { readonly ok: true; readonly address: MonitorAddress } | { readonly ok: false; readonly reason: string };

const HOW = 'Enter MACHINE:PORT, the machine as your ssh knows it and the port that nim-glance pair prints';

/** This computer, where a tunnel may begin. */
const HERE: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/**
 * `dgx-lab:7777` or `me@dgx-lab:7777`: behind ssh. `127.0.0.1:7777`, `localhost:7777` or a URL of them: where a tunnel begins
 * already. What is said there is not encrypted, so that nothing else is taken.
 */
export function readMonitorAddress(text: string): AddressAnswer {
  const trimmed = text.trim().replace(/^http:\/\/([^/]*)(?:\/.*)?$/i, '$1');
  if (trimmed.includes('://')) return { ok: false, reason: `The way there is ssh. ${HOW}` };
  const [, host = '', digits = ''] = /^(.*?)(?::(\d*))?$/s.exec(trimmed) ?? [];
  const reason = hostProblem(host) ?? portProblem(digits);
  if (reason !== undefined) return { ok: false, reason };
  const there = Number(digits);
  if (!HERE.has(host.toLowerCase())) return { ok: true, address: { ssh: host, port: there } };
  return { ok: true, address: { url: `http://127.0.0.1:${String(there)}` } };
}

function hostProblem(host: string): string | undefined {
  return host === '' || host.includes(':') ? HOW : aliasProblem(host);
}

function portProblem(digits: string): string | undefined {
  if (digits === '') return `The port is missing. ${HOW}`;
  return Number(digits) < 1 || Number(digits) > 65_535 ? `There is no port ${digits}. ${HOW}` : undefined;
}
