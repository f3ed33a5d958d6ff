import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, goodText, jobWith, onlyTarget, warningsOf } from '../../../fakes/configuration-text.ts';

const LABELS = [
  ['instance', 'dgx:8000'],
  ['job', 'nim'],
] as const;

/** Each part of the target as rules left it. */
const RELABELLED: readonly (readonly [
  name: string,
  lines: readonly string[],
  expected: Readonly<Record<string, unknown>>,
])[] = [
  ['a label', ['relabel_configs: [{target_label: zone, replacement: a}]'], { labels: [...LABELS, ['zone', 'a']] }],
  [
    'the address, with which instance goes',
    [
      'relabel_configs: [{source_labels: [__address__], regex: "(.*):.*", target_label: __address__, replacement: "$1:9"}]',
    ],
    {
      address: { scheme: 'http', host: 'dgx', port: 9, path: undefined },
      labels: [
        ['instance', 'dgx:9'],
        ['job', 'nim'],
      ],
    },
  ],
  [
    'instance and job',
    ['relabel_configs: [{target_label: instance, replacement: i}, {target_label: job, replacement: j}]'],
    {
      labels: [
        ['instance', 'i'],
        ['job', 'j'],
      ],
    },
  ],
  [
    'job taken away is the job’s name again',
    ['relabel_configs: [{action: labeldrop, regex: job}]'],
    { labels: LABELS },
  ],
  [
    'scheme and path',
    [
      'relabel_configs: [{target_label: __scheme__, replacement: https}, {target_label: __metrics_path__, replacement: /x}]',
    ],
    { address: { scheme: 'https', host: 'dgx', port: 8000, path: '/x' } },
  ],
  [
    'a path that the job names, although it is the usual one',
    ['metrics_path: /metrics'],
    { address: { scheme: 'http', host: 'dgx', port: 8000, path: '/metrics' } },
  ],
  [
    'rules see the usual path where none is named',
    ['relabel_configs: [{source_labels: [__metrics_path__], target_label: seen}]'],
    {
      address: { scheme: 'http', host: 'dgx', port: 8000, path: undefined },
      labels: [...LABELS, ['seen', '/metrics']],
    },
  ],
  [
    'parameters: the first value of a name',
    [
      'params: {m: [a, b]}',
      'relabel_configs: [{target_label: __param_m, replacement: c}, {target_label: __param_n, replacement: d}]',
    ],
    {
      params: [
        ['m', 'c'],
        ['m', 'b'],
        ['n', 'd'],
      ],
    },
  ],
  [
    'interval and timeout, which rules see as Prometheus writes them',
    [
      'scrape_interval: 90s',
      'relabel_configs:',
      '  - {source_labels: [__scrape_interval__, __scrape_timeout__], target_label: seen}',
      '  - {target_label: __scrape_interval__, replacement: 20s}',
      '  - {target_label: __scrape_timeout__, replacement: 3s}',
    ],
    { scrapeIntervalMs: 20_000, scrapeTimeoutMs: 3_000, labels: [...LABELS, ['seen', '1m30s;10s']] },
  ],
  [
    'what begins with __ is gone afterwards',
    ['relabel_configs: [{target_label: __tmp, replacement: x}]'],
    { labels: LABELS },
  ],
];
for (const [name, lines, expected] of RELABELLED) {
  test(`relabel_configs: ${name}`, () => {
    const target: Readonly<Record<string, unknown>> = { ...onlyTarget(jobWith(...lines)) };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, target[key]])), expected);
  });
}

test('external labels are added where there is no such label', () => {
  const text = `${jobWith('relabel_configs: [{target_label: zone, replacement: mine}, {source_labels: [site], target_label: seen}]')}global: {external_labels: {site: lab, zone: x, job: y}}\n`;
  assert.deepEqual(onlyTarget(text).labels, [...LABELS, ['site', 'lab'], ['zone', 'mine']]);
});

test('a static label may be what rules read, or the path itself', () => {
  const text =
    'scrape_configs: [{job_name: a, static_configs: [{targets: [h:1], labels: {__metrics_path__: /x, instance: i}}]}]';
  const target = onlyTarget(text);
  assert.equal(target.address.path, '/x');
  assert.deepEqual(target.labels[0], ['instance', 'i']);
});

test('a dropped target is a warning', () => {
  const text =
    'scrape_configs: [{job_name: a, static_configs: [{targets: [h:1, g:1]}], relabel_configs: [{action: drop, source_labels: [__address__], regex: "h.*"}]}]';
  assert.equal(goodText(text).targets.length, 1);
  assert.deepEqual(warningsOf(text), ['1:60: h:1 is dropped by relabel_configs']);
});

test('a host alone means the port of its scheme, with a warning', () => {
  const text = (scheme: string) =>
    `scrape_configs: [{job_name: a, scheme: ${scheme}, static_configs: [{targets: [h]}]}]`;
  assert.equal(onlyTarget(text('http')).address.port, 80);
  assert.equal(onlyTarget(text('https')).address.port, 443);
  assert.deepEqual(warningsOf(text('http')), ['1:74: h has no port: 80 is asked, as in Prometheus; a NIM has 8000']);
});

const SAME = 'their series could not be told apart';
const BAD: readonly (readonly [text: string, expected: readonly string[]])[] = [
  [
    'scrape_configs: [{job_name: a, static_configs: [{targets: [h:1, h:1]}]}]',
    [`1:65: h:1 stands twice in the job "a" with the same labels; ${SAME}`],
  ],
  [
    'scrape_configs: [{job_name: a, static_configs: [{targets: [h:1, g:1], labels: {instance: x}}]}]',
    [`1:65: g:1 stands twice in the job "a" with the same labels; ${SAME}`],
  ],
  [
    jobWith('relabel_configs: [{target_label: __scheme__, replacement: ftp}]'),
    ['3:34: relabel_configs make the scheme "ftp"; it is http or https'],
  ],
  [
    jobWith('relabel_configs: [{action: labeldrop, regex: __address__}]'),
    ['3:34: relabel_configs leave no __address__'],
  ],
  [
    jobWith('relabel_configs: [{target_label: __address__, replacement: "me:hunter2@h:1"}]'),
    ['3:34: relabel_configs make an __address__ with credentials in it'],
  ],
  [jobWith('relabel_configs: [{target_label: __address__, replacement: "h:x"}]'), ['3:34: "h:x" is no host:port']],
  [
    jobWith('relabel_configs: [{target_label: __scrape_interval__, replacement: soon}]'),
    ['3:34: relabel_configs make a __scrape_interval__ that is no duration'],
  ],
  [
    jobWith('relabel_configs: [{target_label: __scrape_timeout__, replacement: 0s}]'),
    ['3:34: relabel_configs make a __scrape_timeout__ that is no duration'],
  ],
  [
    jobWith('relabel_configs: [{target_label: __scrape_timeout__, replacement: 1h}]'),
    ['3:34: relabel_configs make the scrape timeout longer than the interval'],
  ],
];
for (const [text, expected] of BAD) {
  test(`refused: ${expected[0] ?? ''}`, () => {
    assert.deepEqual(errorsOf(text), expected);
  });
}

test('the same address in two jobs, or with other labels, is two targets', () => {
  const two =
    'scrape_configs: [{job_name: a, static_configs: [{targets: [h:1]}, {targets: [h:1], labels: {x: y}}]}, {job_name: b, static_configs: [{targets: [h:1]}]}]';
  assert.equal(goodText(two).targets.length, 3);
});
