import assert from 'node:assert/strict';
import test from 'node:test';
import type { Point } from '../../../main/core/model/point.ts';
import { OwedPoints, type Selection } from '../../../main/core/owed-points.ts';

const INTERVAL_MS = 10;
const ALL: Selection = { id: 'all', has: () => true };
const ONLY_A: Selection = { id: 'a', has: (metric) => metric === 'a' };
const open = (id: string): Selection => (id === 'all' ? ALL : ONLY_A);

function sum(metric: string, startMs: number): Point {
  const about = { metric, labels: [], description: '', unit: '' };
  return { kind: 'sum', ...about, startMs, timeMs: startMs + 10, value: 1 };
}
const gauge: Point = { ...sum('a', 0), kind: 'gauge', value: 1 };

test('what is forwarded from the beginning is owed however early it began', () => {
  const owed = new OwedPoints(INTERVAL_MS, ALL, undefined);
  assert.equal(owed.owes(sum('a', 0)), true);
});

test('nothing is owed while it is off', () => {
  const owed = new OwedPoints(INTERVAL_MS, undefined, undefined);
  assert.deepEqual([owed.owes(sum('a', 0)), owed.owes(gauge), owed.has('a')], [false, false, false]);
});

const SWITCHED_ON: readonly (readonly [string, number | undefined, number, boolean])[] = [
  ['the last scrape is two intervals old: from it', 80, 80, true],
  ['not from before it', 80, 79, false],
  ['the last scrape is older: from now', 79, 99, false],
  ['from now on', 79, 100, true],
  ['no scrape yet: from now', undefined, 99, false],
];
for (const [name, lastGoodMs, startMs, owes] of SWITCHED_ON) {
  test(`switched on at 100, ${name}`, () => {
    const owed = new OwedPoints(INTERVAL_MS, undefined, undefined);
    owed.change(ALL, 100, lastGoodMs);
    assert.equal(owed.owes(sum('a', startMs)), owes);
    assert.equal(owed.owes(gauge), true, 'a gauge is as it is now');
  });
}

test('a family that is added counts from now, those forwarded before are not disturbed', () => {
  const owed = new OwedPoints(INTERVAL_MS, ONLY_A, undefined);
  owed.change(ALL, 100, undefined);
  assert.deepEqual([owed.owes(sum('a', 0)), owed.owes(sum('b', 0)), owed.owes(sum('b', 100))], [true, false, true]);
});

test('switched off and on again, the time between is not owed', () => {
  const owed = new OwedPoints(INTERVAL_MS, ALL, undefined);
  owed.change(undefined, 50, 50);
  owed.change(ALL, 100, undefined);
  assert.deepEqual([owed.owes(sum('a', 50)), owed.owes(sum('a', 100))], [false, true]);
});

/** Closed and started again at 1,000. */
function reopened(before: OwedPoints, choice: Selection | undefined): OwedPoints {
  return new OwedPoints(INTERVAL_MS, choice, { text: before.remember(), open, nowMs: 1_000 });
}

test('forwarded before and after the program was closed: the gap is owed', () => {
  const owed = reopened(new OwedPoints(INTERVAL_MS, ALL, undefined), ALL);
  assert.equal(owed.owes(sum('a', 10)), true);
});

test('what was owed from a certain time on still is, after two restarts too', () => {
  const first = new OwedPoints(INTERVAL_MS, undefined, undefined);
  first.change(ALL, 100, undefined);
  const owed = reopened(reopened(first, ALL), ALL);
  assert.deepEqual([owed.owes(sum('a', 99)), owed.owes(sum('a', 100))], [false, true]);
});

test('off when it was closed: counting starts now', () => {
  const owed = reopened(new OwedPoints(INTERVAL_MS, undefined, undefined), ALL);
  assert.deepEqual([owed.owes(sum('a', 10)), owed.owes(sum('a', 1_000))], [false, true]);
});

test('a family that was added while it was closed counts from now, the others over the gap', () => {
  const owed = reopened(new OwedPoints(INTERVAL_MS, ONLY_A, undefined), ALL);
  assert.deepEqual([owed.owes(sum('a', 10)), owed.owes(sum('b', 10)), owed.owes(sum('b', 1_000))], [true, false, true]);
});

test('switched off after a restart: nothing is owed', () => {
  const owed = reopened(new OwedPoints(INTERVAL_MS, ALL, undefined), undefined);
  assert.equal(owed.owes(sum('a', 10)), false);
  assert.equal(reopened(owed, ALL).owes(sum('a', 10)), false, 'nor later');
});

test('a family that stays chosen is not disturbed by several choices between two scrapes', () => {
  const owed = new OwedPoints(INTERVAL_MS, ONLY_A, undefined);
  owed.change(ALL, 100, undefined);
  owed.change(ONLY_A, 200, undefined);
  owed.change(ALL, 300, undefined);
  assert.deepEqual([owed.owes(sum('a', 0)), owed.owes(sum('b', 100)), owed.owes(sum('b', 300))], [true, false, true]);
});

test('nor by a restart after them', () => {
  const first = new OwedPoints(INTERVAL_MS, ONLY_A, undefined);
  first.change(ALL, 100, undefined);
  first.change(ONLY_A, 200, undefined);
  const owed = reopened(first, ALL);
  assert.deepEqual([owed.owes(sum('a', 0)), owed.owes(sum('b', 100)), owed.owes(sum('b', 1_000))], [true, false, true]);
});

test('a clock that was set back does not put off what is on already', () => {
  const owed = new OwedPoints(INTERVAL_MS, undefined, undefined);
  owed.change(ALL, 1_000, undefined);
  owed.setBack(200);
  assert.deepEqual([owed.owes(sum('a', 199)), owed.owes(sum('a', 200))], [false, true]);
});

test('only so many choices are remembered, the newest of them', () => {
  const owed = new OwedPoints(INTERVAL_MS, ALL, undefined);
  for (let at = 100; at < 200; at += 1) owed.change(at % 2 === 0 ? ONLY_A : ALL, at, undefined);
  assert.ok(owed.remember().length < 1_000);
  assert.deepEqual([owed.owes(sum('a', 99)), owed.owes(sum('a', 170)), owed.owes(sum('b', 199))], [false, true, true]);
});
