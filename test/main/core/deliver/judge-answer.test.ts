import assert from 'node:assert/strict';
import test from 'node:test';
import { judgeAnswer } from '../../../../main/core/deliver/judge-answer.ts';
import type { Outcome, PostAnswer } from '../../../../main/core/deliver/outcome.ts';

type Answer = Extract<PostAnswer, { kind: 'answer' }>;

const NOW = Date.parse('2026-11-24T05:00:00Z');
const PROTOBUF = 'application/x-protobuf';
const bytes = (text: string) => new TextEncoder().encode(text);
const answer = (status: number, contentType = '', body = '', more: Partial<Answer> = {}): PostAnswer => ({
  kind: 'answer',
  ...{ status, contentType, retryAfter: undefined, body: bytes(body) },
  ...more,
});
const LINE = "Unsupported metric: 'm' - Reason: UNSUPPORTED_METRIC_TYPE_SUMMARY";
/** partial_success { rejected_data_points, error_message: LINE } by hand: fields 1 of 1 and 2. */
const partial = (rejected: number): PostAnswer =>
  answer(200, PROTOBUF, '', {
    body: Uint8Array.from([0x0a, LINE.length + 4, 0x08, rejected, 0x12, LINE.length, ...bytes(LINE)]),
  });
const JSON_401 = '{"error":{"code":401,"message":"Token is missing"}}';
/** google.rpc.Status { code: 16, message: "bad scheme" }. */
const STATUS = String.fromCharCode(0x08, 16, 0x12, 10) + 'bad scheme';
const IN_9_S = { retryAfter: 'Tue, 24 Nov 2026 05:00:09 GMT' };
const RESET = { rateLimitReset: String((NOW + 5_000) * 1000) };
const elsewhere = (location: string) => answer(302, 'text/html', '<html>', { location });

const retry = (unseen: boolean, reason: string, afterMs?: number): Outcome => ({
  kind: 'retry',
  unseen,
  afterMs,
  reason,
});
const delivered: Outcome = { kind: 'delivered', rejectedPoints: 0, reasons: [] }; // prettier-ignore

const TABLE: readonly (readonly [string, PostAnswer, Outcome])[] = [
  ['200 without a body', answer(200), delivered],
  ['202 without a body', answer(202), delivered],
  ['299 with an empty OTLP body', answer(299, 'application/json', '{}'), delivered],
  ['429 with seconds', answer(429, '', '', { retryAfter: '7' }), retry(false, 'answered 429', 7_000)],
  ['429 with a reset', answer(429, '', '', RESET), retry(false, 'answered 429', 5_000)],
  ['429 without a hint', answer(429), retry(false, 'answered 429')],
  ['503 with a date', answer(503, '', '', IN_9_S), retry(false, 'answered 503', 9_000)],
  ['503 with a date, by its own clock', answer(503, '', '', { ...IN_9_S, date: 'Tue, 24 Nov 2026 05:00:08 GMT' }), retry(false, 'answered 503', 1_000)],
  ['503 with words', answer(503, 'text/plain', 'paused'), retry(false, 'answered 503: paused')],
  ['502', answer(502), retry(true, 'answered 502')],
  ['504 with seconds', answer(504, '', '', { retryAfter: '7' }), retry(true, 'answered 504', 7_000)],
  ['no answer, nothing sent', { kind: 'failed', sent: false, reason: 'refused' }, retry(false, 'refused')],
  ['no answer after the body', { kind: 'failed', sent: true, reason: 'reset' }, retry(true, 'reset')],
  ['413', answer(413, 'text/plain', 'too big'), { kind: 'too_large', reason: 'answered 413: too big' }],
  ['400 with text', answer(400, 'text/plain', ' what  is\nthis\u001b '), { kind: 'dead', reason: 'answered 400: what is this\ufffd' }],
  ['400 with JSON', answer(400, 'application/json', '{"error":{"message":"bad"}}'), { kind: 'dead', reason: 'answered 400: bad' }],
  ['400 with a page', answer(400, 'text/html', '<h1>no</h1>'), { kind: 'dead', reason: 'answered 400' }],
  ['500', answer(500), { kind: 'dead', reason: 'answered 500' }],
  ['501', answer(501), { kind: 'dead', reason: 'answered 501' }],
  ['418', answer(418), { kind: 'dead', reason: 'answered 418' }],
]; // prettier-ignore

