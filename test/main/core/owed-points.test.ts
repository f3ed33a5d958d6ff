import assert from 'node:assert/strict';
import test from 'node:test';
import type { Point } from '../../../main/core/model/point.ts';
import { OwedPoints, recallTerms, type Selection } from '../../../main/core/owed-points.ts';

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
  const owed = OwedPoints.open(INTERVAL_MS, ALL, undefined);
  assert.equal(owed.owes(sum('a', 0)), true);
});

test('nothing is owed while it is off', () => {
  const owed = OwedPoints.open(INTERVAL_MS, undefined, undefined);
  assert.deepEqual([owed.owes(sum('a', 0)), owed.owes(gauge), owed.has('a')], [false, false, false]);
});

const SWITCHED_ON: readonly (readonly [string, number | undefined, number, boolean])[] = [
  ['the last scrape is two intervals old: from it', 80, 80, true],
  ['not from before it', 80, 79, false],
  ['the last scrape is older: from the next', 79, 100, false],
  ['no scrape yet: from the next', undefined, 100, false],
];
for (const [name, lastGoodMs, startMs, owes] of SWITCHED_ON) {
  test(`switched on at 100, ${name}`, () => {
    const owed = OwedPoints.open(INTERVAL_MS, undefined, undefined).changed(ALL, 100, lastGoodMs);
    assert.equal(owed.owes(sum('a', startMs)), owes);
    assert.equal(owed.owes(gauge), true, 'a gauge is as it is now');
    const next = owed.after(110);
    assert.equal(next.owes(sum('a', startMs)), owes);
    assert.equal(next.owes(sum('a', 110)), true, 'what comes after the next scrape');
  });
}

test('a family that is added counts from the next scrape, those forwarded before are not disturbed', () => {
  const owed = OwedPoints.open(INTERVAL_MS, ONLY_A, undefined).changed(ALL, 100, undefined);
  assert.deepEqual([owed.owes(sum('a', 0)), owed.owes(sum('b', 100))], [true, false]);
  assert.deepEqual([owed.after(110).owes(sum('a', 0)), owed.after(110).owes(sum('b', 110))], [true, true]);
});

test('switched off and on again, the time between is not owed', () => {
  const off = OwedPoints.open(INTERVAL_MS, ALL, undefined).changed(undefined, 50, 50);
  const owed = off.changed(ALL, 100, undefined).after(110);
  assert.deepEqual([owed.owes(sum('a', 50)), owed.owes(sum('a', 110))], [false, true]);
});

/** Closed and started again. */
function reopened(before: OwedPoints, choice: Selection | undefined): OwedPoints {
  return OwedPoints.open(INTERVAL_MS, choice, recallTerms(before.remember(), open));
}

test('forwarded before and after the program was closed: the gap is owed', () => {
  const owed = reopened(OwedPoints.open(INTERVAL_MS, ALL, undefined), ALL);
  assert.equal(owed.owes(sum('a', 10)), true);
});

test('what was owed from a certain time on still is, after two restarts too', () => {
  const first = OwedPoints.open(INTERVAL_MS, undefined, undefined).changed(ALL, 100, undefined).after(110);
  const owed = reopened(reopened(first, ALL), ALL);
  assert.deepEqual([owed.owes(sum('a', 109)), owed.owes(sum('a', 110))], [false, true]);
});

test('off when it was closed: counting starts at the next scrape, also when that comes after one more restart', () => {
  const owed = reopened(reopened(OwedPoints.open(INTERVAL_MS, undefined, undefined), ALL), ALL);
  assert.deepEqual([owed.owes(sum('a', 10)), owed.owes(sum('a', 1_000))], [false, false]);
  assert.equal(owed.after(1_000).owes(sum('a', 1_000)), true);
});

test('a family that was added while it was closed counts from the next scrape, the others over the gap', () => {
  const owed = reopened(OwedPoints.open(INTERVAL_MS, ONLY_A, undefined), ALL);
  assert.deepEqual([owed.owes(sum('a', 10)), owed.owes(sum('b', 10))], [true, false]);
  assert.equal(owed.after(1_000).owes(sum('b', 1_000)), true);
});

test('switched off after a restart: nothing is owed', () => {
  const owed = reopened(OwedPoints.open(INTERVAL_MS, ALL, undefined), undefined);
  assert.equal(owed.owes(sum('a', 10)), false);
  assert.equal(reopened(owed, ALL).owes(sum('a', 10)), false, 'nor later');
});

test('a family that stays chosen is not disturbed by several choices between two scrapes, nor by a restart', () => {
  const first = OwedPoints.open(INTERVAL_MS, ONLY_A, undefined);
  const owed = first.changed(ALL, 100, 95).changed(ONLY_A, 200, undefined).changed(ALL, 300, 295);
  for (const each of [owed, reopened(owed, ALL)]) {
    assert.deepEqual([each.owes(sum('a', 0)), each.owes(sum('b', 95)), each.owes(sum('b', 295))], [true, false, true]);
  }
});

test('a clock that is set back puts off nothing, and owes nothing from before the switch', () => {
  const owed = OwedPoints.open(INTERVAL_MS, undefined, undefined).changed(ALL, 1_000, 995);
  assert.deepEqual([owed.owes(sum('a', 994)), owed.owes(sum('a', 995))], [false, true]);
  assert.equal(owed.after(200).owes(sum('a', 200)), true);
});

test('only so many choices are remembered, the newest of them', () => {
  let owed = OwedPoints.open(INTERVAL_MS, ALL, undefined);
  for (let at = 100; at < 200; at += 1) owed = owed.changed(at % 2 === 0 ? ONLY_A : ALL, at, at);
  assert.ok(owed.remember().length < 1_000);
  assert.deepEqual([owed.owes(sum('a', 99)), owed.owes(sum('a', 170)), owed.owes(sum('b', 199))], [false, true, true]);
});

const STORED_BEFORE: readonly (readonly [string, boolean])[] = [
  ['', false],
  ['["a",50]', true],
];
for (const [text, owes] of STORED_BEFORE) {
  test(`what an earlier version stored is read: '${text}'`, () => {
    const owed = OwedPoints.open(INTERVAL_MS, ONLY_A, recallTerms(text, open));
    assert.deepEqual([owed.owes(sum('a', 50)), owed.owes(sum('a', 49))], [owes, false]);
  });
}
