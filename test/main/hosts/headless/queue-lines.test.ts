import assert from 'node:assert/strict';
import test from 'node:test';
import type { BoxReport, QueueReport } from '../../../../main/app/queue-report.ts';
import { drawLetters, drawQueue, number, timeOf } from '../../../../main/hosts/headless/queue-lines.ts';

const COUNTS = {
  produced: 0,
  delivered: 0,
  queued: 0,
  folded: 0,
  carried: 0,
  dropped: {},
  skipped: {},
  oldestSeconds: null,
};
const box = (change: Partial<BoxReport> = {}): BoxReport => {
  return { ...COUNTS, possibleDuplicates: [], destinations: { 'https://a': COUNTS }, ...change };
};
const report = (change: Partial<QueueReport>): QueueReport => {
  return { ...box(), unlistedDuplicates: 0, deadLetters: [], boxes: { dgx: box() }, ...change };
};
const LETTER = {
  id: 12,
  box: 'dgx',
  destination: 'https://a',
  atMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  points: 1_200,
  reason: 'no',
};

test('one box is one row without a sum', () => {
  const lines = drawQueue(report({ boxes: { dgx: box({ produced: 1_234_567, queued: 3, oldestSeconds: 90 }) } }));
  assert.equal(lines.length, 2);
  assert.match(lines[1] ?? '', /^dgx +1,234,567 +0 +3 +0 +0 +0 +0 +90 s$/);
});

test('several boxes have a sum at the end', () => {
  const lines = drawQueue(report({ produced: 7, boxes: { dgx: box(), spark: box() } }));
  assert.deepEqual(
    lines.map((line) => line.split(' ')[0]),
    ['box', 'dgx', 'spark', 'all'],
  );
  assert.match(lines[3] ?? '', /^all +7 /);
});

test('a box owed to two destinations shows both', () => {
  const destinations = { '': { ...COUNTS, queued: 1 }, 'https://b': { ...COUNTS, queued: 2 } };
  const lines = drawQueue(report({ boxes: { dgx: box({ queued: 3, destinations }) } }));
  assert.match(lines[2] ?? '', /^ {2}to none yet +0 +0 +1 /);
  assert.match(lines[3] ?? '', /^ {2}to https:\/\/b +0 +0 +2 /);
});

for (const [seconds, text] of [
  [0, '0 s'],
  [119.9, '119 s'],
  [120, '2 min'],
  [7_199, '119 min'],
  [7_200, '2 h'],
  [172_799, '47 h'],
  [172_800, '2 d'],
] as const) {
  test(`the oldest of ${String(seconds)} s is shown as ${text}`, () => {
    const lines = drawQueue(report({ boxes: { dgx: box({ oldestSeconds: seconds }) } }));
    assert.ok(lines[1]?.endsWith(`  ${text}`), lines[1]);
  });
}

test('reasons, possible duplicates and dead letters are told only where there are any', () => {
  const duplicate = { sha256: 'a', box: 'dgx', atMs: 0, points: 1 };
  const lines = drawQueue(
    report({
      dropped: { expired: 1_000, evicted: 2 },
      skipped: { baseline: 3 },
      possibleDuplicates: [duplicate],
      unlistedDuplicates: 10,
      deadLetters: [LETTER],
    }),
  );
  assert.ok(lines.includes('Dropped: 1,000 expired, 2 evicted'));
  assert.ok(lines.includes('Skipped, never owed: 3 baseline'));
  assert.ok(lines.includes('Possible duplicates: 11 requests whose answer was never seen (--json lists them)'));
  assert.deepEqual(lines.slice(-2), drawLetters([LETTER]));
  assert.equal(drawQueue(report({})).length, 2);
});

test('dead letters are a table; none are no line', () => {
  assert.deepEqual(drawLetters([]), []);
  assert.deepEqual(drawLetters([LETTER]), [
    'id  box  refused at               points  reason',
    '12  dgx  2026-01-02 03:04:05 UTC   1,200  no',
  ]);
});

test('times and numbers', () => {
  assert.equal(timeOf(Date.UTC(2026, 10, 24, 8, 22, 46, 999)), '2026-11-24 08:22:46 UTC');
  assert.equal(number(1_234.5), '1,234.5');
});
