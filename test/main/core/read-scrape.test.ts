import assert from 'node:assert/strict';
import test from 'node:test';
import { readScrape } from '../../../main/core/read-scrape.ts';
import type { TargetSettings } from '../../../main/core/model/target-settings.ts';
import { fakeSettings } from '../../fakes/target-settings.ts';

const OPENMETRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

function read(text: string, contentType = 'text/plain; version=0.0.4', over: Partial<TargetSettings> = {}) {
  return readScrape(new TextEncoder().encode(text), contentType, fakeSettings(over), () => new Uint8Array(16));
}

test('a text becomes families under the target labels; the process start is read before them', () => {
  const result = read('# TYPE c counter\nc{a="b"} 5\nprocess_start_time_seconds 7\n');
  assert.ok(result.kind === 'read');
  assert.equal(result.startSeconds, 7);
  assert.equal(result.samples.scraped, 2);
  const [family] = result.exposition.families;
  assert.deepEqual(family?.series[0]?.labels, [
    ['a', 'b'],
    ['instance', 'dgx:8000'],
    ['job', 'j'],
  ]);
});

const REFUSED: readonly (readonly [string, string, string, RegExp])[] = [
  ['an OpenMetrics text that is cut short', '# TYPE c counter\nc_total 1\n', OPENMETRICS, /lacks its # EOF/],
  ['an empty text', '', 'text/plain', /there are no metrics in it/],
  ['no line that can be read', 'nonsense here\n', 'text/plain', /line 1, column 10: expected a number/],
];
for (const [name, text, contentType, reason] of REFUSED) {
  test(`${name} is refused in words`, () => {
    const result = read(text, contentType);
    assert.match(result.kind === 'refused' ? result.reason : 'it was read', reason);
  });
}

test('a limit refuses all, and tells what had been read', () => {
  const limits = { ...fakeSettings().limits, samples: 1 };
  const result = read('a 1\nb 2\n', 'text/plain', { limits });
  assert.deepEqual([result.kind, result.samples?.scraped], ['refused', 2]);
});

test('a line without end is no metrics', () => {
  const result = read(`a{l="${'x'.repeat(1024 * 1024)}"} 1\n`);
  assert.match(result.kind === 'refused' ? result.reason : '', /line 1 has/);
});

test('a text 0.0.4 without a last newline is whole', () => {
  assert.equal(read('c 5').kind, 'read');
});

test('relabelling may drop everything: that is a good scrape without families', () => {
  const rule = { action: 'drop', sourceLabels: ['__name__'], separator: ';', regex: '.*' } as const;
  const metricRelabel = [{ ...rule, targetLabel: '', replacement: '$1', modulus: 0 }];
  const result = read('c 5\n', 'text/plain', { metricRelabel });
  assert.equal(result.kind === 'read' ? result.exposition.families.length : -1, 0);
});
