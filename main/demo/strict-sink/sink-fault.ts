import { numberField, objectOf, textField, wordField } from '../field-of.ts';
import type { JsonObject } from '../field-of.ts';

/** One thing that can go wrong with a request to the metrics endpoint. `counted`: the sink took the points all the same. */
export type SinkFault =
  /** A pause before the answer, which then is the right one. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /**
   * Another status, with this text as `Retry-After` if there is one. A 413 never meets a single point, which cannot be
   * split, nor a body that was accepted before.
   */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter: string | undefined;
      readonly counted: boolean;
    }
  /** A page for people, with 200. */
  | { readonly kind: 'portal'; readonly counted: boolean }
  /** A redirect to such a page. */
  | { readonly kind: 'login' }
  /** The connection is reset while the request comes in, once so many bytes of its body were read. */
  | { readonly kind: 'cut'; readonly at: 'request'; readonly afterBytes: number }
  /** Reset after the whole request was read; reset after it was counted, too; ended in the middle of the answer. */
  | { readonly kind: 'cut'; readonly at: 'read' | 'counted' | 'answer' }
  /** A partial success: the points of this metric are refused. */
  | { readonly kind: 'partial'; readonly metric: string };

const KINDS = ['slow', 'status', 'portal', 'login', 'cut', 'partial'] as const;

/** Reads a fault from JSON; throws a sentence when there is no such fault. */
export function parseSinkFault(value: unknown): SinkFault {
  const fault = objectOf(value);
  const kind = wordField(fault, 'kind', KINDS);
  switch (kind) {
    case 'slow':
      return { kind, delayMs: numberField(fault, 'delayMs') };
    case 'status': {
      const retryAfter = fault['retryAfter'] === undefined ? undefined : textField(fault, 'retryAfter');
      return { kind, status: numberField(fault, 'status'), retryAfter, counted: fault['counted'] === true };
    }
    case 'portal':
      return { kind, counted: fault['counted'] === true };
    case 'login':
      return { kind };
    case 'cut':
      return parseCut(fault);
    case 'partial':
      return { kind, metric: textField(fault, 'metric') };
  }
}

function parseCut(fault: JsonObject): SinkFault {
  const at = wordField(fault, 'at', ['request', 'read', 'counted', 'answer']);
  if (at === 'request') return { kind: 'cut', at, afterBytes: numberField(fault, 'afterBytes', 0) };
  return { kind: 'cut', at };
}

/** Whether the points are judged and counted, whatever the sender gets to see. */
export function isCounted(fault: SinkFault | undefined): boolean {
  switch (fault?.kind) {
    case undefined:
    case 'slow':
    case 'partial':
      return true;
    case 'status':
    case 'portal':
      return fault.counted;
    case 'login':
      return false;
    case 'cut':
      return fault.at === 'counted' || fault.at === 'answer';
  }
}
