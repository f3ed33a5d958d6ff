import assert from 'node:assert/strict';
import test from 'node:test';
import { parseYaml } from '../../../../main/app/config/yaml-text.ts';

const BAD: readonly (readonly [name: string, text: string, expected: string])[] = [
  ['a tab', 'a:\n\tb: 1', 'f:2:1: a tab stands here; YAML is indented with spaces'],
  ['two documents', 'a: 1\n---\nb: 2\n', 'f:2:1: a second document begins here (---); a configuration is one'],
  [
    'an open list',
    'a: 1\nb: [1, 2\n',
    'f:3:1: this is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['an open quotation', 'a: "b', 'f:1:6: this is not valid YAML: Missing closing "quote'],
  [
    'two keys in one line',
    'a: b: c',
    'f:1:4: this is not valid YAML: Nested mappings are not allowed in compact mappings',
  ],
  ['deep brackets', '['.repeat(100_000), 'f:1:1: lists and mappings are nested more than 100 deep'],
  ['deep dashes', '- '.repeat(50_000), 'f:1:1: lists and mappings are nested more than 100 deep'],
  ['deep question marks', '? '.repeat(50_000), 'f:1:1: lists and mappings are nested more than 100 deep'],
  ['deep steps', `a:\n${' '.repeat(200)}b: 1`, 'f:1:1: lists and mappings are nested more than 100 deep'],
  ['a long text', '#'.repeat(1_000_001), 'f:1:1: the file is too long for a configuration'],
];
for (const [name, text, expected] of BAD) {
  test(name, () => {
    const result = parseYaml({ file: 'f', text, indents: [] });
    assert.ok(!result.ok);
    assert.equal(String(result.problems[0]), expected);
  });
}

test('every mistake is told, not only the first', () => {
  const result = parseYaml({ file: 'f', text: 'a: b: c\nd: e: f\n', indents: [] });
  assert.deepEqual(result.ok ? [] : result.problems.map(({ line }) => line), [1, 2]);
});

test('a text that steps in as often as is allowed is read', () => {
  const steps = Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`);
  assert.ok(parseYaml({ file: 'f', text: steps.join('\n'), indents: [] }).ok);
});

test('places are those of the text before we indented it', () => {
  const result = parseYaml({ file: 'f', text: 'a:\n    b: 1\n', indents: [0, 4] });
  assert.ok(result.ok);
  assert.equal(String(result.yaml.problemAt(7, 'here')), 'f:2:1: here');
  assert.equal(String(result.yaml.problemAt(10, 'there')), 'f:2:4: there');
});
