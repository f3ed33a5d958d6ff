import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  formatClock,
  formatLasting,
  formatAgo,
  formatCount,
  formatLarge,
  showCount,
  showDegrees,
  showGigabytes,
  showRate,
  showRatio,
  showSeconds,
  showWatts,
  showXid,
} from '../../../renderer/ui/format.ts';
import type { Shown } from '../../../renderer/ui/format.ts';
import type { Tile } from '../../../preload/contract/view.ts';
import { tile } from '../../fakes/snapshot.ts';

const cases: readonly [string, (tile: Tile) => Shown, number, string, string][] = [
  ['ratio', showRatio, 0, '0', '%'],
  ['ratio', showRatio, 0.874, '87', '%'],
  ['ratio', showRatio, 1, '100', '%'],
  ['seconds', showSeconds, 0, '0', 'ms'],
  ['seconds', showSeconds, 0.0421, '42', 'ms'],
  ['seconds', showSeconds, 0.9994, '999', 'ms'],
  ['seconds', showSeconds, 0.9996, '1.0', 's'],
  ['seconds', showSeconds, 1.94, '1.9', 's'],
  ['seconds', showSeconds, 99.94, '99.9', 's'],
  ['seconds', showSeconds, 99.96, '100', 's'],
  ['rate', showRate, 0, '0', '/s'],
  ['rate', showRate, 6.12, '6.1', '/s'],
  ['rate', showRate, 9.96, '10', '/s'],
  ['rate', showRate, 1284.2, '1,284', '/s'],
  ['count', showCount, 40, '40', ''],
  ['memory', showGigabytes, 2 ** 30, '1.0', 'GiB'],
  ['memory', showGigabytes, 9.96 * 2 ** 30, '10', 'GiB'],
  ['memory', showGigabytes, 79.6 * 2 ** 30, '80', 'GiB'],
  ['temperature', showDegrees, 71.4, '71', '°C'],
  ['power', showWatts, 1_188.4, '1,188', 'W'],
  ['XID', showXid, 0, 'none', ''],
  ['XID', showXid, 79, '79', ''],
];
for (const [name, show, value, text, unit] of cases) {
  test(`${name} ${value} shows ${text} ${unit}`, () => {
    assert.deepEqual(show(tile(value)), { text, unit, why: '' });
  });
}

test('what cannot be known is a dash with its reason, never 0', () => {
  const expected = { text: '–', unit: '', why: 'the last scrape failed' };
  for (const show of [showRatio, showSeconds, showRate, showCount]) {
    assert.deepEqual(show(tile(null, 'the last scrape failed')), expected);
    assert.equal(show(tile(Infinity)).text, '–');
    assert.equal(show(tile(NaN)).why, 'Not known yet.');
  }
});

test('large counts are grouped', () => {
  assert.equal(formatCount(412_806), '412,806');
});

test('above the largest bucket the bound is shown instead of a number', () => {
  const shown = showSeconds({ ...tile(null, 'above the largest bucket'), above: 10 });
  assert.deepEqual(shown, { text: '> 10', unit: 's', why: 'above the largest bucket' });
});

const AGO: readonly (readonly [number, string])[] = [
  [-5, '0 s ago'],
  [59_999, '59 s ago'],
  [60_000, '1 min ago'],
  [3_599_999, '59 min ago'],
  [3_600_000, '1 h ago'],
  [47 * 3_600_000, '47 h ago'],
  [48 * 3_600_000, '2 days ago'],
];
for (const [ms, said] of AGO) {
  test(`${ms} ms ago is ${said}`, () => {
    assert.equal(formatAgo(ms), said);
  });
}

test('a large count is short', () => {
  const rows: readonly (readonly [number, string])[] = [
    [0, '0'],
    [259_200, '259,200'],
    [999_600, '1.0 M'],
    [3_680_640, '3.7 M'],
    [36_806_400, '37 M'],
    [999_400_000, '999 M'],
    [1_234_000_000, '1.2 bn'],
  ];
  for (const [value, text] of rows) assert.equal(formatLarge(value), text);
});

test('how long something lasts is said in whole units', () => {
  const minute = 60_000;
  const said = [0, 59_999, minute, 59 * minute, 60 * minute, 150 * minute, 48 * 60 * minute].map(formatLasting);
  assert.deepEqual(said, ['0 s', '59 s', '1 min', '59 min', '1 h', '2 h 30 min', '2 days']);
});

test('a time of the day is local', () => {
  assert.equal(formatClock(new Date(2026, 10, 24, 4, 5).getTime()), '04:05');
});
