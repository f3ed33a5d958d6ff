import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, goodText } from '../../../fakes/configuration-text.ts';

function withTargets(targets: string): string {
  return `scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: ${targets}\n`;
}

const GOOD: readonly (readonly [targets: string, instances: readonly string[]])[] = [
  ['["a:1", "b:2"]', ['a:1', 'b:2']],
  ['\n          - ["a:1", ["b:2"]]\n          - c:3', ['a:1', 'b:2', 'c:3']],
  ['[" a:1 "]', ['a:1']],
  ['["[::1]:8000", 10.0.0.1:80]', ['[::1]:8000', '10.0.0.1:80']],
];
for (const [targets, instances] of GOOD) {
  test(targets, () => {
    const found = goodText(withTargets(targets)).targets.map(({ labels }) =>
      labels.find(([name]) => name === 'instance'),
    );
    assert.deepEqual(
      found,
      instances.map((instance) => ['instance', instance]),
    );
  });
}

/** The list begins in line 4, column 18. */
const BAD: readonly (readonly [targets: string, expected: string])[] = [
  ['["<NIM-endpoint>:8000"]', '4:19: put the address of your NIM in place of <NIM-endpoint>, for example dgx-lab:8000'],
  ['["http://h:1"]', '4:19: targets takes host:port and no URL; write "h:1"'],
  ['["https://h:1/"]', '4:19: targets takes host:port and no URL; write "h:1" and scheme: https'],
  ['["http://h:1/v1/metrics"]', '4:19: targets takes host:port and no URL; write "h:1" and metrics_path: /v1/metrics'],
  [
    '["http://h:1/x?token=hunter2"]',
    '4:19: targets takes host:port and no URL; write "h:1" and metrics_path: /x and params:',
  ],
  ['["h:1/metrics"]', '4:19: targets takes host:port; write "h:1" and metrics_path: /metrics'],
  [
    '["me:hunter2@h:1"]',
    '4:19: credentials do not belong into an address; use basic_auth: or authorization: of the job',
  ],
  [
    '["http://me:hunter2@h:1/x"]',
    '4:19: credentials do not belong into an address; use basic_auth: or authorization: of the job',
  ],
  ['["a b"]', '4:19: "a b" is no host:port'],
  ['[":80"]', '4:19: ":80" is no host:port'],
  ['["h:0"]', '4:19: "h:0" is no host:port'],
  ['["h:99999"]', '4:19: "h:99999" is no host:port'],
  ['["h:1?x"]', '4:19: "h:1?x" is no host:port'],
  ['["h:port"]', '4:19: "h:port" is no host:port'],
  ['["::1"]', '4:19: "::1" is no host:port'],
  ['[""]', '4:19: targets is empty'],
  ['[{a: b}]', '4:19: targets takes a text, not a mapping'],
  ['h:1', '4:18: targets takes a list (lines that begin with "- "), not a single value'],
];
for (const [targets, expected] of BAD) {
  test(`refused: ${targets}`, () => {
    const errors = errorsOf(withTargets(targets));
    assert.deepEqual(errors, [expected]);
    assert.doesNotMatch(expected, /hunter2/);
  });
}

test('a group without targets', () => {
  assert.deepEqual(errorsOf('scrape_configs: [{job_name: a, static_configs: [{labels: {a: b}}]}]'), [
    '1:49: an entry of static_configs needs targets',
  ]);
  assert.deepEqual(errorsOf('scrape_configs: [{job_name: a, static_configs: [h]}]'), [
    '1:49: an entry of static_configs takes a mapping (key: value), not a single value',
  ]);
});
