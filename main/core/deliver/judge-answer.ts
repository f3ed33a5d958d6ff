import { ProtobufMetricsSerializer } from '@opentelemetry/otlp-transformer';
import { errorMessage } from './error-message.ts';
import type { Outcome, PostAnswer } from './outcome.ts';
import { retryAfterMs } from './retry-delay.ts';

type Answer = Extract<PostAnswer, { kind: 'answer' }>;

const SETTING_HINTS: Readonly<Record<number, string>> = {
  401: 'the token is not accepted (401). Check that it is complete and belongs to this environment',
  403: 'the token lacks the scope metrics.ingest (403). Create one with it',
  404: 'there is no OTLP ingest at this address (404). It should end in /api/v2/otlp',
  405: 'this address takes no OTLP requests (405). It should end in /api/v2/otlp',
  415: 'this address does not take OTLP protobuf (415). It should end in /api/v2/otlp',
};

/** Behind a 502 or 504 a gateway may have passed the request on; 429 and 503 refuse it in sight. */
const RETRYABLE: ReadonlyMap<number, { readonly unseen: boolean }> = new Map([
  [429, { unseen: false }],
  [502, { unseen: true }],
  [503, { unseen: false }],
  [504, { unseen: true }],
]);

/** The table "Answers" of `ledger.md`. Pure; `nowMs` (wall clock) serves dates in `Retry-After`. */
export function judgeAnswer(answer: PostAnswer, nowMs: number): Outcome {
  if (answer.kind === 'failed')
    return { kind: 'retry', unseen: answer.sent, afterMs: undefined, reason: answer.reason };
  const { status } = answer;
  if (status >= 200 && status < 300) return judgeSuccess(answer);
  const said = errorMessage(answer.contentType, answer.body);
  const reason = withDetail(`answered ${String(status)}`, said);
  const retryable = RETRYABLE.get(status);
  if (retryable) return { kind: 'retry', ...retryable, afterMs: retryAfterMs(answer.retryAfter, nowMs), reason };
  const hint = SETTING_HINTS[status];
  if (hint !== undefined) return { kind: 'hold', unseen: false, reason: withDetail(hint, said) };
  if (status >= 300 && status < 400) {
    return {
      kind: 'hold',
      unseen: false,
      reason: `the address redirects elsewhere (${String(status)}). Enter the final one`,
    };
  }
  return { kind: 'dead', reason };
}

function withDetail(what: string, detail: string): string {
  return detail === '' ? what : `${what}: ${detail}`;
}

function judgeSuccess(answer: Answer): Outcome {
  if (answer.body.length === 0) return { kind: 'delivered', rejectedPoints: 0, message: '' };
  if (/^application\/(x-)?protobuf\b/.test(answer.contentType)) {
    const partial = partialSuccess(answer.body);
    if (partial) return { kind: 'delivered', ...partial };
  }
  const reason = 'something else answered in its place (a login page or proxy). Check the network';
  return { kind: 'hold', unseen: true, reason };
}

function partialSuccess(body: Uint8Array): { rejectedPoints: number; message: string } | undefined {
  try {
    const { partialSuccess: partial } = ProtobufMetricsSerializer.deserializeResponse(body);
    return { rejectedPoints: partial?.rejectedDataPoints ?? 0, message: partial?.errorMessage ?? '' };
  } catch {
    // Not an OTLP answer: the caller says so.
    return undefined;
  }
}
