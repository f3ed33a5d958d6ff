import assert from 'node:assert/strict';
import test from 'node:test';
import type { TargetBaselines } from '../../../../main/core/model/baselines.ts';
import type { Family, HistogramSeries } from '../../../../main/core/model/family.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { trackTarget, type DeltaResult } from '../../../../main/core/delta/track-target.ts';

const T0 = 1_700_000_000_000;
const HOUR = 3_600_000;
const RULES = { beginsAtZero: (name: string) => name.startsWith('z'), maxGapMs: 168 * HOUR, maxStalenessMs: 25 * HOUR };
const LATER = 60;

type Extra = { timestampMs?: number; createdMs?: number; labels?: Labels };
const at = ({ timestampMs, createdMs, labels = [] }: Extra) => ({ labels, timestampMs, createdMs });
const counter = (name: string, value: number, extra: Extra = {}): Family => ({
  name,
  help: '',
  type: 'counter',
  series: [{ value, ...at(extra) }],
});
const gauge = (name: string, value: number): Family => ({
  name,
  help: '',
  type: 'gauge',
  series: [{ value, ...at({}) }],
});
const start = (seconds: number): Family => gauge('process_start_time_seconds', seconds);
const histogram = (name: string, buckets: readonly number[], bounds = [1, 2]): Family => {
  const count = buckets.reduce((sum, bucket) => sum + bucket, 0);
  const series: HistogramSeries = { bounds, buckets, count, sum: count * 1.5, ...at({}) };
  return { name, help: '', type: 'histogram', series: [series] };
};

interface Step {
  /** Seconds after the first scrape, on both clocks. */
  readonly s: number;
  readonly families: readonly Family[];
  readonly noDate?: true;
  readonly issueIn?: string;
}

/** Plays scrapes one after the other; what it returns is the last one's result. */
function play(...steps: readonly Step[]): DeltaResult {
  let baselines: TargetBaselines | undefined;
  let result: DeltaResult | undefined;
  for (const { s, families, noDate, issueIn } of steps) {
    const issues = issueIn === undefined ? [] : [{ line: 1, column: 1, expected: '', family: issueIn }];
    const ms = T0 + s * 1000;
    const scrape = { exposition: { families, issues }, observedMs: ms, dateMs: noDate ? undefined : ms };
    result = trackTarget(baselines, scrape, RULES);
    baselines = result.baselines;
  }
  if (!result) throw new Error('no step');
  return result;
}

const emitted = ({ points }: DeltaResult) =>
  points.flatMap((point) => {
    if (point.metric === 'process_start_time_seconds') return [];
    return [
      [point.metric, point.kind === 'histogram' ? point.buckets.join(' ') : point.value, (point.startMs - T0) / 1000],
    ];
  });
const skips = ({ skipped }: DeltaResult) => skipped.map(({ metric, reason }) => `${metric} ${reason}`);

const OLD = start(T0 / 1000 - 500);
const NEW = start(T0 / 1000 + 5);
const first = (...families: Family[]): Step => ({ s: 0, families: [OLD, ...families] });

