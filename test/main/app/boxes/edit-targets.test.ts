import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDocument } from 'yaml';
import { settingsFor } from '../../../../main/app/boxes/ask-address.ts';
import { addTarget, removeTarget } from '../../../../main/app/boxes/edit-targets.ts';

const parse = (text: string) => parseDocument(text, { schema: 'failsafe' });

function added(text: string, ...addresses: readonly string[]): string {
  const document = parse(text);
  for (const address of addresses) addTarget(document, settingsFor(address, 1_000) ?? assert.fail(), 'nim-metrics');
  return document.toString();
}

const JOB = 'scrape_configs:\n  - job_name: nim-metrics\n    static_configs:\n      - targets: [ dgx:8000 ]\n';

test('the first target makes the job', () => {
  assert.equal(added('', 'dgx'), JOB);
});

test('the next joins it; comments and order stay', () => {
  const text =
    '# mine\nscrape_configs:\n  - job_name: nim-metrics # here\n    static_configs:\n      - targets:\n          - dgx:8000 # the big one\nglobal:\n  scrape_interval: 5s\n';
  assert.equal(added(text, 'spark:9000'), text.replace('one\n', 'one\n          - spark:9000\n'));
});

test('another scheme, path or query is a job of its own', () => {
  const text = added(JOB, 'https://a', 'http://b:1/x', 'http://c:1/x', 'http://d:1/y?part=1&part=2', 'e:5');
  const own = parse(text).toJSON() as { scrape_configs: object[] };
  assert.deepEqual(own.scrape_configs, [
    { job_name: 'nim-metrics', static_configs: [{ targets: ['dgx:8000', 'e:5'] }] },
    { job_name: 'nim-metrics-2', scheme: 'https', static_configs: [{ targets: ['a:443'] }] },
    { job_name: 'nim-metrics-3', metrics_path: '/x', static_configs: [{ targets: ['b:1', 'c:1'] }] },
    {
      ...{ job_name: 'nim-metrics-4', metrics_path: '/y', params: { part: ['1', '2'] } },
      static_configs: [{ targets: ['d:1'] }],
    },
  ]);
});

for (const key of ['basic_auth: { username: me }', 'authorization: { credentials: x }', 'relabel_configs: []']) {
  test(`nothing joins a job with ${key}`, () => {
    const text = `scrape_configs:\n  - job_name: nim-metrics\n    ${key}\n    static_configs: [{ targets: [a:1] }]\n`;
    assert.match(added(text, 'b:1'), /job_name: nim-metrics-2\n {4}static_configs:\n {6}- targets: \[ b:1 \]/);
  });
}

test('labels of a group are not given to another target', () => {
  const text = JOB.replace('[ dgx:8000 ]\n', '[ dgx:8000 ]\n        labels: { room: a }\n');
  assert.equal(added(text, 'b:1'), `${text}      - targets: [ b:1 ]\n`);
});

const REMOVALS: readonly (readonly [what: string, before: string, instance: string, after: string])[] = [
  [
    'one of two',
    'scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: [ x:1, y:2 ]\n',
    'x:1',
    'scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: [ y:2 ]\n',
  ],
  ['the last of all', JOB, 'dgx:8000', 'scrape_configs: []\n'],
  [
    'a list inside the list',
    'scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: [ [ x:1 ], y:2 ]\n',
    'x:1',
    'scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: [ y:2 ]\n',
  ],
  [
    'without a port',
    'scrape_configs:\n  - job_name: a\n    scheme: https\n    static_configs: [ { targets: [ X ] } ]\n  - job_name: b\n',
    'x:443',
    'scrape_configs:\n  - job_name: b\n',
  ],
];

for (const [what, before, instance, after] of REMOVALS) {
  test(`a target is taken out: ${what}`, () => {
    const document = parse(before);
    assert.equal(removeTarget(document, instance), true);
    assert.equal(document.toString(), after);
    assert.equal(removeTarget(document, instance), false);
  });
}
