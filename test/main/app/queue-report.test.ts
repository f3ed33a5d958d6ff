import assert from 'node:assert/strict';
import test from 'node:test';
import { queueReport } from '../../../main/app/queue-report.ts';
import { boxLedger, summaryOf } from '../../fakes/monitor-facts.ts';

const duplicate = (box: string) => ({ sha256: 'a', box, atMs: 1, points: 2 });

test('what one box owes to several destinations is added up, and told for each', () => {
  const first = boxLedger('dgx', {
    ...{ destination: 'https://a', produced: 10, delivered: 4, queued: 5, folded: 3, carried: 2, oldestMs: 7_000 },
    ...{ dropped: { expired: 1 }, skipped: { baseline: 2, reset: 1 } },
  });
  const second = boxLedger('dgx', {
    ...{ destination: 'https://b', produced: 6, delivered: 0, queued: 3, folded: 1, carried: 1, oldestMs: 4_000 },
    ...{ dropped: { expired: 2, evicted: 1 }, skipped: { baseline: 5 } },
  });
  const { boxes } = queueReport(summaryOf([first, second]), [], 10_000);
  const { destinations, ...dgx } = boxes['dgx']!;
  assert.deepEqual(dgx, {
    ...{ produced: 16, delivered: 4, queued: 8, folded: 4, carried: 3 },
    ...{ dropped: { expired: 3, evicted: 1 }, skipped: { baseline: 7, reset: 1 } },
    ...{ possibleDuplicates: [], oldestSeconds: 6 },
  });
  assert.deepEqual(destinations['https://b'], {
    ...{ produced: 6, delivered: 0, queued: 3, folded: 1, carried: 1 },
    ...{ dropped: { expired: 2, evicted: 1 }, skipped: { baseline: 5 }, oldestSeconds: 6 },
  });
  assert.equal(destinations['https://a']?.oldestSeconds, 3);
});

test('the sums are the summary’s; duplicates belong to their box', () => {
  const list = [duplicate('a'), duplicate('b'), duplicate('a')];
  const summary = summaryOf([boxLedger('a'), boxLedger('b')], {
    ...{ produced: 5, queued: 5, oldestMs: 0, possibleDuplicates: list, unlistedDuplicates: 9 },
  });
  const letter = { id: 1, box: 'a', destination: '', atMs: 0, points: 1, reason: '' };
  const report = queueReport(summary, [letter], 1_500);
  assert.deepEqual([report.produced, report.queued, report.oldestSeconds], [5, 5, 1.5]);
  assert.deepEqual(report.possibleDuplicates, list);
  assert.equal(report.unlistedDuplicates, 9);
  assert.deepEqual(report.deadLetters, [letter]);
  assert.deepEqual(report.boxes['a']?.possibleDuplicates, [duplicate('a'), duplicate('a')]);
  assert.deepEqual(Object.keys(report.boxes), ['a', 'b']);
});

test('nothing waits: null; a clock that was set back: 0', () => {
  assert.equal(queueReport(summaryOf([]), [], 5).oldestSeconds, null);
  const report = queueReport(summaryOf([boxLedger('a', { oldestMs: 10 })], { oldestMs: 10 }), [], 5);
  assert.deepEqual([report.oldestSeconds, report.boxes['a']?.oldestSeconds], [0, 0]);
});

test('a box may have any name', () => {
  const report = queueReport(summaryOf([boxLedger('__proto__', { produced: 3 })]), [], 0);
  assert.match(JSON.stringify(report), /"boxes":\{"__proto__":\{"produced":3,/);
});
