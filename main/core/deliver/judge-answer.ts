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

/** The table "Answers" of `ledger.md`. Pure; `nowMs` (wall clock) serves dates in `Retry-After`. */
export function judgeAnswer(answer: PostAnswer, nowMs: number): Outcome {
  if (answer.kind === 'failed') return { kind: 'retry', unseen: answer.sent, afterMs: undefined, reason: answer.reason };
  const { status } = answer;
  if (status >= 200 && status < 300) return judgeSuccess(answer);
  const said = errorMessage(answer.contentType, answer.body);
  const reason = said === '' ? `answered ${String(status)}` : `answered ${String(status)}: ${said}`;
  if (status === 429 || status === 503 || status === 502 || status === 504) {
    const afterMs = retryAfterMs(answer.retryAfter, nowMs);
    return { kind: 'retry', unseen: status === 502 || status === 504, afterMs, reason };
  }
  const hint = SETTING_HINTS[status];
  if (hint !== undefined) return { kind: 'hold', unseen: false, reason: said === '' ? hint : `${hint}: ${said}` };
  if (status >= 300 && status < 400) {
    return { kind: 'hold', unseen: false, reason: `the address redirects elsewhere (${String(status)}). Enter the final one` };
  }
  return { kind: 'dead', reason };
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
    return { rejectedPoints: Number(partial?.rejectedDataPoints ?? 0), message: partial?.errorMessage ?? '' };
  } catch {
    // Not an OTLP answer: the caller says so.
    return undefined;
  }
}
