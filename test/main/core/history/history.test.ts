import assert from 'node:assert/strict';
import test from 'node:test';
import { History } from '../../../../main/core/history/history.ts';
import type { Point } from '../../../../main/core/model/point.ts';
import type { Signal, SignalView } from '../../../../main/core/model/signal.ts';
import { gain, gauge, histogram, toldBy } from './told.ts';

const SIGNALS: readonly Signal[] = [
  {
    id: 'cache',
    sources: [
      { kind: 'gauge', of: { family: 'cache_new' }, take: 'mean' },
      { kind: 'gauge', of: { family: 'cache' }, take: 'mean' },
    ],
  },
  { id: 'running', sources: [{ kind: 'gauge', of: { family: 'running' }, take: 'sum' }] },
  { id: 'rate', sources: [{ kind: 'rate', of: { family: 'tokens' } }] },
  {
    id: 'p50',
    sources: [
      { kind: 'quantile', of: { family: 'latency_new' }, quantile: 0.5 },
      { kind: 'quantile', of: { family: 'latency' }, quantile: 0.5 },
    ],
  },
  { id: 'mean', sources: [{ kind: 'quotient', of: { family: 'took_us' }, per: { family: 'tokens' }, scale: 1e-6 }] },
];
const tokens = (value: number, timeMs: number, durationMs = 1_000): Point =>
  gain('tokens', value, { startMs: timeMs - durationMs, timeMs });
const latency = (buckets: number[], timeMs: number, metric = 'latency', bounds = [1, 2]): Point =>
  histogram(metric, bounds, buckets, { startMs: timeMs - 1_000, timeMs });

class Watched {
  readonly history = new History(SIGNALS, 1_000);

  /** A scrape; `also` are families without a point, as on the first scrape. */
  scrape(points: readonly Point[], nowMs: number, also: readonly string[] = []): this {
    this.history.record(points, [...toldBy(points), ...toldBy(also.map((name) => gauge(name, 0)))], nowMs);
    return this;
  }

  view(id: string): SignalView {
    return this.history.view(id);
  }

  said(id: string): readonly [number | null, string | null] {
    const { value, why } = this.view(id);
    return [value, why];
  }
}

test('the preferred family wins, the other one is not added, and it says which', () => {
  const watched = new Watched().scrape([gauge('cache', 0.2), gauge('cache', 0.6)], 0);
  assert.deepEqual(watched.view('cache'), { value: 0.4, above: null, why: null, families: ['cache'], history: [0.4] });
  watched.scrape([gauge('cache', 0.2), gauge('cache_new', 0.9)], 1);
  assert.deepEqual(watched.view('cache').families, ['cache_new']);
  assert.deepEqual(watched.view('cache').history, [0.4, 0.9], 'one line goes on');
});

test('a rate divides by the true duration; a delta over more than two intervals feeds nothing', () => {
  const watched = new Watched().scrape([tokens(30, 2_000, 2_000)], 2_000);
  assert.equal(watched.view('rate').value, 15);
  watched.scrape([tokens(30, 9_000, 3_000)], 9_000);
  assert.deepEqual(watched.said('rate'), [null, 'no_difference']);
  watched.scrape([tokens(21, 12_000, 2_100)], 12_000);
  assert.equal(watched.view('rate').value, 10, 'one scrape was lost, and the next came a little late');
  // From 3 to 9 s, and from 10 to 12.
  assert.deepEqual(watched.view('rate').history, [15, ...Array<null>(7).fill(null), null, null, 10]);
});

const running = (value: number): readonly Point[] => [gauge('running', value)];

test('while nobody asked is a gap as long as it was, also of what is no difference, and never longer than a line', () => {
  const watched = new Watched().scrape(running(1), 0).scrape(running(2), 1_000);
  watched.scrape(running(3), 5_000).scrape(running(4), 6_000);
  assert.deepEqual(watched.view('running').history, [1, 2, null, null, null, 3, 4]);
  watched.scrape(running(5), 3_600_000);
  assert.deepEqual(watched.view('running').history, [...Array<null>(359).fill(null), 5]);
});

test('so is what goes by before a scrape that fails', () => {
  const watched = new Watched().scrape(running(1), 0);
  watched.history.recordGap(3_000);
  watched.scrape(running(2), 4_000);
  assert.deepEqual(watched.view('running').history, [1, null, null, null, 2]);
});

test('asked at half the pace, each scrape tells of two intervals', () => {
  const watched = new Watched().scrape([tokens(5, 0), ...running(1)], 0);
  watched.scrape([tokens(20, 2_000, 2_000), ...running(2)], 2_000);
  watched.scrape([tokens(40, 4_000, 2_000), ...running(3)], 4_000);
  assert.deepEqual(watched.view('running').history, [1, 2, 2, 3, 3]);
  assert.deepEqual(watched.view('rate').history, [5, 10, 10, 20, 20]);
});

test('scrapes out of turn, or late by turns, do not make the line longer and longer', () => {
  const watched = new Watched();
  for (let at = 0; at < 40; at += 1) watched.scrape(running(at), at * 1_000 + (at % 2) * 900);
  assert.ok(watched.view('running').history.length <= 41);
});

test('a clock that is set back begins anew', () => {
  const watched = new Watched().scrape(running(1), 90_000).scrape(running(2), 20_000).scrape(running(3), 24_000);
  assert.deepEqual(watched.view('running').history, [1, 2, null, null, null, 3]);
});

