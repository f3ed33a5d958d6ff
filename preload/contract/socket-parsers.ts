import * as v from 'valibot';
import type { CallMessage, SessionMessage, TokenMessage } from './socket-message.ts';

const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const tokenMessage = v.strictObject({ token: key });
const sessionMessage = v.strictObject({ session: key });
const callMessage = v.strictObject({
  id: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  method: v.pipe(v.string(), v.maxLength(64)),
  argument: v.optional(v.unknown()),
});

/** Each takes a text that came over the border, and throws where it is not the message that belongs there. */
export const socketParsers = {
  token: (text: string): TokenMessage => v.parse(tokenMessage, JSON.parse(text)),
  session: (text: string): SessionMessage => v.parse(sessionMessage, JSON.parse(text)),
  call: (text: string): CallMessage => v.parse(callMessage, JSON.parse(text)),
};
