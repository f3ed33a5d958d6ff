import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, goodText, jobWith } from '../../../fakes/configuration-text.ts';

test('the smallest configuration', () => {
  const { form, targets, maxStalenessMs, warnings } = goodText(jobWith());
  assert.deepEqual([form, maxStalenessMs, warnings], ['nim-glance', undefined, []]);
  assert.deepEqual(
    targets.map(({ address, box, scrapeIntervalMs }) => ({ address, box, scrapeIntervalMs })),
    [{ address: { scheme: 'http', host: 'dgx', port: 8000, path: undefined }, box: 'dgx', scrapeIntervalMs: 10_000 }],
  );
});

test('without targets it is none', () => {
  assert.deepEqual(errorsOf('global: {}'), ['1:1: scrape_configs is missing: it names the targets']);
  assert.deepEqual(errorsOf('scrape_configs: []'), ['1:17: scrape_configs is empty: it names the targets']);
  assert.deepEqual(errorsOf('scrape_configs:'), ['1:1: scrape_configs is missing: it names the targets']);
});

test('all mistakes are told at once, in the order of the file', () => {
  const text = [
    'forward: { token: x }',
    'boxes: [{ name: a, targets: [h] }]',
    'global: { scrape_interval: 1 }',
    'scrape_config: []',
    'scrape_configs:',
    '  - job_name: a',
    '    honor_labels: maybe',
    '    static_configs: [{ targets: ["http://g:1"] }]',
    'remote_read: []',
  ].join('\n');
  assert.deepEqual(
    errorsOf(text).map((error) => error.split(': ')[0]),
    ['1:12', '2:30', '3:28', '4:1', '7:19', '8:34', '9:1'],
  );
});
