import assert from 'node:assert/strict';
import test from 'node:test';
import { measuresOf, signalsOf, take, type Lookback } from '../../../../main/core/alerts/measure.ts';
import type { AlertReading, Condition, Measure } from '../../../../main/core/model/alert.ts';
import { ruleOf } from './rules.ts';

const WINDOW_MS = 60_000;

/** Readings of `a` (and of `b`), one each 10 s, the last of them now. */
function lookback(a: readonly AlertReading[], b: readonly AlertReading[] = []): Lookback {
  const entries = a.map((reading, at) => ({
    atMs: 1_000_000 + at * 10_000,
    durationMs: 10_000,
    readings: [reading, b[at] ?? 'not_told'] as const,
  }));
  return { signals: ['a', 'b'], entries, windowMs: WINDOW_MS, intervalMs: 10_000 };
}

const latest: Measure = { kind: 'latest', signal: 'a' };
const mean: Measure = { kind: 'mean', signal: 'a' };
const rise: Measure = { kind: 'rise', signal: 'a' };
const change: Measure = { kind: 'change', signal: 'a' };
const share: Measure = { kind: 'share', signal: 'a', per: 'b', least: 20 };

const ROWS: readonly (readonly [string, Measure, Lookback, AlertReading])[] = [
  ['the newest', latest, lookback([1, 2, 3]), 3],
  ['the newest is a gap', latest, lookback([1, 2, 'gap']), 'gap'],
  ['a signal that nobody knows', { kind: 'latest', signal: 'c' }, lookback([1]), 'not_told'],
  ['a mean', mean, lookback([90, 1, 2, 3, 4, 5, 6]), 3.5],
  ['a mean needs a whole window', mean, lookback([1, 2, 3, 4, 5]), 'gap'],
  ['a mean of the known half', mean, lookback([1, 2, 3, 'gap', 'gap', 'gap']), 2],
  ['too little is known for a mean', mean, lookback([1, 2, 'gap', 'gap', 'gap', 'gap']), 'gap'],
  ['a mean of what is no longer told', mean, lookback([1, 2, 3, 4, 5, 'not_told']), 'not_told'],
  ['growth', rise, lookback([0, 1, 2, 5, 6, 7]), 3],
  ['a single peak is no growth', rise, lookback([0, 1, 2, 9, 0, 0]), -2],
  ['an old peak does not hide growth', rise, lookback([9, 0, 1, 2, 5, 6, 7]), 3],
  ['growth needs a whole window', rise, lookback([1, 2, 3]), 'gap'],
  ['growth needs both halves', rise, lookback([0, 1, 2, 'gap', 'gap', 'gap']), 'gap'],
  ['growth steps over gaps', rise, lookback([0, 'gap', 2, 'gap', 6, 7]), 4],
  ['1 of 20', share, lookback([0.1, 0, 0, 0], [1, 1, 0, 0]), 0.05],
  ['of less than 20 it says nothing', share, lookback([0.1, 0, 0], [1, 0.9, 0]), 'no_data'],
  ['of nothing', { ...share, least: 0 }, lookback([0, 0], [0, 0]), 'no_data'],
  ['what lies before the window does not count', share, lookback([9, 0, 0, 0, 0, 0, 1], [9, 9, 9, 9, 9, 9, 9]), 1 / 54],
  ['where one is a gap neither counts', share, lookback(['gap', 1, 1], [9, 'gap', 4]), 0.25],
  ['only gaps', share, lookback(['gap', 1], [9, 'gap']), 'gap'],
  ['nobody tells the whole', share, lookback([1, 1]), 'not_told'],
  ['a code that did not change', change, lookback([79, 79]), 0],
  ['a code that changed', change, lookback([0, 79, 79]), 79],
  ['the last of two changes', change, lookback([0, 79, 48, 48]), 48],
  ['an error stays in its window, reset or not', change, lookback([0, 79, 0]), 79],
  ['a reset', change, lookback([79, 0]), 0],
  ['a reset, then the same code', change, lookback([79, 0, 79]), 79],
  ['a change before the window', change, lookback([0, 79, 79, 79, 79, 79, 79, 79]), 0],
  ['a change at the begin of the window', change, lookback([0, 79, 79, 79, 79, 79, 79]), 79],
  ['a change behind a gap', change, lookback([0, 'gap', 79]), 79],
  ['no code yet', change, lookback(['gap', 'gap']), 'gap'],
]; // prettier-ignore

for (const [name, measure, over, wanted] of ROWS) {
  test(name, () => {
    const found = take(measure, over);
    if (typeof wanted !== 'number' || typeof found !== 'number') assert.equal(found, wanted);
    else assert.ok(Math.abs(found - wanted) < 1e-9, `${String(found)} is not ${String(wanted)}`);
  });
}

test('the signals of a rule, each once, and its measures in the order in which they stand', () => {
  const of = (measure: Measure): Condition => ({ kind: 'above', of: measure, threshold: 0, clear: 0 });
  const when: Condition = {
    kind: 'all',
    parts: [of(share), { kind: 'any', parts: [of(latest), of({ kind: 'rise', signal: 'c' })] }],
  };
  assert.deepEqual(signalsOf(ruleOf({ when })), ['a', 'b', 'c']);
  assert.deepEqual(
    measuresOf(when).map(({ kind }) => kind),
    ['share', 'latest', 'rise'],
  );
});
