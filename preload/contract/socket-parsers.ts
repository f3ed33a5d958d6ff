import * as v from 'valibot';
import type {
  AskCodeMessage,
  CallMessage,
  CodeMessage,
  HelloMessage,
  HostMessage,
  PairedMessage,
  PairMessage,
  ProofMessage,
  SessionMessage,
  SureMessage,
  TokenMessage,
} from './socket-message.ts';

const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const tokenMessage = v.strictObject({ token: key });
const sessionMessage = v.strictObject({ session: key });
// A later version may say more.
const helloMessage = v.object({ id: key, nonce: key, version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });
const proofMessage = v.strictObject({ proof: key });
const askCodeMessage = v.strictObject({ nonce: key, proof: key });
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
const pairMessage = v.strictObject({ nonce: key, proof: key, name });
const pairedMessage = v.object({ nonce: key, proof: key, computer: name });
const codeMessage = v.object({ code: v.string(), goodForMs: v.number(), proof: key });
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const callMessage = v.strictObject({
  id,
  method: v.pipe(v.string(), v.maxLength(64)),
  argument: v.optional(v.unknown()),
});

const sureMessage = v.strictObject({ sure: id });
const challengeMessage = v.object({ kind: v.literal('challenge'), nonce: key, proof: key });
const hostMessage = v.variant('kind', [
  challengeMessage,
  v.object({ kind: v.literal('ready'), version: v.number(), computer: name }),
  // What it shows comes from the same version of the program as ours, which has proved that it is the one.
  v.object({ kind: v.literal('event'), event: v.picklist(['snapshot', 'notice', 'show']), value: v.looseObject({}) }),
  v.object({ kind: v.literal('sure'), id }),
  v.object({ kind: v.literal('answer'), id, value: v.unknown() }),
  v.object({ kind: v.literal('refused'), id }),
]);

/** Each takes a text that came over the border, and throws where it is not the message that belongs there. */
export const socketParsers = {
  token: (text: string): TokenMessage => v.parse(tokenMessage, JSON.parse(text)),
  first: (text: string): SessionMessage | HelloMessage =>
    v.parse(v.union([sessionMessage, helloMessage]), JSON.parse(text)),
  proof: (text: string): ProofMessage => v.parse(proofMessage, JSON.parse(text)),
  askCode: (text: string): AskCodeMessage => v.parse(askCodeMessage, JSON.parse(text)),
  pair: (text: string): PairMessage => v.parse(pairMessage, JSON.parse(text)),
  paired: (text: string): PairedMessage => v.parse(pairedMessage, JSON.parse(text)),
  code: (text: string): CodeMessage => v.parse(codeMessage, JSON.parse(text)),
  later: (text: string): CallMessage | SureMessage => v.parse(v.union([callMessage, sureMessage]), JSON.parse(text)),
  host: (text: string): HostMessage => v.parse(hostMessage, JSON.parse(text)) as HostMessage,
};
