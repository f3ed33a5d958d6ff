import assert from 'node:assert/strict';
import test from 'node:test';
import type { TargetBaselines } from '../../../../main/core/model/baselines.ts';
import type { Family, HistogramSeries, NumberFamily } from '../../../../main/core/model/family.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { trackTarget, type DeltaResult, type DeltaRules } from '../../../../main/core/delta/track-target.ts';

const T0 = 1_700_000_000_000;
const HOUR = 3_600_000;
const RULES: DeltaRules = {
  beginsAtZero: (name) => name.startsWith('z'),
  maxGapMs: 168 * HOUR,
  maxStalenessMs: 25 * HOUR,
  identity: 'names',
  summaryQuantiles: false,
  onGap: 'sum',
  intervalMs: 10_000,
};
const LATER = 60;

type Extra = { timestampMs?: number; createdMs?: number; labels?: Labels };
const at = ({ timestampMs, createdMs, labels = [] }: Extra) => ({ labels, timestampMs, createdMs });
const numbers = (type: NumberFamily['type'], name: string, value: number, extra: Extra = {}): Family => ({
  name,
  help: '',
  unit: '',
  type,
  series: [{ value, ...at(extra) }],
});
const counter = (name: string, value: number, extra: Extra = {}): Family => numbers('counter', name, value, extra);
const gauge = (name: string, value: number, extra: Extra = {}): Family => numbers('gauge', name, value, extra);
/** A counter that says when it began, in seconds after the first scrape. */
const created = (name: string, value: number, s: number): Family => counter(name, value, { createdMs: T0 + s * 1000 });
const histogram = (name: string, buckets: readonly number[], bounds = [1, 2]): Family => {
  const count = buckets.reduce((sum, bucket) => sum + bucket, 0);
  const series: HistogramSeries = { bounds, buckets, count, sum: count * 1.5, ...at({}) };
  return { name, help: '', unit: '', type: 'histogram', series: [series] };
};

interface Step {
  /** Seconds after the first scrape, on both clocks. */
  readonly s: number;
  readonly families: readonly Family[];
  /** The start time that the target tells, in seconds after the first scrape. */
  readonly start?: number;
  readonly noDate?: true;
  readonly issueIn?: string;
  readonly rules?: Partial<DeltaRules>;
}

const problemsIn = (family?: string) => ({
  issues: [],
  count: 0,
  families: new Set(family === undefined ? [] : [family]),
});

/** Plays scrapes one after the other; what it returns is the last one's result. */
function play(...steps: readonly Step[]): DeltaResult {
  let baselines: TargetBaselines | undefined;
  let result: DeltaResult | undefined;
  for (const { s, families, start, noDate, issueIn, rules } of steps) {
    const observedMs = T0 + s * 1000;
    const exposition = { families, problems: problemsIn(issueIn) };
    const startSeconds = start === undefined ? undefined : T0 / 1000 + start;
    const scrape = { exposition, startSeconds, observedMs, dateMs: noDate ? undefined : observedMs };
    result = trackTarget(baselines, scrape, { ...RULES, ...rules });
    baselines = result.baselines;
  }
  if (!result) throw new Error('no step');
  return result;
}

const emitted = ({ points }: DeltaResult) =>
  points.map((point) => [
    point.metric,
    point.kind === 'histogram' ? point.buckets.join(' ') : point.value,
    (point.startMs - T0) / 1000,
  ]);
const skips = ({ skipped }: DeltaResult) => skipped.map(({ metric, reason }) => `${metric} ${reason}`);

const OLD = -500;
const NEW = 5;
const first = (...families: Family[]): Step => ({ s: 0, start: OLD, families });

