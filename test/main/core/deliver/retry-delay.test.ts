import assert from 'node:assert/strict';
import test from 'node:test';
import { backoffMs, retryAfterMs } from '../../../../main/core/deliver/retry-delay.ts';

test('backoff doubles to five minutes, its upper half is chance', () => {
  assert.deepEqual(
    [1, 2, 3, 9, 10, 1000].map((failures) => backoffMs(failures, 0)),
    [500, 1000, 2000, 128_000, 150_000, 150_000],
  );
  assert.equal(backoffMs(1, 1), 1000);
});

const HEADERS: readonly (readonly [string | undefined, number | undefined])[] = [
  [undefined, undefined],
  ['0', 0],
  [' 12 ', 12_000],
  ['99999', 3_600_000],
  ['soon', undefined],
  ['Thu, 01 Jan 1970 00:00:02 GMT', 1_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
];

for (const [header, ms] of HEADERS) {
  test(`Retry-After ${String(header)}`, () => {
    assert.equal(retryAfterMs(header, 1_000), ms);
  });
}
