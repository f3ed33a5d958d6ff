import { numberField, objectOf, wordField } from '../field-of.ts';

/** One thing that can be wrong with an answer to a scrape. */
export type ScrapeFault =
  /** A pause before the head; then the whole page. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The whole page, but in small pieces over this time. */
  | { readonly kind: 'drip'; readonly overMs: number }
  /** A refusal, such as 401, 403, 500 or 503. */
  | { readonly kind: 'status'; readonly status: number }
  /** A page for people, with 200: a login, a portal. */
  | { readonly kind: 'html' }
  /** 200 with nothing. */
  | { readonly kind: 'empty' }
  /** 200 with bytes that are no text. */
  | { readonly kind: 'garbage' }
  /** 200 with a text that never ends. */
  | { readonly kind: 'endless' }
  /** The connection is reset before the answer, or in the middle of its body. */
  | { readonly kind: 'reset'; readonly at: 'head' | 'body' }
  /** Half a page: fewer bytes than announced, chunks without their end, or half a gzip stream in a whole answer. */
  | { readonly kind: 'truncated'; readonly how: 'length' | 'chunked' | 'gzip' };

const KINDS = ['slow', 'drip', 'status', 'html', 'empty', 'garbage', 'endless', 'reset', 'truncated'] as const;

/** Reads a fault from JSON; throws a sentence when there is no such fault. */
export function parseScrapeFault(value: unknown): ScrapeFault {
  const fault = objectOf(value);
  const kind = wordField(fault, 'kind', KINDS);
  switch (kind) {
    case 'slow':
      return { kind, delayMs: numberField(fault, 'delayMs') };
    case 'drip':
      return { kind, overMs: numberField(fault, 'overMs') };
    case 'status':
      return { kind, status: numberField(fault, 'status') };
    case 'reset':
      return { kind, at: wordField(fault, 'at', ['head', 'body']) };
    case 'truncated':
      return { kind, how: wordField(fault, 'how', ['length', 'chunked', 'gzip']) };
    case 'html':
    case 'empty':
    case 'garbage':
    case 'endless':
      return { kind };
  }
}
