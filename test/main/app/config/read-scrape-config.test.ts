import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, goodText, jobWith, onlyTarget } from '../../../fakes/configuration-text.ts';

const PATH_MIB = 1024 * 1024;

test('all that a job may say of its targets', () => {
  const target = onlyTarget(
    jobWith(
      'scheme: https',
      'metrics_path: /my/metrics',
      'params: {module: [a, b], x: c}',
      'scrape_interval: 30s',
      'scrape_timeout: 5s',
      'honor_labels: true',
      'honor_timestamps: false',
      'body_size_limit: 10MB',
      'sample_limit: 1000',
      'label_limit: 30',
      'label_name_length_limit: 100',
      'label_value_length_limit: 200',
    ),
  );
  assert.deepEqual(target.address, { scheme: 'https', host: 'dgx', port: 8000, path: '/my/metrics' });
  assert.deepEqual(target.params, [
    ['module', 'a'],
    ['module', 'b'],
    ['x', 'c'],
  ]);
  assert.deepEqual([target.scrapeIntervalMs, target.scrapeTimeoutMs], [30_000, 5_000]);
  assert.deepEqual([target.honorLabels, target.honorTimestamps], [true, false]);
  assert.deepEqual(target.limits, {
    bodySize: 10 * PATH_MIB,
    samples: 1_000,
    labels: 30,
    labelNameLength: 100,
    labelValueLength: 200,
  });
});

test('what global says holds for each job that says nothing', () => {
  const text = `${jobWith('sample_limit: 7')}global: {scrape_interval: 1m, scrape_timeout: 20s, sample_limit: 5, label_limit: 6}\n`;
  const target = onlyTarget(text);
  assert.deepEqual([target.scrapeIntervalMs, target.scrapeTimeoutMs], [60_000, 20_000]);
  assert.deepEqual([target.limits.samples, target.limits.labels], [7, 6]);
});

const TIMES: readonly (readonly [global: string, lines: readonly string[], interval: number, timeout: number])[] = [
  ['', [], 10_000, 10_000],
  ['', ['scrape_interval: 1m'], 60_000, 10_000],
  ['', ['scrape_interval: 2s'], 2_000, 2_000],
  ['scrape_interval: 3s', [], 3_000, 3_000],
  ['scrape_interval: 1m, scrape_timeout: 30s', ['scrape_interval: 15s'], 15_000, 15_000],
  ['scrape_interval: 1m, scrape_timeout: 30s', ['scrape_timeout: 45s'], 60_000, 45_000],
  ['scrape_interval: 1m, scrape_timeout: 30s', ['scrape_timeout: 1m'], 60_000, 60_000],
];
for (const [global, lines, interval, timeout] of TIMES) {
  test(`global {${global}}, job {${lines.join()}}`, () => {
    const target = onlyTarget(`${jobWith(...lines)}global: {${global}}\n`);
    assert.deepEqual([target.scrapeIntervalMs, target.scrapeTimeoutMs], [interval, timeout]);
  });
}

const BAD: readonly (readonly [lines: readonly string[], expected: readonly string[]])[] = [
  [['scrape_interval: 10'], ['4:22: scrape_interval needs a unit: 10s, not "10"']],
  [['scrape_interval: ten'], ['4:22: scrape_interval takes a duration such as 10s, 500ms or 1h30m, not "ten"']],
  [
    ['scrape_interval: 5s', 'scrape_timeout: 10s'],
    ['5:21: scrape_timeout (10s) must not be longer than the scrape_interval'],
  ],
  [['scrape_timeout: 11s'], ['4:21: scrape_timeout (11s) must not be longer than the scrape_interval']],
  [['scheme: HTTPS'], ['4:13: scheme is one of http, https, not "HTTPS"']],
  [['metrics_path: metrics'], ['4:19: metrics_path begins with a slash: /metrics']],
  [['metrics_path: ""'], ['4:19: metrics_path is empty']],
  [['params: [a]'], ['4:13: params takes a mapping (key: value), not a list']],
  [['params: {a: {b: c}}'], ['4:17: a takes a text, not a mapping']],
  [['honor_labels: 1'], ['4:19: honor_labels takes true or false, not "1"']],
  [['honor_timestamps: [true]'], ['4:23: honor_timestamps takes a text, not a list']],
  [['body_size_limit: 10'], ['4:22: body_size_limit takes a size such as 10MB or 512KiB, not "10"']],
  [['sample_limit: many'], ['4:19: sample_limit takes a whole number, not "many"']],
  [['job_name: b'], ['4:5: the key "job_name" stands here a second time']],
];
for (const [lines, expected] of BAD) {
  test(`refused: ${lines.join(', ')}`, () => {
    assert.deepEqual(errorsOf(jobWith(...lines)), expected);
  });
}

const BAD_LISTS: readonly (readonly [list: string, expected: readonly string[]])[] = [
  ['[]', ['1:17: scrape_configs is empty: it names the targets']],
  ['{}', ['1:17: scrape_configs takes a list (lines that begin with "- "), not a mapping']],
  ['[x]', ['1:18: an entry of scrape_configs takes a mapping (key: value), not a single value']],
  [
    '[{}]',
    ['1:18: an entry of scrape_configs needs job_name', '1:18: an entry of scrape_configs needs static_configs'],
  ],
  ['[{job_name: "", static_configs: []}]', ['1:29: job_name is empty']],
  [
    '[{job_name: a, static_configs: x}]',
    ['1:48: static_configs takes a list (lines that begin with "- "), not a single value'],
  ],
  [
    '[{job_name: a, static_configs: []}, {job_name: a, static_configs: []}]',
    ['1:53: there is a job_name "a" above already; each job needs its own'],
  ],
];
for (const [list, expected] of BAD_LISTS) {
  test(`refused: ${list}`, () => {
    assert.deepEqual(errorsOf(`scrape_configs: ${list}`), expected);
  });
}

test('a bad global is told there', () => {
  assert.deepEqual(errorsOf(`${jobWith()}global: {scrape_interval: 5s, scrape_timeout: 6s, external_labels: {9: x}}`), [
    '4:47: scrape_timeout (6s) must not be longer than the scrape_interval',
    '4:69: the label "9" must be made of letters, digits, _ . : and -, and begin with a letter or _',
  ]);
});

test('a job with several targets gives each of them its settings', () => {
  const { targets } = goodText(
    'scrape_configs: [{job_name: a, scrape_interval: 2s, static_configs: [{targets: [h:1, h:2]}, {targets: [g:1]}]}]',
  );
  assert.deepEqual(
    targets.map(({ address: { host, port }, scrapeIntervalMs }) => [host, port, scrapeIntervalMs]),
    [
      ['h', 1, 2_000],
      ['h', 2, 2_000],
      ['g', 1, 2_000],
    ],
  );
});