for (const [name, given, expected] of TABLE) {
  test(name, () => {
    assert.deepEqual(judgeAnswer(given, NOW), expected);
  });
}

const HOLDS: readonly (readonly [string, PostAnswer, 'token' | 'endpoint' | 'network', RegExp])[] = [
  ['401 with JSON', answer(401, 'application/json', JSON_401), 'token', /^the token is not accepted \(401\)\. Check .*: Token is missing$/],
  ['401 with protobuf', answer(401, PROTOBUF, STATUS), 'token', /^the token .*: bad scheme$/],
  ['403', answer(403), 'token', /metrics\.ingest.*\(403\).*openpipeline:metrics:ingest.*expired/],
  ['404', answer(404), 'endpoint', /address \(404\).*\/api\/v2\/otlp.*\.live\..*not \.apps\./],
  ['405', answer(405), 'endpoint', /no OTLP requests \(405\).*\/api\/v2\/otlp/],
  ['415', answer(415), 'endpoint', /protobuf \(415\)/],
  ['301 with an address', elsewhere('https://other/otlp'), 'endpoint', /redirects to https:\/\/other\/otlp \(302\)\. Enter the final one.*login page/],
  ['a redirect with secrets in it', elsewhere('https://u:canary@other/otlp?key=canary\n#canary'), 'endpoint', /redirects to https:\/\/other\/otlp \(302\)/],
  ['a redirect with an escape', elsewhere('/a\u001b[2J'), 'endpoint', /redirects to \/a\ufffd\[2J \(302\)/],
  ['a redirect without an address', answer(308), 'endpoint', /redirects elsewhere \(308\)/],
]; // prettier-ignore

for (const [name, given, setting, words] of HOLDS) {
  test(`${name}: held, and not a possible duplicate`, () => {
    const outcome = judgeAnswer(given, NOW);
    assert.ok(outcome.kind === 'hold');
    assert.deepEqual([outcome.setting, outcome.unseen], [setting, false]);
    assert.match(outcome.reason, words);
    assert.doesNotMatch(outcome.reason, /canary/);
  });
}

const PORTALS: readonly (readonly [string, PostAnswer])[] = [
  ['a login page', answer(200, 'text/html', '<html>')],
  ['garbage for protobuf', answer(200, PROTOBUF, '\u0007\u0007\u0007')],
  ['a text', answer(204, 'text/plain', 'ok')],
];

for (const [name, given] of PORTALS) {
  test(`2xx with ${name}: held, and a possible duplicate`, () => {
    const outcome = judgeAnswer(given, NOW);
    assert.ok(outcome.kind === 'hold');
    assert.deepEqual([outcome.setting, outcome.unseen], ['network', true]);
    assert.match(outcome.reason, /login page or proxy, 20\d\)\. Sign in to the network/);
  });
}

const REASON = { metric: 'm', code: 'UNSUPPORTED_METRIC_TYPE_SUMMARY' };

test('partial success: what was rejected, and each reason', () => {
  const outcome = judgeAnswer(partial(2), NOW, 2);
  assert.ok(outcome.kind === 'delivered');
  assert.equal(outcome.rejectedPoints, 2);
  assert.deepEqual(outcome.reasons.map(({ metric, code }) => ({ metric, code })), [REASON]); // prettier-ignore
});

test('nothing rejected, with a message: a warning that is kept', () => {
  const outcome = judgeAnswer(partial(0), NOW, 2);
  assert.ok(outcome.kind === 'delivered');
  assert.equal(outcome.rejectedPoints, 0);
  assert.equal(outcome.reasons.length, 1);
});

test('more rejected than was sent: clamped, and noted', () => {
  const outcome = judgeAnswer(partial(3), NOW, 2);
  assert.ok(outcome.kind === 'delivered');
  assert.equal(outcome.rejectedPoints, 2);
  assert.deepEqual(
    outcome.reasons.map(({ code }) => code),
    ['UNSUPPORTED_METRIC_TYPE_SUMMARY', 'MORE_THAN_SENT'],
  );
});
