import assert from 'node:assert/strict';
import test from 'node:test';
import { addSent, sentKey, type SentDelta } from '../../../../main/core/model/sent-point.ts';
import { histogramOf, pointOf } from '../outbox/sent-points.ts';

const sum = pointOf('sum', 'm', 3, 20, 10) as SentDelta;
const histogram = histogramOf('h', [1, 2], [1, 0, 4], 20) as SentDelta;

test('the order of attributes does not matter, neither do value, time and description', () => {
  const a = { ...sum, attributes: { x: '1', y: '2' }, resource: { p: '1', q: '2' } };
  const b = { ...sum, attributes: { y: '2', x: '1' }, resource: { q: '2', p: '1' } };
  assert.equal(sentKey(a), sentKey({ ...b, value: 9, startMs: 0, timeMs: 1, description: 'other' } as SentDelta));
});

for (const [what, other] of [
  ['name', { ...sum, metric: 'n' }],
  ['kind', { ...sum, kind: 'gauge', value: 1 }],
  ['unit', { ...sum, unit: 's' }],
  ['attributes', { ...sum, attributes: { x: '1' } }],
  ['attribute that looks like two', { ...sum, attributes: { x: '1","y":"2' } }],
  ['resource', { ...sum, resource: {} }],
  ['scope', { ...sum, scope: { ...sum.scope, name: 'other' } }],
  ['scope attributes', { ...sum, scope: { ...sum.scope, attributes: [['x', '1']] } }],
] as const) {
  test(`another ${what} is another series`, () => {
    assert.notEqual(sentKey(other), sentKey(sum));
  });
}

test('other bounds are another series', () => {
  assert.notEqual(sentKey(histogramOf('h', [1, 3], [1, 0, 4], 20)), sentKey(histogram));
});

test('sums are added, over both intervals, as the later one describes it', () => {
  const later = { ...sum, value: 4, startMs: 20, timeMs: 30, description: 'new' } as SentDelta;
  assert.deepEqual(addSent(sum, later), { ...later, value: 7, startMs: 10, timeMs: 30 });
  // An older point that comes later (a clock was set back) does not shorten it.
  assert.deepEqual(addSent(later, sum), { ...sum, value: 7, startMs: 10, timeMs: 30 });
});

test('histograms are added bucket by bucket', () => {
  assert.deepEqual(addSent(histogram, histogramOf('h', [1, 2], [2, 5, 0], 30) as SentDelta), {
    ...histogram,
    startMs: 10,
    timeMs: 30,
    buckets: [3, 5, 4],
    count: 12,
    sum: 24,
  });
});

test('a sum that one of them lacks is not known', () => {
  assert.equal((addSent({ ...histogram, sum: undefined } as SentDelta, histogram) as { sum?: number }).sum, undefined);
});

test('a sum and a histogram cannot be added', () => {
  assert.throws(() => addSent(sum, histogram), /not the same key/);
  assert.throws(() => addSent(histogram, sum), /not the same key/);
});
