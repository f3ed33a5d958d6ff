import assert from 'node:assert/strict';
import test from 'node:test';
import type { RawExposition } from '../../../../main/core/model/exposition.ts';
import type { Family } from '../../../../main/core/model/family.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { ScrapeReporter, scrapeReport } from '../../../../main/core/scrape/scrape-report.ts';

const LABELS: Labels = [
  ['instance', 'dgx:8000'],
  ['job', 'j'],
];

function exposition(...names: readonly string[]): RawExposition {
  const samples = names.map((name, line) => ({
    line: line + 1,
    sample: { name, labels: LABELS, value: 1, timestampMs: undefined, exemplar: undefined },
  }));
  return {
    format: 'text',
    families: [{ name: 'f', type: 'unknown', help: '', unit: '', samples }],
    problems: { issues: [], count: 0, families: new Set() },
    complete: true,
  };
}

const values = (families: readonly Family[]): unknown[] =>
  families.map(({ name, series: [one] }) => [name, one !== undefined && 'value' in one ? one.value : undefined]);
const reported = (up: number, seconds: number, scraped: number, kept: number, added: number): unknown[] => [
  ['up', up],
  ['scrape_duration_seconds', seconds],
  ['scrape_samples_scraped', scraped],
  ['scrape_samples_post_metric_relabeling', kept],
  ['scrape_series_added', added],
];

test('five gauges under the labels of the target, without a time of their own', () => {
  const facts = { labels: LABELS, up: true, durationMs: 1_250, samplesScraped: 5, samplesKept: 4, seriesAdded: 3 };
  const families = scrapeReport(facts);
  assert.deepEqual(values(families), reported(1, 1.25, 5, 4, 3));
  for (const { type, series } of families) {
    assert.equal(type, 'gauge');
    assert.deepEqual(
      series.map(({ labels, timestampMs }) => [labels, timestampMs]),
      [[LABELS, undefined]],
    );
  }
});

test('series are added against the last good scrape; a failed one in between changes nothing', () => {
  const reporter = new ScrapeReporter(LABELS);
  const good = (...names: readonly string[]): unknown[] =>
    values(reporter.good({ scraped: names.length + 1, relabelled: exposition(...names) }, 10));
  assert.deepEqual(good('a', 'b'), reported(1, 0.01, 3, 2, 2));
  assert.deepEqual(good('a', 'b', 'c'), reported(1, 0.01, 4, 3, 1));
  assert.deepEqual(values(reporter.failed(2_000)), reported(0, 2, 0, 0, 0));
  assert.deepEqual(good('a', 'c'), reported(1, 0.01, 3, 2, 0));
  assert.deepEqual(good('a', 'b', 'c'), reported(1, 0.01, 4, 3, 1));
  assert.deepEqual(good('a', 'a'), reported(1, 0.01, 3, 2, 0));
});

test('what a limit refused is still counted, but becomes no series', () => {
  const reporter = new ScrapeReporter(LABELS);
  const samples = { scraped: 3, relabelled: exposition('a', 'b') };
  assert.deepEqual(values(reporter.failed(10, samples)), reported(0, 0.01, 3, 2, 0));
  assert.deepEqual(values(reporter.good(samples, 10)), reported(1, 0.01, 3, 2, 2));
});
