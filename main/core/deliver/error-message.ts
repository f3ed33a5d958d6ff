import { plainWords } from './plain-words.ts';
import { bytesIn, wireFields } from './wire-fields.ts';

const LONGEST = 300;

/** What an error body says, by its content type: Dynatrace's JSON envelope, `google.rpc.Status`, or text. One line. */
export function errorMessage(contentType: string, body: Uint8Array): string {
  return plainWords(messageOf(contentType.toLowerCase(), body), LONGEST);
}

function messageOf(contentType: string, body: Uint8Array): string {
  if (/\bprotobuf\b/.test(contentType)) return statusMessage(body);
  const text = new TextDecoder().decode(body);
  if (/\bjson\b/.test(contentType)) return envelopeMessage(text);
  return /\bhtml\b/.test(contentType) ? '' : text;
}

/** `{ error: { message, constraintViolations: [{ message }] } }`; the violations say what the message leaves open. */
function envelopeMessage(text: string): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // JSON that breaks off is still something to read.
    return text;
  }
  const error = memberOf(parsed, 'error');
  const violations = memberOf(error, 'constraintViolations');
  const all = [error, ...(Array.isArray(violations) ? (violations as readonly unknown[]) : [])];
  const messages = all.map((part) => memberOf(part, 'message'));
  return messages.filter((message) => typeof message === 'string').join('; ');
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** `google.rpc.Status` is { int32 code = 1; string message = 2; … }; only the message is of use here. */
function statusMessage(body: Uint8Array): string {
  return new TextDecoder().decode(bytesIn(wireFields(body), 2));
}
