import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { trackTarget, type DeltaRules } from '../../main/core/delta/track-target.ts';
import type { Family } from '../../main/core/model/family.ts';
import { openedIn, outboxOver, temporaryFolder, tickOf } from '../main/core/outbox/outbox-world.ts';

const T0 = 1_700_000_000_000;
const MINUTE = 60_000;
const RULES: DeltaRules = {
  beginsAtZero: () => true,
  maxGapMs: 7 * 24 * 60 * MINUTE,
  maxStalenessMs: 25 * 60 * MINUTE,
  identity: '',
  summaryQuantiles: false,
  onGap: 'sum',
  intervalMs: 10_000,
};

/** One answer of the target: what its counter says, and when its process began. */
function scrapeOf(value: number, startMs: number, observedMs: number) {
  const series = [{ value, labels: [], timestampMs: undefined, createdMs: undefined }];
  const families: readonly Family[] = [{ name: 'c', help: '', unit: '', type: 'counter', series }];
  const exposition = { families, problems: { issues: [], count: 0, families: new Set<undefined>() } };
  return { exposition, startSeconds: startMs / 1000, observedMs, dateMs: observedMs };
}

/** Scrapes 1,000, is closed, and scrapes another value ten minutes later, over the ledger in the file. */
async function afterRestart(t: TestContext, value: number, startMs: number): Promise<unknown[]> {
  const folder = temporaryFolder(t);
  const before = await openedIn(folder);
  const { baselines } = trackTarget(undefined, scrapeOf(1_000, T0 - MINUTE, T0), RULES);
  assert.deepEqual(outboxOver(before).commit(tickOf(T0, [], { baselines })), { kind: 'stored' });
  before.close();
  const after = await openedIn(folder);
  t.after(() => after.close());
  const nowMs = T0 + 10 * MINUTE;
  const { points } = trackTarget(outboxOver(after).baselines('t'), scrapeOf(value, startMs, nowMs), RULES);
  return points.map((point) => [point.kind === 'sum' && point.value, point.startMs]);
}

test('the program alone: the difference to what was stored', async (t) => {
  assert.deepEqual(await afterRestart(t, 1_007, T0 - MINUTE), [[7, T0]]);
});

test('program and target: what the new process counted, and no spike', async (t) => {
  assert.deepEqual(await afterRestart(t, 3, T0 + MINUTE), [[3, T0]]);
  assert.deepEqual(await afterRestart(t, 1_007, T0 + MINUTE), [[1_007, T0]], 'though it is higher than before');
});