const TABLE: readonly (readonly [string, Step[], unknown[], string[]])[] = [
  ['first sight is a baseline', [first(counter('z', 5))], [], ['z baseline']],
  ['same process: the difference since the last', [first(counter('a', 5)), { s: 10, families: [OLD, counter('a', 7)] }], [['a', 2, 0]], []],
  ['no change is a zero', [first(counter('a', 5)), { s: 10, families: [OLD, counter('a', 5)] }], [['a', 0, 0]], []],
  ['a fall in the same process', [first(counter('z', 5)), { s: 10, families: [OLD, counter('z', 3)] }], [], ['z reset']],
  ['a fall is the new baseline', [first(counter('z', 5)), { s: 10, families: [OLD, counter('z', 3)] }, { s: 20, families: [OLD, counter('z', 4)] }], [['z', 1, 10]], []],
  ['unknown: the difference', [{ s: 0, families: [counter('z', 5)] }, { s: 10, families: [counter('z', 9)] }], [['z', 4, 0]], []],
  ['unknown: a fall', [{ s: 0, families: [counter('z', 5)] }, { s: 10, families: [counter('z', 1)] }], [], ['z reset']],
  ['unknown: a gap of more than 7 d', [{ s: 0, families: [counter('z', 5)] }, { s: 604_801, families: [counter('z', 9)] }], [], ['z max_gap']],
  ['same process: a gap of 8 d is one delta', [first(counter('z', 5)), { s: 691_200, families: [OLD, counter('z', 9)] }], [['z', 4, 0]], []],
  ['new process: a zero-start family is whole', [first(counter('z', 5)), { s: 10, families: [NEW, counter('z', 3)] }], [['z', 3, 0]], []],
  ['new process: whole also when higher than before', [first(counter('z', 5)), { s: 10, families: [NEW, counter('z', 9)] }], [['z', 9, 0]], []],
  ['new process: whole also when it is a new series', [first(), { s: 10, families: [NEW, counter('z', 9)] }], [['z', 9, 0]], []],
  ['new process: another family that fell is whole', [first(counter('a', 5)), { s: 10, families: [NEW, counter('a', 3)] }], [['a', 3, 0]], []],
  ['new process: another family that rose is the difference', [first(counter('a', 5)), { s: 10, families: [NEW, counter('a', 9)] }], [['a', 4, 0]], []],
  ['new process: a new series of another family', [first(), { s: 10, families: [NEW, counter('a', 9)] }], [], ['a baseline']],
  ['same process: a new series of a zero-start family', [first(), { s: 10, families: [OLD, counter('z', 2)] }], [['z', 2, 0]], []],
  ['same process: a new series of another family', [first(), { s: 10, families: [OLD, counter('a', 2)] }], [], ['a baseline']],
  ['unknown: a new series of a zero-start family', [first(), { s: 10, families: [OLD, counter('z', 2)], noDate: true }], [], ['z baseline']],
  ['a new series where the family had an issue', [{ ...first(), issueIn: 'z' }, { s: 10, families: [OLD, counter('z', 2)] }], [], ['z baseline']],
  ['an issue elsewhere does not matter', [{ ...first(), issueIn: 'y' }, { s: 10, families: [OLD, counter('z', 2)] }], [['z', 2, 0]], []],
  ['another process', [first(counter('z', 5)), { s: 10, families: [start(T0 / 1000 - 900), counter('z', 9)] }], [], ['z other_process']],
  ['another process is the new baseline', [first(counter('z', 5)), { s: 10, families: [start(7), counter('z', 9)] }, { s: 20, families: [start(7), counter('z', 11)] }], [['z', 2, 10]], []],
  ['NaN touches no baseline', [first(counter('z', 5)), { s: 10, families: [OLD, counter('z', NaN)] }, { s: 20, families: [OLD, counter('z', 8)] }], [['z', 3, 0]], []],
  ['NaN is not sent', [first(counter('z', 5)), { s: 10, families: [OLD, counter('z', NaN), gauge('g', Infinity)] }], [], ['z not_a_number', 'g not_a_number']],
  ['a time that has not moved is no observation', [first(counter('z', 5, { timestampMs: T0 })), { s: 10, families: [OLD, counter('z', 9, { timestampMs: T0 })] }], [], []],
  ['a time of its own is the point\'s', [first(counter('z', 5, { timestampMs: T0 - 4000 })), { s: 10, families: [OLD, counter('z', 9, { timestampMs: T0 + 6000 })] }], [['z', 4, -4]], []],
  ['gauges are sent as they are', [first(gauge('g', -3))], [['g', -3, 0]], []],
  ['a newer _created: whole', [first(counter('a', 5, { createdMs: T0 - 9 })), { s: 10, families: [OLD, counter('a', 9, { createdMs: T0 + 1 })] }], [['a', 9, 0]], []],
  ['a new series created since the last scrape', [first(), { s: 10, families: [OLD, counter('a', 2, { createdMs: T0 + 1 })] }], [['a', 2, 0]], []],
  ['histogram: bucket by bucket', [first(histogram('z', [1, 2, 3])), { s: 10, families: [OLD, histogram('z', [1, 4, 6])] }], [['z', '0 2 3', 0]], []],
  ['histogram: one bucket falls, all is reset', [first(histogram('z', [1, 2, 3])), { s: 10, families: [OLD, histogram('z', [0, 9, 9])] }], [], ['z reset']],
  ['histogram: other bounds', [first(histogram('z', [1, 2, 3])), { s: 10, families: [OLD, histogram('z', [1, 2, 3], [1, 4])] }], [], ['z bounds_changed']],
  ['histogram: after other bounds ordinary again', [first(histogram('z', [1, 2, 3])), { s: 10, families: [OLD, histogram('z', [1, 2, 3], [1, 4])] }, { s: 20, families: [OLD, histogram('z', [1, 2, 4], [1, 4])] }], [['z', '0 0 1', 10]], []],
  ['histogram: new process whole', [first(histogram('z', [1, 2, 3])), { s: 10, families: [NEW, histogram('z', [1, 0, 1])] }], [['z', '1 0 1', 0]], []],
  ['absent for a while, then back: the difference', [first(counter('z', 5)), { s: 10, families: [OLD] }, { s: 20, families: [OLD, counter('z', 6)] }], [['z', 1, 0]], []],
  ['absent over a restart, then there: whole', [first(counter('z', 5)), { s: 10, families: [NEW] }, { s: 20, families: [NEW, counter('z', 6)] }], [['z', 6, 10]], []],
]; // prettier-ignore

for (const [name, steps, points, skipped] of TABLE) {
  test(name, () => {
    const result = play(...steps);
    assert.deepEqual(emitted(result), points);
    assert.deepEqual(skips(result), skipped);
  });
}

test('a series absent for more than 25 h is forgotten, and on return a baseline, until the process changes', () => {
  const gone = [first(counter('z', 5)), { s: 10, families: [OLD] }, { s: 26 * 3600, families: [OLD] }];
  assert.equal(play(...gone).baselines.series.size, 0);
  const back = play(...gone, { s: 26 * 3600 + LATER, families: [OLD, counter('z', 9)] });
  assert.deepEqual(skips(back), ['z baseline']);
});

test('an unreachable target does not make series absent', () => {
  const result = play(first(counter('z', 5)), { s: 100 * 3600, families: [OLD, counter('z', 9)] });
  assert.deepEqual(emitted(result), [['z', 4, 0]]);
});

test('nothing that went in is changed', () => {
  const { baselines } = play(first(counter('z', 5)));
  const before = structuredClone(baselines);
  const scrape = { exposition: { families: [OLD, counter('z', 9)], issues: [] }, observedMs: T0 + 10, dateMs: T0 + 10 };
  trackTarget(baselines, scrape, RULES);
  assert.deepEqual(baselines, before);
});
