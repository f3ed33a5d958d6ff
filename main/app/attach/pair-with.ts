import { request } from 'node:http';
import { PAIR_PATH } from '../../../preload/contract/socket-message.ts';
import { socketParsers } from '../../../preload/contract/socket-parsers.ts';
import { codeKey, isProof, newSecret, oneSided, pairedKey, proofOf } from './key-proof.ts';

export type Pairing =
  /** `computer`: the name of the one that answered. */
  | { readonly ok: true; readonly key: string; readonly computer: string }
  /** `field`: what of that was given is wrong. `isNobody`: there was no answer at all. */
  | { readonly ok: false; readonly field: 'address' | 'code'; readonly reason: string; readonly isNobody?: boolean };

/** Whom to ask. */
export interface PairTarget {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** As the user knows it. */
  readonly shownAs: string;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 4_096;

/**
 * Exchanges a code for a key with the monitor there. Both sides prove that they have the code, and neither sends it: another
 * program may listen at that port. `name`: this computer's, for the monitor's list. Never rejects.
 */
export async function pairWith({ url, shownAs }: PairTarget, code: string, name: string): Promise<Pairing> {
  const nonce = newSecret();
  const shared = await codeKey(code, nonce);
  const answer = await postJson(`${url}${PAIR_PATH}`, {
    ...{ nonce, proof: proofOf(shared, 'screen', oneSided(nonce)), name },
  });
  if (answer.kind === 'failed')
    return { ok: false, field: 'address', isNobody: true, reason: `Nobody answers at ${shownAs}: ${answer.reason}` };
  if (answer.status === 403)
    return {
      ...{ ok: false, field: 'code' },
      reason: 'This code was used, is too old, or is not right. Run nim-glance pair there for a new one',
    };
  if (answer.status === 507)
    return { ok: false, field: 'address', reason: `The monitor there cannot keep a pairing: ${answer.body.trim()}` };
  return pairingOf(answer, shared, { nonce, shownAs });
}

function pairingOf(
  { status, body }: Extract<JsonAnswer, { kind: 'answered' }>,
  shared: string,
  { nonce, shownAs }: { readonly nonce: string; readonly shownAs: string },
): Pairing {
  try {
    const { computer, nonce: monitor, proof } = socketParsers.paired(status === 200 ? body : '');
    const nonces = { screen: nonce, monitor };
    if (isProof(proof, shared, 'monitor', nonces)) return { ok: true, key: pairedKey(shared, nonces), computer };
    return { ok: false, field: 'address', reason: `What answers at ${shownAs} is not who printed this code` };
  } catch {
    return { ok: false, field: 'address', reason: `What answers at ${shownAs} is no NIM Glance that can be attached` };
  }
}

export type JsonAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Posts to a program of this computer, or to one behind a tunnel that begins here. Never rejects, and settles in time. */
export function postJson(url: string, value: unknown, withinMs = TIMEOUT_MS): Promise<JsonAnswer> {
  return new Promise((settle) => {
    const resolve = (answer: JsonAnswer): void => {
      clearTimeout(late);
      settle(answer);
    };
    const headers = { 'Content-Type': 'application/json' };
    const asked = request(url, { method: 'POST', headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > MOST_BYTES) asked.destroy(new Error('it answers with too much'));
      });
      answer.on('end', () => {
        resolve({ kind: 'answered', status: answer.statusCode ?? 0, body });
      });
      // One that is cut has no end, and the request has no error any more.
      for (const end of ['error', 'close'])
        answer.on(end, () => {
          resolve({ kind: 'failed', reason: 'its answer breaks off' });
        });
    });
    // For all of it: one byte now and then must not hold whoever waits.
    const late = setTimeout(() => asked.destroy(new Error('it takes too long')), withinMs);
    asked.on('error', (error) => {
      resolve({ kind: 'failed', reason: error.message });
    });
    asked.end(JSON.stringify(value));
  });
}
