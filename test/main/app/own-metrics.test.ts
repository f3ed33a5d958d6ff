import assert from 'node:assert/strict';
import test from 'node:test';
import { OwnMetrics } from '../../../main/app/own-metrics.ts';
import { readExposition } from '../../../main/core/parse/read-exposition.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';
import { boxLedger, fakeFacts, PROCESS, summaryOf, watched } from '../../fakes/monitor-facts.ts';

const SCRAPE = 'nim_glance_scrape_duration_seconds';
const LABELS = 'box="dgx",job="j",target="dgx:8000"';

test('scrapes, answers and commits are counted with how long they took', async () => {
  const metrics = new OwnMetrics();
  metrics.scraped(fakeSettings(), 'good', 20);
  metrics.scraped(fakeSettings(), 'good', 40);
  metrics.scraped(fakeSettings(), 'failed', 10_000);
  metrics.answered('retry', 3_000);
  metrics.committed('stored', 0.7);
  const lines = (await metrics.text(fakeFacts({ targets: [watched()] }), PROCESS, 0)).split('\n');
  for (const line of [
    `${SCRAPE}_count{${LABELS},outcome="good"} 2`,
    `${SCRAPE}_sum{${LABELS},outcome="good"} 0.06`,
    `${SCRAPE}_bucket{le="0.025",${LABELS},outcome="good"} 1`,
    `${SCRAPE}_count{${LABELS},outcome="failed"} 1`,
    'nim_glance_delivery_duration_seconds_sum{outcome="retry"} 3',
    'nim_glance_delivery_duration_seconds_count{outcome="retry"} 1',
    'nim_glance_commit_duration_seconds_bucket{le="0.001",outcome="stored"} 1',
    'nim_glance_commit_duration_seconds_bucket{le="0.0005",outcome="stored"} 0',
  ])
    assert.ok(lines.includes(line), line);
});

test('what did not happen yet is told as zero', async () => {
  const text = await new OwnMetrics().text(fakeFacts({ targets: [watched()] }), PROCESS, 0);
  for (const line of [
    `${SCRAPE}_count{${LABELS},outcome="failed"} 0`,
    'nim_glance_delivery_duration_seconds_count{outcome="dead"} 0',
    'nim_glance_delivery_duration_seconds_count{outcome="too_large"} 0',
    'nim_glance_commit_duration_seconds_count{outcome="failed"} 0',
  ])
    assert.ok(text.includes(`${line}\n`), line);
});

test('a target that is watched no longer is forgotten, and begins anew', async () => {
  const metrics = new OwnMetrics();
  metrics.scraped(fakeSettings(), 'good', 20);
  assert.ok(!(await metrics.text(fakeFacts(), PROCESS, 0)).includes('dgx:8000'));
  const again = await metrics.text(fakeFacts({ targets: [watched()] }), PROCESS, 0);
  assert.ok(again.includes(`${SCRAPE}_count{${LABELS},outcome="good"} 0\n`));
});

test('the text can be read as strictly as any target’s, and is one picture', async () => {
  const metrics = new OwnMetrics();
  const box = boxLedger('a "quoted"\\ box\n', { produced: 5, queued: 4, dropped: { expired: 1 } });
  const facts = fakeFacts({ ledger: summaryOf([box]), targets: [watched({}, { good: 1, lastGoodMs: 1 })] });
  const text = await metrics.text(facts, PROCESS, 0);
  const read = readExposition(Buffer.from(text), { format: 'text', strict: true });
  assert.deepEqual(read.problems.issues, []);
  const samples = read.families.flatMap((family) => family.samples.map(({ sample }) => sample));
  const produced = samples.find(({ name }) => name === 'nim_glance_points_produced_total');
  assert.deepEqual(produced?.labels.find(([name]) => name === 'box')?.[1], 'a "quoted"\\ box\n');
  assert.match(metrics.contentType, /^text\/plain/);
});

test('two questions at once do not disturb each other', async () => {
  const metrics = new OwnMetrics();
  const ask = (produced: number) => {
    return metrics.text(fakeFacts({ ledger: summaryOf([boxLedger('b', { produced, queued: produced })]) }), PROCESS, 0);
  };
  const texts = await Promise.all([ask(1), ask(2)]);
  for (const [index, text] of texts.entries()) {
    const numbers = [...text.matchAll(/^nim_glance_points_(?:produced_total|queued)\{.*\} (\d+)$/gm)].map(([, n]) => n);
    assert.deepEqual(numbers, [String(index + 1), String(index + 1)]);
  }
});
