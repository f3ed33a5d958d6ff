import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import type { RelabelRule } from '../../../../main/core/model/relabel-rule.ts';
import { sortLabels } from '../../../../main/core/model/series-key.ts';
import { compileRelabel } from '../../../../main/core/relabel/relabel.ts';

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest();

function rule(given: Partial<RelabelRule>): RelabelRule {
  const defaults = { sourceLabels: [], separator: ';', regex: '(.*)', targetLabel: '', replacement: '$1', modulus: 0 };
  return { action: 'replace', ...defaults, ...given };
}

function apply(rules: readonly Partial<RelabelRule>[], labels: Readonly<Record<string, string>>) {
  const result = compileRelabel(rules.map(rule), md5)(sortLabels(Object.entries(labels)));
  return result === undefined ? undefined : Object.fromEntries(result);
}

const ABC = { a: 'foo', b: 'bar', c: 'baz' };

type Case = readonly [
  name: string,
  rules: readonly Partial<RelabelRule>[],
  expected: Readonly<Record<string, string>> | undefined,
];

const CASES: readonly Case[] = [
  ['no rules', [], ABC],
  [
    'replace with a group',
    [{ sourceLabels: ['a'], regex: 'f(.*)', targetLabel: 'd', replacement: 'ch${1}-ch${1}' }],
    { ...ABC, d: 'choo-choo' },
  ],
  ['replace joins its sources', [{ sourceLabels: ['a', 'b'], targetLabel: 'd' }], { ...ABC, d: 'foo;bar' }],
  [
    'replace with another separator and a missing source',
    [{ sourceLabels: ['a', 'x', 'b'], separator: '/', targetLabel: 'd' }],
    { ...ABC, d: 'foo//bar' },
  ],
  ['replace without a match', [{ sourceLabels: ['a'], regex: 'oo', targetLabel: 'a', replacement: 'x' }], ABC],
  ['replace by nothing removes', [{ sourceLabels: ['a'], targetLabel: 'b', replacement: '' }], { a: 'foo', c: 'baz' }],
  ['a constant without sources', [{ targetLabel: 'd', replacement: 'x' }], { ...ABC, d: 'x' }],
  ['an empty source and $1 removes', [{ sourceLabels: ['x'], targetLabel: 'a' }], { b: 'bar', c: 'baz' }],
  [
    'a target label from a group',
    [{ sourceLabels: ['a'], regex: '(f)(.*)', targetLabel: '${1}_new', replacement: '$2' }],
    { ...ABC, f_new: 'oo' },
  ],
  ['a target label that comes out empty skips', [{ sourceLabels: ['a'], targetLabel: '$2', replacement: 'x' }], ABC],
  ['keep', [{ action: 'keep', sourceLabels: ['a'], regex: 'f..' }], ABC],
  ['keep that does not match drops', [{ action: 'keep', sourceLabels: ['a'], regex: 'f.' }], undefined],
  ['keep of a missing label drops', [{ action: 'keep', sourceLabels: ['x'], regex: '.+' }], undefined],
  ['drop', [{ action: 'drop', sourceLabels: ['a', 'b'], regex: 'foo;bar' }], undefined],
  ['drop that does not match keeps', [{ action: 'drop', sourceLabels: ['a'], regex: 'oo' }], ABC],
  ['keepequal', [{ action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b' }], undefined],
  ['keepequal of two missing ones', [{ action: 'keepequal', sourceLabels: ['x'], targetLabel: 'y' }], ABC],
  ['dropequal', [{ action: 'dropequal', sourceLabels: ['a'], targetLabel: 'a' }], undefined],
  ['dropequal of different ones', [{ action: 'dropequal', sourceLabels: ['a'], targetLabel: 'b' }], ABC],
  ['lowercase', [{ action: 'lowercase', sourceLabels: ['u'], targetLabel: 'u' }], ABC],
  ['uppercase', [{ action: 'uppercase', sourceLabels: ['a', 'b'], targetLabel: 'd' }], { ...ABC, d: 'FOO;BAR' }],
  ['labelmap', [{ action: 'labelmap', regex: '(a|b)', replacement: 'x_$1' }], { ...ABC, x_a: 'foo', x_b: 'bar' }],
  [
    'labelmap does not see its own labels',
    [{ action: 'labelmap', regex: '(.)', replacement: '${1}z' }],
    { ...ABC, az: 'foo', bz: 'bar', cz: 'baz' },
  ],
  ['labeldrop', [{ action: 'labeldrop', regex: 'a|b' }], { c: 'baz' }],
  ['labeldrop is anchored', [{ action: 'labeldrop', regex: '' }], ABC],
  ['labelkeep', [{ action: 'labelkeep', regex: 'a|b' }], { a: 'foo', b: 'bar' }],
  [
    'rules run in order, and a drop ends them',
    [
      { sourceLabels: ['a'], targetLabel: 'd' },
      { action: 'drop', sourceLabels: ['d'], regex: 'foo' },
      { targetLabel: 'e', replacement: 'never' },
    ],
    undefined,
  ],
];
for (const [name, rules, expected] of CASES) {
  test(name, () => {
    assert.deepEqual(apply(rules, ABC), expected);
  });
}

test('hashmod takes the last 8 bytes of the MD5, beyond 2^53 too', () => {
  const hashOf = (text: string, modulus: number) =>
    apply([{ action: 'hashmod', sourceLabels: ['a'], targetLabel: 'h', modulus }], { a: text })?.['h'];
  // Computed with Python: int.from_bytes(md5(text)[8:], 'big') % modulus.
  assert.equal(hashOf('foo', 1_000), PYTHON.foo1000);
  assert.equal(hashOf('foo', 8), PYTHON.foo8);
  assert.equal(hashOf('größe', 1_000), PYTHON.umlaut1000);
  assert.equal(hashOf('foo', 9_007_199_254_740_991), PYTHON.fooLargest);
  assert.equal(hashOf('foo', 1), '0');
});

const PYTHON = { foo1000: '696', foo8: '0', umlaut1000: '683', fooLargest: '4333518062922823' };

test('letters change one by one, as in Go', () => {
  const upper = (text: string) =>
    apply([{ action: 'uppercase', sourceLabels: ['a'], targetLabel: 'a' }], { a: text })?.['a'];
  const lower = (text: string) =>
    apply([{ action: 'lowercase', sourceLabels: ['a'], targetLabel: 'a' }], { a: text })?.['a'];
  assert.equal(upper('straße ß'), 'STRAßE ß');
  assert.equal(upper('żółć'), 'ŻÓŁĆ');
  assert.equal(lower('ΣΑΣ'), 'σασ');
  assert.equal(lower('ÄÖ'), 'äö');
});

test('labels that no rule touches come back as they are, sorted ones after a change', () => {
  const labels = sortLabels(Object.entries(ABC));
  assert.equal(compileRelabel([rule({ action: 'keep', sourceLabels: ['a'], regex: 'foo' })], md5)(labels), labels);
  const added = compileRelabel([rule({ targetLabel: 'aa', replacement: 'x' })], md5)(labels);
  assert.deepEqual(
    added?.map(([name]) => name),
    ['a', 'aa', 'b', 'c'],
  );
});

test('more different values than are remembered come out right', () => {
  const relabel = compileRelabel([rule({ sourceLabels: ['a'], regex: 'v(\\d+)', targetLabel: 'b' })], md5);
  for (let round = 0; round < 2; round += 1) {
    for (let number = 0; number < 4_500; number += 1) {
      const value = `v${String(number)}`;
      assert.deepEqual(relabel([['a', value]]), [
        ['a', value],
        ['b', String(number)],
      ]);
    }
  }
});