const TABLE: readonly (readonly [string, Step[], unknown[], string[]])[] = [
  ['first sight is a baseline', [first(counter('z', 5))], [], ['z baseline']],
  ['same process: the difference since the last', [first(counter('a', 5)), { s: 10, start: OLD, families: [counter('a', 7)] }], [['a', 2, 0]], []],
  ['no change is a zero', [first(counter('a', 5)), { s: 10, start: OLD, families: [counter('a', 5)] }], [['a', 0, 0]], []],
  ['a fall in the same process', [first(counter('z', 5)), { s: 10, start: OLD, families: [counter('z', 3)] }], [], ['z reset']],
  ['a fall is the new baseline', [first(counter('z', 5)), { s: 10, start: OLD, families: [counter('z', 3)] }, { s: 20, start: OLD, families: [counter('z', 4)] }], [['z', 1, 10]], []],
  ['unknown: the difference', [{ s: 0, families: [counter('z', 5)] }, { s: 10, families: [counter('z', 9)] }], [['z', 4, 0]], []],
  ['unknown: a fall', [{ s: 0, families: [counter('z', 5)] }, { s: 10, families: [counter('z', 1)] }], [], ['z reset']],
  ['unknown: a gap of more than 7 d', [{ s: 0, families: [counter('z', 5)] }, { s: 604_801, families: [counter('z', 9)] }], [], ['z max_gap']],
  ['same process: a gap of 8 d is one delta', [first(counter('z', 5)), { s: 691_200, start: OLD, families: [counter('z', 9)] }], [['z', 4, 0]], []],
  ['new process: a zero-start family is whole', [first(counter('z', 5)), { s: 10, start: NEW, families: [counter('z', 3)] }], [['z', 3, 0]], []],
  ['new process: whole also when higher than before', [first(counter('z', 5)), { s: 10, start: NEW, families: [counter('z', 9)] }], [['z', 9, 0]], []],
  ['new process: whole also when it is a new series', [first(), { s: 10, start: NEW, families: [counter('z', 9)] }], [['z', 9, 0]], []],
  ['new process: another family that fell is whole', [first(counter('a', 5)), { s: 10, start: NEW, families: [counter('a', 3)] }], [['a', 3, 0]], []],
  ['new process: another family that rose is the difference', [first(counter('a', 5)), { s: 10, start: NEW, families: [counter('a', 9)] }], [['a', 4, 0]], []],
  ['new process: a new series of another family', [first(), { s: 10, start: NEW, families: [counter('a', 9)] }], [], ['a baseline']],
  ['same process: a new series of a zero-start family', [first(), { s: 10, start: OLD, families: [counter('z', 2)] }], [['z', 2, 0]], []],
  ['same process: a new series of another family', [first(), { s: 10, start: OLD, families: [counter('a', 2)] }], [], ['a baseline']],
  ['unknown: a new series of a zero-start family', [first(), { s: 10, start: OLD, families: [counter('z', 2)], noDate: true }], [], ['z baseline']],
  ['a new series where the family had an issue', [{ ...first(), issueIn: 'z' }, { s: 10, start: OLD, families: [counter('z', 2)] }], [], ['z baseline']],
  ['an issue elsewhere does not matter', [{ ...first(), issueIn: 'y' }, { s: 10, start: OLD, families: [counter('z', 2)] }], [['z', 2, 0]], []],
  ['another process', [first(counter('z', 5)), { s: 10, start: -900, families: [counter('z', 9)] }], [], ['z other_process']],
  ['another process is the new baseline', [first(counter('z', 5)), { s: 10, start: -1000, families: [counter('z', 9)] }, { s: 20, start: -1000, families: [counter('z', 11)] }], [['z', 2, 10]], []],
  ['NaN touches no baseline', [first(counter('z', 5)), { s: 10, start: OLD, families: [counter('z', NaN)] }, { s: 20, start: OLD, families: [counter('z', 8)] }], [['z', 3, 0]], []],
  ['NaN is not sent', [first(counter('z', 5)), { s: 10, start: OLD, families: [counter('z', NaN), gauge('g', Infinity)] }], [], ['z not_a_number', 'g not_a_number']],
  ['a time that has not moved is no observation', [first(counter('z', 5, { timestampMs: T0 })), { s: 10, start: OLD, families: [counter('z', 9, { timestampMs: T0 })] }], [], []],
  ['a time of its own is the point\'s', [first(counter('z', 5, { timestampMs: T0 - 4000 })), { s: 10, start: OLD, families: [counter('z', 9, { timestampMs: T0 + 6000 })] }], [['z', 4, -4]], []],
  ['a time of its own that went back: the start tells it', [first(counter('z', 5, { timestampMs: T0 })), { s: 10, start: OLD, families: [counter('z', 9, { timestampMs: T0 - 4000 })] }], [['z', 4, 0]], []],
  ['gauges are sent as they are', [first(gauge('g', -3))], [['g', -3, 0]], []],
  ['info, stateset and unknown are gauges', [first(numbers('info', 'i', 1), numbers('stateset', 's', 0), numbers('unknown', 'u', 7))], [['i', 1, 0], ['s', 0, 0], ['u', 7, 0]], []],
  ['quantiles are not sent unless wanted', [first(numbers('quantile', 'q', 1))], [], []],
  ['quantiles are gauges when wanted', [{ ...first(numbers('quantile', 'q', 1)), rules: { summaryQuantiles: true } }], [['q', 1, 0]], []],
  ['a gauge whose time has not moved is not sent again', [first(gauge('g', 1, { timestampMs: T0 })), { s: 10, start: OLD, families: [gauge('g', 1, { timestampMs: T0 })] }, { s: 20, start: OLD, families: [gauge('g', 1, { timestampMs: T0 })] }], [], []],
  ['a gauge whose time has moved is', [first(gauge('g', 1, { timestampMs: T0 })), { s: 10, start: OLD, families: [gauge('g', 1, { timestampMs: T0 + 1000 })] }], [['g', 1, 1]], []],
  ['other names of series: all is a baseline', [first(counter('z', 5)), { s: 10, start: OLD, families: [counter('z', 9)], rules: { identity: 'others' } }], [], ['z baseline']],
  ['other names of series: no new series either', [first(), { s: 10, start: OLD, families: [counter('z', 9)], rules: { identity: 'others' } }], [], ['z baseline']],
  ['other names of series: ordinary from then on', [first(counter('z', 5)), { s: 10, start: OLD, families: [counter('z', 9)], rules: { identity: 'others' } }, { s: 20, start: OLD, families: [counter('z', 10)], rules: { identity: 'others' } }], [['z', 1, 10]], []],
  ['on_gap: drop lets two intervals pass', [first(counter('z', 5)), { s: 21, start: OLD, families: [counter('z', 9)], rules: { onGap: 'drop' } }], [['z', 4, 0]], []],
  ['on_gap: drop skips what is longer', [first(counter('z', 5)), { s: 30, start: OLD, families: [counter('z', 9)], rules: { onGap: 'drop' } }], [], ['z gap']],
  ['on_gap: drop goes on from there', [first(counter('z', 5)), { s: 30, start: OLD, families: [counter('z', 9)], rules: { onGap: 'drop' } }, { s: 40, start: OLD, families: [counter('z', 10)], rules: { onGap: 'drop' } }], [['z', 1, 30]], []],
  ['on_gap: drop leaves a slow rhythm of its own', [first(counter('z', 5, { timestampMs: T0 - 60_000 })), { s: 10, start: OLD, families: [counter('z', 9, { timestampMs: T0 })], rules: { onGap: 'drop' } }], [['z', 4, -60]], []],
  ['on_gap: drop with a time of its own', [first(counter('z', 5, { timestampMs: T0 - 60_000 })), { s: 30, start: OLD, families: [counter('z', 9, { timestampMs: T0 })], rules: { onGap: 'drop' } }], [], ['z gap']],
  ['new process: another family with other bounds', [first(histogram('a', [1, 2, 3])), { s: 10, start: NEW, families: [histogram('a', [1, 2, 3], [1, 4])] }], [], ['a bounds_changed']],
  ['a newer _created: whole', [first(created('a', 5, -9)), { s: 10, start: OLD, families: [created('a', 9, 1)] }], [['a', 9, 0]], []],
  ['a newer _created, though the process looks like another: whole', [first(created('a', 5, -9)), { s: 10, start: -900, families: [created('a', 9, 1)] }], [['a', 9, 0]], []],
  ['a newer _created of a process that does not tell its start: whole', [{ s: 0, families: [created('a', 5, -9)] }, { s: 10, families: [created('a', 3, 1)] }], [['a', 3, 0]], []],
  ['a _created that is newer and yet before the last scrape: another', [first(created('z', 5, -90)), { s: 10, start: OLD, families: [created('z', 9, -30)] }], [], ['z other_process']],
  ['an older _created: another', [first(created('z', 5, -90)), { s: 10, start: OLD, families: [created('z', 9, -95)] }], [], ['z other_process']],
  ['after another the next is ordinary', [first(created('z', 5, -90)), { s: 10, start: OLD, families: [created('z', 9, -95)] }, { s: 20, start: OLD, families: [created('z', 10, -95)] }], [['z', 1, 10]], []],
  ['the same _created and a fall: reset', [first(created('z', 5, -9)), { s: 10, start: OLD, families: [created('z', 3, -9)] }], [], ['z reset']],
  ['the same _created outlives a new process', [first(created('z', 5, -9)), { s: 10, start: NEW, families: [created('z', 7, -9)] }], [['z', 2, 0]], []],
  ['the same _created outlives another process', [first(created('z', 5, -9)), { s: 10, start: -900, families: [created('z', 7, -9)] }], [['z', 2, 0]], []],
  ['the same _created over more than 7 d', [{ s: 0, families: [created('z', 5, -9)] }, { s: 604_801, families: [created('z', 7, -9)] }], [['z', 2, 0]], []],
  ['a _created in the future is none', [first(created('z', 5, -9)), { s: 10, start: OLD, families: [created('z', 7, 13)] }], [['z', 2, 0]], []],
  ['a _created that is no number is none', [first(created('z', 5, -9)), { s: 10, start: OLD, families: [created('z', 3, NaN)] }], [], ['z reset']],
  ['a new series created since the last scrape', [first(), { s: 10, start: OLD, families: [created('a', 2, 1)] }], [['a', 2, 0]], []],
  ['a new series created long ago is no event', [first(), { s: 10, start: OLD, families: [created('a', 2, -9)] }], [], ['a baseline']],
  ['histogram: bucket by bucket', [first(histogram('z', [1, 2, 3])), { s: 10, start: OLD, families: [histogram('z', [1, 4, 6])] }], [['z', '0 2 3', 0]], []],
  ['histogram: one bucket falls, all is reset', [first(histogram('z', [1, 2, 3])), { s: 10, start: OLD, families: [histogram('z', [0, 9, 9])] }], [], ['z reset']],
  ['histogram: other bounds', [first(histogram('z', [1, 2, 3])), { s: 10, start: OLD, families: [histogram('z', [1, 2, 3], [1, 4])] }], [], ['z bounds_changed']],
  ['histogram: after other bounds ordinary again', [first(histogram('z', [1, 2, 3])), { s: 10, start: OLD, families: [histogram('z', [1, 2, 3], [1, 4])] }, { s: 20, start: OLD, families: [histogram('z', [1, 2, 4], [1, 4])] }], [['z', '0 0 1', 10]], []],
  ['histogram: new process whole', [first(histogram('z', [1, 2, 3])), { s: 10, start: NEW, families: [histogram('z', [1, 0, 1])] }], [['z', '1 0 1', 0]], []],
  ['absent for a while, then back: the difference', [first(counter('z', 5)), { s: 10, start: OLD, families: [] }, { s: 20, start: OLD, families: [counter('z', 6)] }], [['z', 1, 0]], []],
  ['absent over a restart, then there: whole', [first(counter('z', 5)), { s: 10, start: NEW, families: [] }, { s: 20, start: NEW, families: [counter('z', 6)] }], [['z', 6, 10]], []],
]; // prettier-ignore

