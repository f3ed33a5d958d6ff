import assert from 'node:assert/strict';
import test from 'node:test';
import { failureKind, type FailureKind } from '../../../../main/app/network/failure-kind.ts';
import { wireWords as destinationWords } from '../../../../main/core/deliver/wire-words.ts';
import { proxyProblem } from '../../../../main/core/scrape/http/tunnel-agent.ts';
import { timeoutWords, wireWords as targetWords } from '../../../../main/core/scrape/failure-words.ts';

/** Node's codes; what a target's and a destination's words for them mean. */
const CODES: readonly (readonly [code: string, target: FailureKind, destination: FailureKind])[] = [
  ['ENOTFOUND', 'name', 'name'],
  ['EAI_AGAIN', 'dns', 'dns'],
  ['ENETUNREACH', 'no_route', 'no_route'],
  ['ENETDOWN', 'no_route', 'no_route'],
  ['EADDRNOTAVAIL', 'no_route', 'no_route'],
  ['EHOSTUNREACH', 'silence', 'no_route'],
  ['ETIMEDOUT', 'silence', 'silence'],
  ['ECONNREFUSED', 'refused', 'refused'],
  ['ECONNRESET', 'cut', 'cut'],
  ['EPIPE', 'cut', 'cut'],
  ['CERT_HAS_EXPIRED', 'answers', 'answers'],
  ['HPE_INVALID_CONSTANT', 'answers', 'answers'],
  ['EMFILE', 'answers', 'answers'],
];

for (const [code, target, destination] of CODES) {
  test(code, () => {
    assert.equal(failureKind(targetWords({ code, message: code }, true)), target);
    assert.equal(failureKind(targetWords({ code, message: code }, false)), target);
    assert.equal(failureKind(`cannot reach abc.example: ${destinationWords({ code, message: code })}`), destination);
  });
}

test('a deadline: nobody there, or somebody who is slow', () => {
  const kinds = (['connecting', 'handshake', 'waiting', 'body', 'proxy'] as const).map((step) =>
    failureKind(timeoutWords(step, 10_000, 5)),
  );
  assert.deepEqual(kinds, ['silence', 'answers', 'answers', 'answers', 'silence']);
  assert.equal(failureKind('no answer within 30 s'), 'silence');
});

test('a proxy that is gone is our way; one that refuses was reached', () => {
  const proxy = new URL('http://proxy.example:3128');
  const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
  assert.equal(failureKind(proxyProblem(proxy, refused).message), 'no_route');
  assert.equal(
    failureKind('the proxy p:1 does not connect to dgx:8000 (503). Check its rules, or set no_proxy'),
    'answers',
  );
});

test('an answer is an answer', () => {
  assert.equal(failureKind('/v1/metrics answered 503: it is loading, or overloaded'), 'answers');
  assert.equal(failureKind(''), 'answers');
});
