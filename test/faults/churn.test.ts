import assert from 'node:assert/strict';
import test from 'node:test';
import { trackTarget, type DeltaRules } from '../../main/core/delta/track-target.ts';
import type { TargetBaselines } from '../../main/core/model/baselines.ts';
import type { Family } from '../../main/core/model/family.ts';

const HOUR = 3_600_000;
const PER_HOUR = 20;
const HOURS = 300;
const RULES: DeltaRules = {
  beginsAtZero: () => true,
  maxGapMs: 168 * HOUR,
  maxStalenessMs: 25 * HOUR,
  identity: '',
  summaryQuantiles: false,
  onGap: 'sum',
  intervalMs: HOUR,
};

/** In each hour other series, and none of those before. */
function familiesOf(hour: number): readonly Family[] {
  const series = Array.from({ length: PER_HOUR }, (_, index) => ({
    value: 1,
    labels: [['id', `${String(hour)}-${String(index)}`]] as const,
    timestampMs: undefined,
    createdMs: undefined,
  }));
  return [{ name: 'c', help: '', unit: '', type: 'counter', series }];
}

test('series that come and go without end: a day of them is remembered, of older ones a number each', () => {
  let baselines: TargetBaselines | undefined;
  for (let hour = 1; hour <= HOURS; hour += 1) {
    const exposition = {
      families: familiesOf(hour),
      problems: { issues: [], count: 0, families: new Set<undefined>() },
    };
    const scrape = { exposition, startSeconds: 1, observedMs: hour * HOUR, dateMs: hour * HOUR };
    ({ baselines } = trackTarget(baselines, scrape, RULES));
  }
  assert.ok(baselines);
  const { series, forgotten } = baselines;
  assert.ok(series.size <= 27 * PER_HOUR, String(series.size));
  assert.equal(series.size + forgotten.size, HOURS * PER_HOUR);
  assert.ok([...forgotten].every((mark) => typeof mark === 'number'));
});
