import assert from 'node:assert/strict';
import test from 'node:test';
import { decide, type Situation } from '../../../../main/core/delta/decide.ts';
import type { SeriesBaseline, TargetBaselines } from '../../../../main/core/model/baselines.ts';

const seen = (value: number, observedMs: number): SeriesBaseline => ({
  family: 'f',
  observation: { kind: 'number', value },
  observedMs,
  timestampMs: undefined,
  createdMs: undefined,
  absentMs: 0,
});
const target = (doubtful: readonly (string | undefined)[] = []): TargetBaselines => ({
  process: { startSeconds: 1, dateMs: 900, observedMs: 900, earlierStarts: [] },
  identity: '',
  gaugeTimes: new Map(),
  series: new Map(),
  forgotten: new Set(),
  doubtful: new Set(doubtful),
});
/** Same process: 5 at 800, 7 at 1,000; the last scrape was at 900. */
const ORDINARY: Situation = {
  target: target(),
  verdict: 'same',
  life: 'untold',
  before: seen(5, 800),
  now: seen(7, 1_000),
  zeroStart: true,
  forgotten: false,
  maxGapMs: 150,
};
const NEW_SERIES = { before: undefined };

/** What is emitted and since when, or why not. The gap of 200 ms counts only where the process is not known. */
const ROWS: readonly (readonly [string, Partial<Situation>, string])[] = [
  ['same process', {}, '2 since 800'],
  ['same process, a fall', { now: seen(4, 1_000) }, 'reset'],
  ['unknown process after too long', { verdict: 'unknown' }, 'max_gap'],
  ['unknown process in time', { verdict: 'unknown', maxGapMs: 200 }, '2 since 800'],
  ['nothing known of the target', { target: undefined, ...NEW_SERIES }, 'baseline'],
  ['another process', { verdict: 'other' }, 'other_process'],
  ['new series of another process', { verdict: 'other', ...NEW_SERIES }, 'other_process'],
  ['new process', { verdict: 'new' }, '7 since 900'],
  ['new process, other family, a rise', { verdict: 'new', zeroStart: false }, '2 since 800'],
  ['new process, other family, a fall', { verdict: 'new', zeroStart: false, now: seen(4, 1_000) }, '4 since 900'],
  ['new series', NEW_SERIES, '7 since 900'],
  ['new series, forgotten earlier', { ...NEW_SERIES, forgotten: true }, 'baseline'],
  ['new series, forgotten in an earlier life', { ...NEW_SERIES, forgotten: true, verdict: 'new' }, '7 since 900'],
  ['new series, its family in doubt', { ...NEW_SERIES, target: target(['f']) }, 'baseline'],
  ['new series, every family in doubt', { ...NEW_SERIES, target: target([undefined]) }, 'baseline'],
  ['new series, another family in doubt', { ...NEW_SERIES, target: target(['g']) }, '7 since 900'],
  ['new series, in doubt, but of a new process', { ...NEW_SERIES, target: target(['f']), verdict: 'new' }, '7 since 900'],
  ['new series, unknown process', { ...NEW_SERIES, verdict: 'unknown' }, 'baseline'],
  ['new series of another family', { ...NEW_SERIES, zeroStart: false }, 'baseline'],
  ['new series of another family, new process', { ...NEW_SERIES, zeroStart: false, verdict: 'new' }, 'baseline'],
  ['a series that began since the last scrape', { ...NEW_SERIES, zeroStart: false, life: 'new' }, '7 since 900'],
  ['a series that began anew', { zeroStart: false, life: 'new' }, '7 since 800'],
  ['a series that began anew before what its process is', { verdict: 'other', life: 'new' }, '7 since 800'],
  ['a series that began elsewhere', { life: 'other' }, 'other_process'],
  ['a series that goes on in a new process', { verdict: 'new', life: 'same' }, '2 since 800'],
  ['a series that goes on, a fall', { verdict: 'new', life: 'same', now: seen(4, 1_000) }, 'reset'],
  ['a series that goes on after too long', { verdict: 'unknown', life: 'same' }, '2 since 800'],
  ['a series that began, of a target not known', { target: undefined, ...NEW_SERIES, life: 'new' }, 'baseline'],
]; // prettier-ignore

for (const [name, over, expected] of ROWS) {
  test(name, () => {
    const decision = decide({ ...ORDINARY, ...over });
    if (decision.kind === 'skip') assert.equal(decision.reason, expected);
    else assert.equal(`${'value' in decision.by ? decision.by.value : '?'} since ${decision.startMs}`, expected);
  });
}
