import { errorMessage } from './error-message.ts';
import { readExportResponse } from './export-response.ts';
import type { HeldBy, Outcome, PostAnswer } from './outcome.ts';
import { plainWords } from './plain-words.ts';
import { rejectionReasons, type RejectionReason } from './rejection-reasons.ts';
import { wishedDelayMs } from './retry-delay.ts';

type Answer = Extract<PostAnswer, { kind: 'answer' }>;
type Delivered = Extract<Outcome, { kind: 'delivered' }>;

const ADDRESS_HINT = 'It ends in /api/v2/otlp, and Dynatrace’s host has .live. in it, not .apps.';
const LONGEST_ADDRESS = 200;

/** Statuses that say which setting is wrong, and what to do. */
const HELD: ReadonlyMap<number, readonly [setting: HeldBy, words: string]> = new Map([
  [401, ['token', 'the token is not accepted (401). Check that it is complete and belongs to this environment']],
  [
    403,
    [
      'token',
      'the token lacks the scope metrics.ingest (403), a platform token openpipeline:metrics:ingest, or has expired. ' +
        'Create one with it',
    ],
  ],
  [404, ['endpoint', `there is no OTLP ingest at this address (404). ${ADDRESS_HINT}`]],
  [405, ['endpoint', `this address takes no OTLP requests (405). ${ADDRESS_HINT}`]],
  [415, ['endpoint', `this address does not take OTLP protobuf (415). ${ADDRESS_HINT}`]],
]);

/** Behind a 502 or 504 a gateway may have passed the request on; 429 and 503 refuse it in sight. */
const RETRYABLE: ReadonlyMap<number, { readonly unseen: boolean }> = new Map([
  [429, { unseen: false }],
  [502, { unseen: true }],
  [503, { unseen: false }],
  [504, { unseen: true }],
]);

/**
 * The table "Answers" of main/LEDGER.md. Pure; `nowMs` (wall clock) serves dates where the answer has none of its own.
 * `points`: how many the request held; the destination cannot have rejected more.
 */
export function judgeAnswer(answer: PostAnswer, nowMs: number, points = Infinity): Outcome {
  if (answer.kind === 'failed') {
    return { kind: 'retry', unseen: answer.sent, afterMs: undefined, reason: answer.reason };
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return judgeSuccess(answer, points);
  if (status >= 300 && status < 400) return redirected(answer);
  const said = errorMessage(answer.contentType, answer.body);
  const reason = withDetail(`answered ${String(status)}`, said);
  const retryable = RETRYABLE.get(status);
  if (retryable) return { kind: 'retry', ...retryable, afterMs: wishedDelayMs(answer, nowMs), reason };
  const [setting, words] = HELD.get(status) ?? [];
  if (setting !== undefined && words !== undefined) {
    return { kind: 'hold', setting, unseen: false, reason: withDetail(words, said, '. It says: ') };
  }
  return { kind: status === 413 ? 'too_large' : 'dead', reason };
}

function withDetail(what: string, detail: string, between = ': '): string {
  return detail === '' ? what : `${what}${between}${detail}`;
}

function redirected({ status, location }: Answer): Outcome {
  const where = location === undefined ? 'elsewhere' : `to ${plainWords(withoutQuery(location), LONGEST_ADDRESS)}`;
  const reason =
    `the address redirects ${where} (${String(status)}). ` +
    'Enter the final one; if that is a login page, sign in to the network first';
  return { kind: 'hold', setting: 'endpoint', unseen: false, reason };
}

/** What follows the path may be a secret of whoever redirects. */
function withoutQuery(location: string): string {
  return location.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');
}

function judgeSuccess(answer: Answer, points: number): Outcome {
  const response = readExportResponse(answer.contentType, answer.body);
  if (response === undefined) {
    const reason =
      `something else answered in its place (a login page or proxy, ${String(answer.status)}). ` +
      'Sign in to the network, or check proxy and address';
    return { kind: 'hold', setting: 'network', unseen: true, reason };
  }
  const { rejectedPoints, message } = response;
  return clamped({ kind: 'delivered', rejectedPoints, reasons: rejectionReasons(message) }, points);
}

function clamped(delivered: Delivered, points: number): Delivered {
  const { rejectedPoints, reasons } = delivered;
  if (rejectedPoints <= points) return delivered;
  const sentence =
    'The destination says that it rejected more points than a request held; all of these count as rejected';
  const note: RejectionReason = { metric: '', code: 'MORE_THAN_SENT', sentence };
  return { kind: 'delivered', rejectedPoints: points, reasons: [...reasons, note] };
}
