import * as v from 'valibot';

/** The monitor of another machine that is shown in place of this computer's; the key lies in the keychain. */
export interface AttachedPlace {
  /** `http://127.0.0.1:PORT`: where a tunnel begins. */
  readonly url: string;
  /** The machine's name. */
  readonly computer: string;
}

const attachedPlace = v.object({
  url: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)),
  computer: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
});

/** What was kept; undefined: this computer's own monitor. */
export function readAttachedPlace(text: string): AttachedPlace | undefined {
  try {
    return v.parse(attachedPlace, JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Of the keychain. */
export function attachAccount(url: string): string {
  return `attach ${url}`;
}

export type LoopbackAddress =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly reason: string };

const ELSEWHERE =
  'Only an address of this computer is safe here: open a tunnel (ssh -N -L 7777:127.0.0.1:7777 MACHINE) and enter 127.0.0.1:7777';

/** `127.0.0.1:7777`, `localhost:7777` or a URL of them → `http://127.0.0.1:7777`. What is said there is not encrypted. */
export function readLoopbackAddress(text: string): LoopbackAddress {
  const trimmed = text.trim();
  let url: URL;
  try {
    url = new URL(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  } catch {
    return { ok: false, reason: 'Enter the address as 127.0.0.1:PORT' };
  }
  const isHere = url.hostname === '127.0.0.1' || url.hostname === 'localhost';
  if (!isHere || url.protocol !== 'http:') return { ok: false, reason: ELSEWHERE };
  if (url.port === '') return { ok: false, reason: 'The port is missing: enter the address as 127.0.0.1:PORT' };
  return { ok: true, url: `http://127.0.0.1:${url.port}` };
}
