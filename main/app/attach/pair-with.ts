import { request } from 'node:http';
import { PAIR_PATH, type PairedMessage } from '../../../preload/contract/socket-message.ts';
import { socketParsers } from '../../../preload/contract/socket-parsers.ts';

export type Pairing =
  | { readonly ok: true; readonly paired: PairedMessage }
  /** `field`: what of that was given is wrong. */
  | { readonly ok: false; readonly field: 'address' | 'code'; readonly reason: string };

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 4_096;

/**
 * Exchanges a code for a key with the monitor at `url` (`http://127.0.0.1:PORT`). `name`: this computer's, for its list.
 * Never rejects.
 */
export async function pairWith(url: string, code: string, name: string): Promise<Pairing> {
  const answer = await postJson(`${url}${PAIR_PATH}`, { code, name });
  if (answer.kind === 'failed')
    return { ok: false, field: 'address', reason: `Nobody answers at ${url}: ${answer.reason}` };
  if (answer.status === 403)
    return {
      ...{ ok: false, field: 'code' },
      reason: 'This code was used, is too old, or is not right. Run nim-glance pair there for a new one',
    };
  try {
    if (answer.status === 200) return { ok: true, paired: socketParsers.paired(answer.body) };
  } catch {
    // Somebody else answers there.
  }
  return { ok: false, field: 'address', reason: `What answers at ${url} is no NIM Glance that can be attached` };
}

export type JsonAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Posts to a program of this computer, or to one behind a tunnel that begins here. Never rejects. */
export function postJson(url: string, value: unknown): Promise<JsonAnswer> {
  return new Promise((resolve) => {
    const headers = { 'Content-Type': 'application/json' };
    const asked = request(url, { method: 'POST', headers, timeout: TIMEOUT_MS }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MOST_BYTES) asked.destroy(new Error('it answers with too much'));
      });
      answer.on('end', () => {
        resolve({ kind: 'answered', status: answer.statusCode ?? 0, body });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error('it takes too long')));
    asked.on('error', (error) => {
      resolve({ kind: 'failed', reason: error.message });
    });
    asked.end(JSON.stringify(value));
  });
}
