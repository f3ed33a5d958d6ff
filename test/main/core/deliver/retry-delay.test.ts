import assert from 'node:assert/strict';
import test from 'node:test';
import { backoffMs, wishedDelayMs } from '../../../../main/core/deliver/retry-delay.ts';

test('backoff doubles to five minutes, its upper half is chance', () => {
  assert.deepEqual(
    [1, 2, 3, 9, 10, 1000].map((failures) => backoffMs(failures, 0)),
    [500, 1000, 2000, 128_000, 150_000, 150_000],
  );
  assert.equal(backoffMs(1, 1), 1000);
});

const NOW = Date.parse('2026-11-24T05:00:00Z');
const AT_5_00_09 = 'Tue, 24 Nov 2026 05:00:09 GMT';
const micros = (ms: number): string => String(ms * 1000);

const HEADERS: readonly (readonly [string, Parameters<typeof wishedDelayMs>[0], number | undefined])[] = [
  ['nothing', { retryAfter: undefined }, undefined],
  ['seconds', { retryAfter: ' 12 ' }, 12_000],
  ['at once is no pause', { retryAfter: '0' }, undefined],
  ['less than nothing', { retryAfter: '-5' }, undefined],
  ['an hour at most', { retryAfter: '99999' }, 3_600_000],
  ['so many digits that they are no number', { retryAfter: '9'.repeat(400) }, 3_600_000],
  ['words', { retryAfter: 'soon' }, undefined],
  ['empty', { retryAfter: '' }, undefined],
  ['a date', { retryAfter: AT_5_00_09 }, 9_000],
  ['a date by the other clock, two hours ahead', { retryAfter: 'Tue, 24 Nov 2026 07:00:09 GMT', date: 'Tue, 24 Nov 2026 07:00:00 GMT' }, 9_000],
  ['a date by the other clock, two hours behind', { retryAfter: 'Tue, 24 Nov 2026 03:00:09 GMT', date: 'Tue, 24 Nov 2026 03:00:00 GMT' }, 9_000],
  ['a date, and a clock that cannot be read', { retryAfter: AT_5_00_09, date: 'now' }, 9_000],
  ['a date that is over', { retryAfter: 'Tue, 24 Nov 2026 04:59:00 GMT' }, undefined],
  ['a date far away', { retryAfter: 'Wed, 25 Nov 2026 05:00:00 GMT' }, 3_600_000],
  ['a reset in microseconds', { retryAfter: undefined, rateLimitReset: micros(NOW + 5_000) }, 5_000],
  ['a reset by the other clock', { retryAfter: undefined, rateLimitReset: micros(NOW + 65_000), date: 'Tue, 24 Nov 2026 05:01:00 GMT' }, 5_000],
  ['seconds before a reset', { retryAfter: '3', rateLimitReset: micros(NOW + 5_000) }, 3_000],
  ['a reset where the seconds say nothing', { retryAfter: '0', rateLimitReset: micros(NOW + 5_000) }, 5_000],
  ['a reset that is over', { retryAfter: undefined, rateLimitReset: micros(NOW - 1) }, undefined],
  ['a reset in more than an hour', { retryAfter: undefined, rateLimitReset: micros(NOW + 3_600_001) }, undefined],
  ['a reset in another unit', { retryAfter: undefined, rateLimitReset: String(NOW + 5_000) }, undefined],
  ['a reset that is no number', { retryAfter: undefined, rateLimitReset: 'soon' }, undefined],
]; // prettier-ignore

for (const [name, hints, ms] of HEADERS) {
  test(name, () => {
    assert.equal(wishedDelayMs(hints, NOW), ms);
  });
}
