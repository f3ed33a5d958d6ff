import assert from 'node:assert/strict';
import test from 'node:test';
import { errorsOf, goodText } from '../../../fakes/configuration-text.ts';

function withLabels(labels: string): string {
  return `scrape_configs:\n  - job_name: a\n    static_configs:\n      - targets: ["h:1"]\n        labels: ${labels}\n`;
}

test('labels of a group', () => {
  const target = goodText(withLabels('{zone: a, empty: "", none: , __tmp: x, deployment.environment: prod}'))
    .targets[0];
  assert.deepEqual(target?.labels, [
    ['deployment.environment', 'prod'],
    ['instance', 'h:1'],
    ['job', 'a'],
    ['zone', 'a'],
  ]);
});

const RULE = 'must be made of letters, digits, _ . : and -, and begin with a letter or _';
const BAD: readonly (readonly [labels: string, expected: readonly string[]])[] = [
  ['{9a: x}', [`5:18: the label "9a" ${RULE}`]],
  ['{"a b": x}', [`5:18: the label "a b" ${RULE}`]],
  ['{"": x}', [`5:18: the label "" ${RULE}`]],
  ['{__name__: x}', ['5:18: the label __name__ is the name of a metric']],
  ['{a: [x]}', ['5:21: a takes a text, not a list']],
  ['{a: x, a: y}', ['5:24: the key "a" stands here a second time']],
  ['[a]', ['5:17: labels takes a mapping (key: value), not a list']],
];
for (const [labels, expected] of BAD) {
  test(`refused: ${labels}`, () => {
    assert.deepEqual(errorsOf(withLabels(labels)), expected);
  });
}
