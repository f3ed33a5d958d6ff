import assert from 'node:assert/strict';
import test from 'node:test';
import type { DeltaRules } from '../../../main/core/delta/track-target.ts';
import { readScrape } from '../../../main/core/read-scrape.ts';
import { steadyScrape } from '../../../main/core/steady-scrape.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';

const RULES: DeltaRules = {
  ...{ beginsAtZero: () => false, maxGapMs: 1e9, maxStalenessMs: 1e9, identity: '', summaryQuantiles: false },
  ...{ onGap: 'sum', intervalMs: 10_000 },
};

const TEXT = `# HELP c How many.
# TYPE c counter
c{a="1"} 3
c{a="2"} 0
# TYPE g gauge
g 1
g{a="1"} NaN
# TYPE own gauge
own 1 1700000000000
# TYPE h histogram
h_bucket{le="1"} 2
h_bucket{le="+Inf"} 3
h_sum 4
h_count 3
# TYPE h_no_sum histogram
h_no_sum_bucket{le="+Inf"} 3
h_no_sum_count 3
# TYPE s summary
s{quantile="0.5"} 1
s{quantile="0.9"} 2
s_sum 7
s_count 5
# TYPE target_info gauge
target_info{a="1"} 1
`;

function pointsOf(rules: DeltaRules): Record<string, readonly [series: number, points: number]> {
  const settings = fakeSettings();
  const read = readScrape(new TextEncoder().encode(TEXT), 'text/plain', settings, () => new Uint8Array(16));
  assert.ok(read.kind === 'read');
  const { box, address, labels } = settings;
  const facts = steadyScrape(read.exposition.families, rules, { box, address, labels }, () => undefined);
  assert.equal(facts.find(({ name }) => name === 'c')?.help, 'How many.');
  return Object.fromEntries(facts.map(({ name, series, points }) => [name, [series, points]]));
}

test('a series is a point where the stages make one of it and a request can carry it', () => {
  assert.deepEqual(pointsOf(RULES), {
    ...{ c: [2, 2], g: [2, 1], own: [1, 1], h: [1, 1], h_no_sum: [1, 0] },
    ...{ s: [2, 0], s_sum: [1, 1], s_count: [1, 1], target_info: [1, 0] },
  });
});

test('quantiles are points where they are wanted', () => {
  assert.deepEqual(pointsOf({ ...RULES, summaryQuantiles: true })['s'], [2, 2]);
});
