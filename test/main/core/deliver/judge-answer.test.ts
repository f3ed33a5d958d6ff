import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeAnswer } from '../../../../main/core/deliver/judge-answer.ts';
import type { Outcome, PostAnswer } from '../../../../main/core/deliver/outcome.ts';

const NOW = Date.parse('2026-11-24T05:00:00Z');
const bytes = (text: string) => new TextEncoder().encode(text);
const answer = (status: number, contentType = '', body = '', retryAfter?: string): PostAnswer => ({
  kind: 'answer',
  status,
  contentType,
  retryAfter,
  body: bytes(body),
});
/** partial_success { rejected_data_points: 2, error_message: "no" } by hand: fields 1 of 1 and 2. */
const PARTIAL: PostAnswer = {
  kind: 'answer',
  status: 200,
  contentType: 'application/x-protobuf',
  retryAfter: undefined,
  body: Uint8Array.from([0x0a, 6, 0x08, 2, 0x12, 2, 0x6e, 0x6f]),
};
const JSON_401 = '{"error":{"code":401,"message":"Token is missing"}}';
/** google.rpc.Status { code: 16, message: "bad scheme" }. */
const STATUS = String.fromCharCode(0x08, 16, 0x12, 10) + 'bad scheme';

const TABLE: readonly (readonly [string, PostAnswer, Partial<Outcome>])[] = [
  ['200 without a body', answer(200), { kind: 'delivered', rejectedPoints: 0, message: '' }],
  ['202 without a body', answer(202), { kind: 'delivered' }],
  ['200 with partial success', PARTIAL, { kind: 'delivered', rejectedPoints: 2, message: 'no' }],
  ['200 with a login page', answer(200, 'text/html', '<html>'), { kind: 'hold', unseen: true }],
  ['200 with garbage for protobuf', answer(200, 'application/x-protobuf', '\u0007\u0007\u0007'), { kind: 'hold', unseen: true }],
  ['429 with seconds', answer(429, '', '', '7'), { kind: 'retry', afterMs: 7_000, unseen: false }],
  ['503 with a date', answer(503, '', '', 'Tue, 24 Nov 2026 05:00:09 GMT'), { kind: 'retry', afterMs: 9_000, unseen: false }],
  ['503 without a hint', answer(503), { kind: 'retry', afterMs: undefined, unseen: false }],
  ['502', answer(502), { kind: 'retry', unseen: true }],
  ['504', answer(504), { kind: 'retry', unseen: true }],
  ['no answer, nothing sent', { kind: 'failed', sent: false, reason: 'refused' }, { kind: 'retry', unseen: false, reason: 'refused' }],
  ['no answer after the body', { kind: 'failed', sent: true, reason: 'reset' }, { kind: 'retry', unseen: true }],
  ['401 with JSON', answer(401, 'application/json', JSON_401), { kind: 'hold', reason: 'the token is not accepted (401). Check that it is complete and belongs to this environment: Token is missing' }],
  ['401 with protobuf', answer(401, 'application/x-protobuf', STATUS), { kind: 'hold', reason: 'the token is not accepted (401). Check that it is complete and belongs to this environment: bad scheme' }],
  ['403', answer(403), { kind: 'hold', reason: 'the token lacks the scope metrics.ingest (403). Create one with it' }],
  ['404', answer(404), { kind: 'hold' }],
  ['405', answer(405), { kind: 'hold' }],
  ['415', answer(415), { kind: 'hold' }],
  ['302', answer(302), { kind: 'hold' }],
  ['400 with text', answer(400, 'text/plain', ' what  is\nthis '), { kind: 'dead', reason: 'answered 400: what is this' }],
  ['500', answer(500), { kind: 'dead', reason: 'answered 500' }],
]; // prettier-ignore

for (const [name, given, expected] of TABLE) {
  test(name, () => {
    const outcome: Record<string, unknown> = { ...judgeAnswer(given, NOW) };
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(outcome[key], value, key);
  });
}