for (const [name, steps, points, skipped] of TABLE) {
  test(name, () => {
    const result = play(...steps);
    assert.deepEqual(emitted(result), points);
    assert.deepEqual(skips(result), skipped);
  });
}

test('a series absent for more than 25 h is forgotten, and on return a baseline, until the process changes', () => {
  const gone = [
    first(counter('z', 5)),
    { s: 10, start: OLD, families: [] },
    { s: 26 * 3600, start: OLD, families: [] },
  ];
  assert.equal(play(...gone).baselines.series.size, 0);
  const back = play(...gone, { s: 26 * 3600 + LATER, start: OLD, families: [counter('z', 9)] });
  assert.deepEqual(skips(back), ['z baseline']);
});

test('an unreachable target does not make series absent', () => {
  const result = play(first(counter('z', 5)), { s: 100 * 3600, start: OLD, families: [counter('z', 9)] });
  assert.deepEqual(emitted(result), [['z', 4, 0]]);
});

test('nothing that went in is changed', () => {
  const { baselines } = play(first(counter('z', 5), gauge('g', 1, { timestampMs: T0 })));
  const before = structuredClone(baselines);
  const exposition = { families: [counter('z', 9)], problems: problemsIn() };
  trackTarget(baselines, { exposition, startSeconds: undefined, observedMs: T0 + 10, dateMs: T0 + 10 }, RULES);
  assert.deepEqual(baselines, before);
});

test('a point has the description and the unit of its family', () => {
  const family: Family = { ...gauge('g', 1), help: 'How warm.', unit: 'celsius' };
  const [point] = play(first(family)).points;
  assert.deepEqual([point?.description, point?.unit], ['How warm.', 'celsius']);
});

test('what was made of other names keeps the memory of the process', () => {
  const steps = [first(), { s: 10, start: NEW, families: [] }];
  const { baselines } = play(...steps, { s: 20, start: NEW, families: [], rules: { identity: 'others' } });
  assert.deepEqual(baselines.process.earlierStarts, [T0 / 1000 + OLD]);
  assert.equal(baselines.identity, 'others');
});