test('a quantile looks at the last 60 s', () => {
  const watched = new Watched().scrape([latency([4, 0, 0], 0)], 0);
  assert.equal(watched.view('p50').value, 0.5);
  watched.scrape([latency([0, 4, 0], 59_999)], 59_999);
  assert.equal(watched.view('p50').value, 1);
  watched.scrape([latency([0, 0, 0], 60_000)], 60_000);
  assert.equal(watched.view('p50').value, 1.5);
});

test('a mean looks at the last 60 s too: all that it took by all that there was', () => {
  const took = (us: number, timeMs: number): Point => gain('took_us', us, { startMs: timeMs - 1_000, timeMs });
  const watched = new Watched().scrape([tokens(1, 0), took(1_000_000, 0)], 0);
  watched.scrape([tokens(3, 1_000), took(9_000_000, 1_000)], 1_000);
  assert.equal(watched.view('mean').value, 2.5);
  watched.scrape([tokens(0, 61_000), took(0, 61_000)], 61_000);
  assert.deepEqual(watched.said('mean'), [null, 'no_traffic']);
});

test('above the last bound no number is known, only the bound', () => {
  const watched = new Watched().scrape([latency([1, 0, 9], 0)], 0);
  const { value, above, why, history } = watched.view('p50');
  assert.deepEqual([value, above, why], [Infinity, 2, null]);
  // Its line lies at the bound, where a gap would hide the worst.
  assert.equal(history[history.length - 1], 2);
});

test('on the first scrape there is nothing to compare with; the family is there nevertheless', () => {
  const watched = new Watched().scrape([], 0, ['tokens', 'latency', 'took_us']);
  for (const id of ['rate', 'p50', 'mean']) assert.deepEqual(watched.said(id), [null, 'no_difference'], id);
  assert.deepEqual(watched.view('mean').families, ['took_us', 'tokens']);
  assert.deepEqual(watched.said('running'), [null, 'no_family']);
});

test('a scrape without a difference leaves the quantile what the last minute told', () => {
  const watched = new Watched().scrape([latency([4, 0, 0], 0)], 0).scrape([], 1_000, ['latency']);
  assert.equal(watched.view('p50').value, 0.5);
  watched.scrape([], 2_000);
  assert.deepEqual(watched.said('p50'), [null, 'no_family']);
});

test('without traffic or scrape nothing is known, and it says why', () => {
  const watched = new Watched();
  const unheard = { value: null, above: null, families: [] };
  assert.deepEqual(watched.view('p50'), { ...unheard, why: 'no_scrape', history: [] });
  watched.scrape([latency([0, 0, 0], 0)], 0);
  assert.deepEqual(watched.said('p50'), [null, 'no_traffic']);
  watched.history.recordGap(1_000);
  assert.deepEqual(watched.view('running'), { ...unheard, why: 'no_scrape', history: [null, null] });
  assert.deepEqual(watched.said('nothing'), [null, 'no_family']);
});

test('a restart with other buckets or under another name: the new ones count, and the line goes on', () => {
  const watched = new Watched().scrape([latency([4, 0, 0], 0)], 0);
  watched.scrape([latency([0, 4, 0, 0], 1_000, 'latency', [1, 3, 5])], 1_000);
  assert.equal(watched.view('p50').value, 2);
  watched.scrape([latency([0, 4, 0, 0], 2_000, 'latency_new', [1, 4, 5])], 2_000);
  assert.deepEqual(watched.view('p50').history, [0.5, 2, 2.5]);
  assert.deepEqual(watched.view('p50').families, ['latency_new']);
});

test('what another family told is not added, even where the buckets are the same', () => {
  const watched = new Watched().scrape([latency([4, 0, 0], 0)], 0);
  watched.scrape([latency([0, 4, 0], 1_000, 'latency_new')], 1_000);
  assert.equal(watched.view('p50').value, 1.5);
});

test('a gain without a duration is no rate', () => {
  assert.equal(new Watched().scrape([tokens(5, 1_000, 0)], 1_000).view('rate').value, 0);
});

test('series of unequal bounds in one scrape are not added and not dropped: it says so', () => {
  const watched = new Watched().scrape([latency([4, 0, 0], 0)], 0);
  watched.scrape([latency([4, 0, 0], 1_000), latency([4, 0], 1_000, 'latency', [9])], 1_000);
  assert.deepEqual(watched.said('p50'), [null, 'unequal_bounds']);
});

test('a clock that is set back brings no minute twice', () => {
  const watched = new Watched().scrape([latency([4, 0, 0], 90_000)], 90_000);
  watched.scrape([latency([0, 4, 0], 20_000)], 20_000);
  assert.equal(watched.view('p50').value, 1.5);
});

test('keeps 360 values', () => {
  const watched = new Watched();
  for (let value = 0; value < 400; value += 1) watched.scrape([gauge('running', value)], value);
  const kept = watched.view('running').history;
  assert.deepEqual([kept.length, kept[0], kept[359]], [360, 40, 399]);
});

test('a view is the same until the next scrape, good or not', () => {
  const watched = new Watched().scrape([gauge('running', 1)], 1_000);
  const first = watched.view('running');
  assert.equal(watched.view('running'), first);
  watched.scrape([gauge('running', 2)], 2_000);
  assert.equal(watched.view('running').value, 2);
  watched.history.recordGap(3_000);
  assert.deepEqual([watched.view('running').value, watched.view('running').history], [null, [1, 2, null]]);
  assert.equal(first.value, 1);
});
