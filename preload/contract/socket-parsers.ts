import * as v from 'valibot';
import type {
  CallMessage,
  CodeMessage,
  HelloMessage,
  KeyMessage,
  PairedMessage,
  PairMessage,
  ProofMessage,
  SessionMessage,
  TokenMessage,
} from './socket-message.ts';

const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const tokenMessage = v.strictObject({ token: key });
const sessionMessage = v.strictObject({ session: key });
// A later version may say more.
const helloMessage = v.object({ id: key, nonce: key, version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });
const proofMessage = v.strictObject({ proof: key });
const keyMessage = v.strictObject({ key });
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const pairMessage = v.strictObject({ code: v.pipe(v.string(), v.maxLength(64)), name });
const pairedMessage = v.object({ key, computer: name });
const codeMessage = v.object({ code: v.string(), goodForMs: v.number() });
const callMessage = v.strictObject({
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  method: v.pipe(v.string(), v.maxLength(64)),
  argument: v.optional(v.unknown()),
});

/** Each takes a text that came over the border, and throws where it is not the message that belongs there. */
export const socketParsers = {
  token: (text: string): TokenMessage => v.parse(tokenMessage, JSON.parse(text)),
  first: (text: string): SessionMessage | HelloMessage =>
    v.parse(v.union([sessionMessage, helloMessage]), JSON.parse(text)),
  proof: (text: string): ProofMessage => v.parse(proofMessage, JSON.parse(text)),
  key: (text: string): KeyMessage => v.parse(keyMessage, JSON.parse(text)),
  pair: (text: string): PairMessage => v.parse(pairMessage, JSON.parse(text)),
  paired: (text: string): PairedMessage => v.parse(pairedMessage, JSON.parse(text)),
  code: (text: string): CodeMessage => v.parse(codeMessage, JSON.parse(text)),
  call: (text: string): CallMessage => v.parse(callMessage, JSON.parse(text)),
};
