import assert from 'node:assert/strict';
import test from 'node:test';
import { factsRegistry, targetLabels } from '../../../main/app/facts-metrics.ts';
import type { MonitorFacts } from '../../../main/app/monitor-facts.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';
import { boxLedger, fakeFacts, PROCESS, summaryOf, watched } from '../../fakes/monitor-facts.ts';

/** The lines that are no comments. */
async function linesOf(change: Partial<MonitorFacts>, nowMs = 0): Promise<readonly string[]> {
  const text = await factsRegistry(fakeFacts(change), PROCESS, nowMs).metrics();
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function samplesOf(lines: readonly string[], name: string): readonly string[] {
  return lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

test('every word of the ledger, for each box and destination, and by reason', async () => {
  const dgx = boxLedger('dgx', {
    ...{ produced: 100, delivered: 60, queued: 30, folded: 12, carried: 5, oldestMs: 4_000 },
    ...{ dropped: { 'limit:no_sum': 7, rejected: 3 }, skipped: { baseline: 9 } },
  });
  const lines = await linesOf({ ledger: summaryOf([dgx, boxLedger('spark', { destination: '' })]) }, 10_000);
  const of = (name: string): readonly string[] => samplesOf(lines, `nim_glance_${name}`);
  const DGX = '{box="dgx",destination="https://a"}';
  assert.deepEqual(of('points_produced_total'), [
    `nim_glance_points_produced_total${DGX} 112`,
    'nim_glance_points_produced_total{box="spark",destination=""} 0',
  ]);
  const first = (name: string): string | undefined => of(name)[0];
  assert.equal(first('points_folded_total'), `nim_glance_points_folded_total${DGX} 12`);
  assert.equal(first('points_delivered_total'), `nim_glance_points_delivered_total${DGX} 60`);
  assert.equal(first('points_queued'), `nim_glance_points_queued${DGX} 30`);
  assert.equal(first('points_carried'), `nim_glance_points_carried${DGX} 5`);
  assert.equal(first('queue_oldest_seconds'), `nim_glance_queue_oldest_seconds${DGX} 6`);
  assert.equal(of('queue_oldest_seconds')[1], 'nim_glance_queue_oldest_seconds{box="spark",destination=""} 0');
  const dropped = (reason: string): string => `{box="dgx",destination="https://a",reason="${reason}"}`;
  assert.deepEqual(of('points_dropped_total'), [
    `nim_glance_points_dropped_total${dropped('limit:no_sum')} 7`,
    `nim_glance_points_dropped_total${dropped('rejected')} 3`,
  ]);
  assert.deepEqual(of('points_skipped_total'), [`nim_glance_points_skipped_total${dropped('baseline')} 9`]);
});

test('a ledger without boxes has no series of points at all', async () => {
  assert.deepEqual(
    (await linesOf({})).filter((line) => line.startsWith('nim_glance_points')),
    [],
  );
});

test('queue, dead letters, possible duplicates', async () => {
  const duplicate = { sha256: 'a', box: 'dgx', atMs: 0, points: 1 };
  const letter = { id: 1, box: 'dgx', destination: 'https://a', atMs: 0, points: 1, reason: 'no' };
  const ledger = summaryOf([], { possibleDuplicates: [duplicate, duplicate], unlistedDuplicates: 40 });
  const lines = await linesOf({ ledger, deadLetters: [letter], queueBytes: 12_345 });
  for (const line of [
    'nim_glance_queue_bytes 12345',
    'nim_glance_dead_letters 1',
    'nim_glance_possible_duplicates_total 42',
  ])
    assert.ok(lines.includes(line), line);
});

test('store and delivery', async () => {
  const lines = await linesOf({
    store: { durable: false, problem: 'the disk is full', notices: [] },
    delivery: { kind: 'held', reason: 'the token is wrong', setting: 'token', untilMs: 0 },
  });
  for (const line of [
    'nim_glance_store_durable 0',
    'nim_glance_store_writable 0',
    'nim_glance_delivery_state{state="sending"} 0',
    'nim_glance_delivery_state{state="held"} 1',
  ])
    assert.ok(lines.includes(line), line);
  assert.ok((await linesOf({})).includes('nim_glance_store_writable 1'));
});

test('targets: up, down, and those that were never asked', async () => {
  const at = (port: number) => ({ address: { scheme: 'http', host: 'dgx', port, path: undefined } }) as const;
  const lines = await linesOf({
    targets: [
      watched(at(1), { good: 2, lastGoodMs: 5_500 }),
      watched(at(2), { good: 1, failed: 1, lastGoodMs: 4_000, lastFailure: 'refused' }),
      watched(at(3)),
      // Another path of the first.
      watched({ address: { ...at(1).address, path: '/other' } }, { good: 1, lastGoodMs: 6_000 }),
    ],
  });
  assert.deepEqual(samplesOf(lines, 'nim_glance_target_up'), [
    'nim_glance_target_up{box="dgx",job="j",target="dgx:1"} 1',
    'nim_glance_target_up{box="dgx",job="j",target="dgx:2"} 0',
  ]);
  assert.deepEqual(samplesOf(lines, 'nim_glance_target_last_good_timestamp_seconds'), [
    'nim_glance_target_last_good_timestamp_seconds{box="dgx",job="j",target="dgx:1"} 6',
    'nim_glance_target_last_good_timestamp_seconds{box="dgx",job="j",target="dgx:2"} 4',
  ]);
});

test('the process itself, by the names that are usual', async () => {
  const lines = await linesOf({});
  for (const line of [
    'nim_glance_build_info{version="1.2.3",node="v24.21.0"} 1',
    'process_start_time_seconds 1700000000',
    'process_cpu_seconds_total 1.5',
    'process_resident_memory_bytes 50000000',
  ])
    assert.ok(lines.includes(line), line);
});

test('a clock that was set back makes no negative age', async () => {
  const lines = await linesOf({ ledger: summaryOf([boxLedger('dgx', { oldestMs: 10_000 })]) }, 1_000);
  assert.match(samplesOf(lines, 'nim_glance_queue_oldest_seconds')[0] ?? '', / 0$/);
});

test('a target is named by box, job and address', () => {
  assert.deepEqual(targetLabels(fakeSettings()), { box: 'dgx', job: 'j', target: 'dgx:8000' });
});
