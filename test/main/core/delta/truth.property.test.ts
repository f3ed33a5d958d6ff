import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { TargetBaselines } from '../../../../main/core/model/baselines.ts';
import type { Family } from '../../../../main/core/model/family.ts';
import { trackTarget, type DeltaResult, type DeltaRules } from '../../../../main/core/delta/track-target.ts';

/**
 * A target with one zero-start counter family and one zero-start histogram, told by a schedule of events. Truth is
 * counted from the events themselves: per life up to the last whole scrape, less the baseline.
 */
type Event =
  | { readonly kind: 'add'; readonly label: string; readonly by: number }
  | { readonly kind: 'observe'; readonly value: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'scrape'; readonly lost: boolean };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), label: fc.constantFrom('stop', 'length', 'abort'), by: fc.nat(1e9) }),
  fc.record({ kind: fc.constant('observe' as const), value: fc.integer({ min: 0, max: 12 }) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 9e7 }) }),
  fc.record({ kind: fc.constant('restart' as const) }),
  fc.record({ kind: fc.constant('scrape' as const), lost: fc.boolean() }),
);

const BOUNDS = [1, 5, 10];
const RULES: DeltaRules = {
  beginsAtZero: () => true,
  maxGapMs: 7 * 86_400_000,
  maxStalenessMs: 25 * 3_600_000,
  identity: '',
  summaryQuantiles: false,
  onGap: 'sum',
  intervalMs: 10_000,
};

const NO_PROBLEMS = { issues: [], count: 0, families: new Set<undefined>() };

/** How the target tells that it began anew. */
type Tells = 'process start' | '_created';

class Target {
  nowMs = 1_700_000_000_000;
  startMs = this.nowMs - 5_000.25;
  counters = new Map<string, number>();
  /** When each counter was first counted in this life. */
  created = new Map<string, number>();
  buckets = [0, 0, 0, 0];
  sum = 0;

  happen(event: Event): void {
    switch (event.kind) {
      case 'add':
        this.counters.set(event.label, (this.counters.get(event.label) ?? 0) + event.by);
        this.created.set(event.label, this.created.get(event.label) ?? this.nowMs);
        break;
      case 'observe': {
        const index = BOUNDS.findIndex((bound) => event.value <= bound);
        const bucket = index < 0 ? BOUNDS.length : index;
        this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
        this.sum += event.value;
        break;
      }
      case 'wait':
        this.nowMs += event.ms;
        break;
      case 'restart':
        // Further than the rounding of Date and start, so that the rules can see it.
        this.nowMs += 2_500;
        this.startMs = this.nowMs + 0.25;
        this.nowMs += 2_500;
        this.counters = new Map();
        this.created = new Map();
        this.buckets = [0, 0, 0, 0];
        this.sum = 0;
        break;
      case 'scrape':
        this.nowMs += 1_000;
    }
  }

  /** With `_created` each series tells its own beginning. */
  families(tells: Tells): Family[] {
    const at = (createdMs: number | undefined) => ({
      timestampMs: undefined,
      createdMs: tells === '_created' ? createdMs : undefined,
    });
    const count = this.buckets.reduce((total, bucket) => total + bucket, 0);
    return [
      {
        name: 'finish',
        help: '',
        unit: '',
        type: 'counter',
        series: [...this.counters].map(([label, value]) => ({
          labels: [['reason', label]] as const,
          value,
          ...at(this.created.get(label)),
        })),
      },
      {
        name: 'latency',
        help: '',
        unit: '',
        type: 'histogram',
        series: [{ labels: [], bounds: BOUNDS, buckets: [...this.buckets], count, sum: this.sum, ...at(this.startMs) }],
      },
    ];
  }

  totals(): Map<string, number> {
    const buckets = this.buckets.map((value, index) => [`latency ${String(index)}`, value] as const);
    return new Map([...this.counters, ...buckets, ['latency sum', this.sum]]);
  }
}

function add(totals: Map<string, number>, key: string, value: number): void {
  totals.set(key, (totals.get(key) ?? 0) + value);
}

/** Adds what one result emitted; nothing but the first sight may be skipped. */
function addEmitted(emitted: Map<string, number>, result: DeltaResult): void {
  for (const point of result.points) {
    if (point.kind === 'sum') add(emitted, point.labels[0]?.[1] ?? '', point.value);
    if (point.kind !== 'histogram') continue;
    point.buckets.forEach((value, index) => {
      add(emitted, `latency ${String(index)}`, value);
    });
    add(emitted, 'latency sum', point.sum ?? NaN);
    const count = point.buckets.reduce((total, bucket) => total + bucket, 0);
    assert.equal(point.count, count);
  }
  for (const { reason } of result.skipped) assert.equal(reason, 'baseline');
}

/** What was emitted and what was true, after the whole schedule. */
function run(schedule: readonly Event[], tells: Tells) {
  const target = new Target();
  const truth = new Map<string, number>();
  const emitted = new Map<string, number>();
  let atLastScrape: Map<string, number> | undefined;
  let baselines: TargetBaselines | undefined;
  for (const event of schedule) {
    target.happen(event);
    if (event.kind === 'restart' && atLastScrape) atLastScrape = new Map();
    if (event.kind !== 'scrape' || event.lost) continue;
    const totals = target.totals();
    for (const [key, value] of atLastScrape ? totals : []) add(truth, key, value - (atLastScrape?.get(key) ?? 0));
    atLastScrape = totals;
    const { nowMs } = target;
    const dateMs = Math.floor(nowMs / 1000) * 1000;
    const exposition = { families: target.families(tells), problems: NO_PROBLEMS };
    const startSeconds = tells === 'process start' ? target.startMs / 1000 : undefined;
    const scrape = { exposition, startSeconds, observedMs: nowMs, dateMs };
    const result = trackTarget(baselines, scrape, RULES);
    baselines = result.baselines;
    addEmitted(emitted, result);
  }
  return { emitted, truth };
}

const withoutZeros = (totals: Map<string, number>) => new Map([...totals].filter(([, value]) => value !== 0).sort());

for (const tells of ['process start', '_created'] as const) {
  test(`by ${tells}: over any schedule, what is emitted equals what was true between the first and the last whole scrape`, () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), (schedule) => {
        const { emitted, truth } = run(schedule, tells);
        assert.deepEqual(withoutZeros(emitted), withoutZeros(truth));
      }),
      { numRuns: 2_000 },
    );
  });
}
