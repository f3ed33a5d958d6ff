import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import type { MetricType, RawExposition, RawFamily } from '../../../../main/core/model/exposition.ts';
import type { RelabelRule } from '../../../../main/core/model/relabel-rule.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { relabelExposition, type SampleSettings } from '../../../../main/core/relabel/relabel-exposition.ts';

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest();
const TARGET: Labels = [
  ['instance', 'h:8000'],
  ['job', 'nim'],
];

function rule(given: Partial<RelabelRule>): RelabelRule {
  const defaults = { sourceLabels: [], separator: ';', regex: '(.*)', targetLabel: '', replacement: '$1', modulus: 0 };
  return { action: 'replace', ...defaults, ...given };
}

function settings(rules: readonly Partial<RelabelRule>[], more: Partial<SampleSettings> = {}): SampleSettings {
  return { labels: TARGET, honorLabels: false, honorTimestamps: true, rules: rules.map(rule), md5, ...more };
}

function family(name: string, type: MetricType, samples: readonly (readonly [string, Labels])[]): RawFamily {
  const placed = samples.map(([sample, labels], index) => ({
    sample: { name: sample, labels, value: index, timestampMs: 5, exemplar: undefined },
    line: index + 1,
  }));
  return { name, type, help: `About ${name}.`, unit: '', samples: placed };
}

function raw(...families: readonly RawFamily[]): RawExposition {
  const problems = { issues: [], count: 0, families: new Set<string | undefined>() };
  return { format: 'text', families, problems, complete: true };
}

/** `type name: sample{labels} …` for each family. */
function shown(exposition: RawExposition): readonly string[] {
  return exposition.families.map(({ name, type, samples }) => {
    const list = samples.map(({ sample }) => {
      const labels = sample.labels.filter(([label]) => label !== 'instance' && label !== 'job');
      return `${sample.name}{${labels.map((pair) => pair.join('=')).join(',')}}`;
    });
    return `${type} ${name}: ${list.join(' ')}`.trim();
  });
}

const HISTOGRAM = family('foo', 'histogram', [
  ['foo_bucket', [['le', '1']]],
  ['foo_bucket', [['le', '+Inf']]],
  ['foo_sum', []],
  ['foo_count', []],
]);

test('without rules every sample gets the labels of its target, and nothing else changes', () => {
  const before = raw(family('a', 'gauge', [['a', [['job', 'own']]]]));
  const after = relabelExposition(before, settings([]));
  const sample = after.families[0]?.samples[0]?.sample;
  assert.deepEqual(sample?.labels, [
    ['exported_job', 'own'],
    ['instance', 'h:8000'],
    ['job', 'nim'],
  ]);
  assert.deepEqual([sample.name, sample.value, sample.timestampMs], ['a', 0, 5]);
  assert.equal(after.problems, before.problems);
});

test('honor_labels and honor_timestamps', () => {
  const before = raw(family('a', 'gauge', [['a', [['job', 'own']]]]));
  const after = relabelExposition(before, settings([], { honorLabels: true, honorTimestamps: false }));
  const sample = after.families[0]?.samples[0]?.sample;
  assert.deepEqual(sample?.labels[1], ['job', 'own']);
  assert.equal(sample.timestampMs, undefined);
});

const RULES: readonly (readonly [
  name: string,
  rules: readonly Partial<RelabelRule>[],
  families: readonly RawFamily[],
  expected: readonly string[],
])[] = [
  [
    'a drop by name takes the whole family away',
    [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }],
    [family('go_x', 'gauge', [['go_x', []]]), family('a', 'gauge', [['a', []]])],
    ['gauge a: a{}'],
  ],
  [
    'a rule sees the labels of the target',
    [{ sourceLabels: ['job', 'instance'], targetLabel: 'from' }],
    [family('a', 'gauge', [['a', []]])],
    ['gauge a: a{from=nim;h:8000}'],
  ],
  [
    'a histogram that is renamed as a whole stays one',
    [{ sourceLabels: ['__name__'], regex: 'foo_(.*)', targetLabel: '__name__', replacement: 'bar_$1' }],
    [HISTOGRAM],
    ['histogram bar: bar_bucket{le=1} bar_bucket{le=+Inf} bar_sum{} bar_count{}'],
  ],
  [
    'a sample that loses its suffix stands alone, of unknown type',
    [{ sourceLabels: ['__name__'], regex: 'foo_count', targetLabel: '__name__', replacement: 'n' }],
    [HISTOGRAM],
    ['histogram foo: foo_bucket{le=1} foo_bucket{le=+Inf} foo_sum{}', 'unknown n: n{}'],
  ],
  [
    'a renamed sample joins the family of that name, whose type counts',
    [{ sourceLabels: ['__name__'], regex: 'b', targetLabel: '__name__', replacement: 'a' }],
    [family('a', 'gauge', [['a', []]]), family('b', 'counter', [['b', [['x', '1']]]])],
    ['gauge a: a{} a{x=1}'],
  ],
  [
    'two families that swap their names keep their types',
    [
      { sourceLabels: ['__name__'], regex: 'a', targetLabel: '__tmp', replacement: 'b' },
      { sourceLabels: ['__name__'], regex: 'b', targetLabel: '__tmp', replacement: 'a' },
      { sourceLabels: ['__tmp'], regex: '(.+)', targetLabel: '__name__' },
    ],
    [family('a', 'gauge', [['a', []]]), family('b', 'counter', [['b', []]])],
    ['gauge b: b{}', 'counter a: a{}'],
  ],
  [
    'labels that begin with __ are left out afterwards',
    [{ targetLabel: '__tmp', replacement: 'x' }],
    [family('a', 'gauge', [['a', [['__address__', 'y']]]])],
    ['gauge a: a{}'],
  ],
  [
    'a family without samples stays',
    [{ targetLabel: 'x', replacement: 'y' }],
    [family('a', 'gauge', [])],
    ['gauge a:'],
  ],
];
for (const [name, rules, families, expected] of RULES) {
  test(name, () => {
    assert.deepEqual(shown(relabelExposition(raw(...families), settings(rules))), expected);
  });
}

test('a sample that lost its name is an issue with its line', () => {
  const after = relabelExposition(raw(HISTOGRAM), settings([{ action: 'labelkeep', regex: 'le|job' }]));
  assert.deepEqual(shown(after), []);
  assert.equal(after.problems.count, 4);
  assert.deepEqual([...after.problems.families], ['foo']);
  assert.deepEqual(after.problems.issues[2], {
    line: 3,
    column: 1,
    expected: 'a name, but metric_relabel_configs left none',
    family: 'foo',
  });
});

const RENAMING: readonly (readonly [name: string, rule: Partial<RelabelRule>, families: readonly unknown[]])[] = [
  ['sets the name', { targetLabel: '__name__', replacement: 'b' }, ['lost', undefined]],
  ['may set it', { targetLabel: '$1', replacement: 'b' }, ['lost', undefined]],
  ['maps labels', { action: 'labelmap', regex: 'x' }, ['lost', undefined]],
  ['sets a label', { targetLabel: 'x', replacement: 'b' }, ['lost']],
];
for (const [name, given, families] of RENAMING) {
  test(`a line was lost, and a rule ${name}: ${families.length > 1 ? 'any family' : 'its own'} may be short`, () => {
    const before = raw(family('a', 'gauge', [['a', []]]));
    const problems = { issues: [], count: 1, families: new Set(['lost']) };
    assert.deepEqual([...relabelExposition({ ...before, problems }, settings([given])).problems.families], families);
    assert.equal(relabelExposition(before, settings([given])).problems, before.problems);
  });
}
