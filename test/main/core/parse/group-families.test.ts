import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExpositionFormat, MetricType, RawExposition } from '../../../../main/core/model/exposition.ts';
import type { Exposition, NumberSeries } from '../../../../main/core/model/family.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { groupFamilies } from '../../../../main/core/parse/group-families.ts';

/** One sample per line, counted from 1. */
type Row = readonly [name: string, value: number, labels?: Labels, timestampMs?: number];
type Types = readonly (readonly [name: string, type: MetricType, ...rows: readonly Row[]])[];

function raw(format: ExpositionFormat, types: Types): RawExposition {
  let line = 0;
  const families = types.map(([name, type, ...rows]) => {
    const samples = rows.map(([sampleName, value, labels = [], timestampMs]) => {
      line += 1;
      return { sample: { name: sampleName, value, labels, timestampMs, exemplar: undefined }, line };
    });
    return { name, type, help: `${name}!`, unit: `${name}?`, samples };
  });
  return { format, families, problems: { issues: [], count: 0, families: new Set() }, complete: true };
}

const group = (format: ExpositionFormat, ...types: Types): Exposition => groupFamilies(raw(format, types));

/** Name, type and values of each family, in order. */
function outline({ families }: Exposition) {
  return families.map(({ name, type, series }) => [
    name,
    type,
    ...series.map((one) => ('value' in one ? one.value : one.count)),
  ]);
}

const createdOf = ({ families }: Exposition, name: string) =>
  families.find((family) => family.name === name)?.series.map((series) => series.createdMs);

const le = (bound: string): Labels => [['le', bound]];
const quantile = (value: string): Labels => [['quantile', value]];
const X: Labels = [['x', '1']];
const BUCKETS: readonly Row[] = [['h_bucket', 2, le('1')], ['h_bucket', 3, le('+Inf')], ['h_count', 3], ['h_sum', 1]]; // prettier-ignore

for (const type of ['gauge', 'unknown', 'counter', 'stateset'] as const) {
  test(`a ${type} stays one, with its HELP, UNIT, labels and times`, () => {
    const { families, problems } = group('text', ['a', type, ['a', 1, X, 7], ['a', 2]]);
    assert.equal(problems.count, 0);
    const series: NumberSeries[] = [
      { labels: X, value: 1, timestampMs: 7, createdMs: undefined },
      { labels: [], value: 2, timestampMs: undefined, createdMs: undefined },
    ];
    assert.deepEqual(families, [{ name: 'a', type, help: 'a!', unit: 'a?', series }]);
  });
}

test('families have the names under which they are sent', () => {
  const exposition = group(
    'openmetrics',
    ['c', 'counter', ['c_total', 1], ['c_created', 9]],
    ['i', 'info', ['i_info', 1, X]],
    ['s', 'summary', ['s', 4, quantile('0.5')], ['s_sum', 5], ['s_count', 6], ['s_created', 9]],
    ['g', 'gaugehistogram', ['g_bucket', 1, le('+Inf')], ['g_gsum', -2], ['g_gcount', 1]],
    ['h', 'histogram', ...BUCKETS, ['h_created', 9]],
    ['e', 'gauge'],
  );
  assert.deepEqual(outline(exposition), [
    ['c_total', 'counter', 1],
    ['i_info', 'info', 1],
    ['s', 'quantile', 4],
    ['s_sum', 'counter', 5],
    ['s_count', 'counter', 6],
    ['g_bucket', 'gauge', 1],
    ['g_gsum', 'gauge', -2],
    ['g_gcount', 'gauge', 1],
    ['h', 'histogram', 3],
  ]);
  assert.deepEqual(
    exposition.families.map(({ help, unit }) => help + unit),
    ['c!c?', 'i!i?', 's!s?', 's!s?', 's!s?', 'g!g?', 'g!g?', 'g!g?', 'h!h?'],
  );
  for (const name of ['c_total', 's_sum', 's_count', 'h']) assert.deepEqual(createdOf(exposition, name), [9000], name);
  for (const name of ['i_info', 's', 'g_gsum']) assert.deepEqual(createdOf(exposition, name), [undefined], name);
});

test('in the text format gauges tell when the series beside them began, and stay gauges', () => {
  const exposition = group(
    'text',
    ['c_total', 'counter', ['c_total', 1, X], ['c_total', 1]],
    ['c_created', 'gauge', ['c_created', 9, X]],
    ['d', 'counter', ['d', 1]],
    ['d_created', 'gauge', ['d_created', 8]],
    ['s', 'summary', ['s_sum', 1], ['s_count', 1]],
    ['s_created', 'gauge', ['s_created', 7]],
    ['h', 'histogram', ...BUCKETS],
    ['h_created', 'gauge', ['h_created', 6]],
  );
  assert.deepEqual(createdOf(exposition, 'c_total'), [9000, undefined]);
  assert.deepEqual(createdOf(exposition, 'd'), [8000]);
  assert.deepEqual(createdOf(exposition, 's_sum'), [7000]);
  assert.deepEqual(createdOf(exposition, 's_count'), [7000]);
  assert.deepEqual(createdOf(exposition, 'h'), [6000]);
  assert.deepEqual(
    outline(exposition).filter(([, type]) => type === 'gauge'),
    [['c_created', 'gauge', 9], ['d_created', 'gauge', 8], ['s_created', 'gauge', 7], ['h_created', 'gauge', 6]],
  ); // prettier-ignore
});

test('a sample that does not fit the type of its family is a family of its own', () => {
  const exposition = group(
    'text',
    ['h', 'histogram', ['h', 1], ...BUCKETS, ['h_created', 2], ['renamed', 3], ['_bucket', 3]],
    ['s', 'summary', ['s_bucket', 4], ['s_created', 5]],
    ['g', 'gaugehistogram', ['g_sum', 6], ['g', 7]],
    ['c', 'counter', ['renamed_total', 8]],
  );
  assert.deepEqual(outline(exposition), [
    ['h', 'histogram', 3],
    ['h', 'unknown', 1],
    ['h_created', 'unknown', 2],
    ['renamed', 'unknown', 3],
    ['_bucket', 'unknown', 3],
    ['s_bucket', 'unknown', 4],
    ['s_created', 'unknown', 5],
    ['g_sum', 'unknown', 6],
    ['g', 'unknown', 7],
    ['renamed_total', 'counter', 8],
  ]);
});

test('a series that comes twice counts once, with its first value; nothing is short of it', () => {
  const exposition = group('text', ['a', 'gauge', ['a', 1, X], ['a', 2], ['a', 3, X]]);
  assert.deepEqual(exposition.problems, {
    issues: [{ line: 3, column: 1, expected: 'each series only once', family: 'a' }],
    count: 1,
    families: new Set(),
  });
  assert.deepEqual(outline(exposition), [['a', 'gauge', 1, 2]]);
});

test('a series that two families have under one name counts once', () => {
  const exposition = group('text', ['a', 'gauge', ['c', 1, X]], ['b', 'gauge', ['c', 2, X], ['c', 3]]);
  assert.deepEqual(outline(exposition), [
    ['c', 'gauge', 1],
    ['c', 'gauge', 3],
  ]);
  assert.deepEqual(
    exposition.problems.issues.map(({ line, family }) => [line, family]),
    [[2, 'c']],
  );
});

test('numbers in labels are compared as numbers', () => {
  const twice = group(
    'text',
    ['s', 'summary', ['s', 1, quantile('0.5')], ['s', 2, quantile('0.50')], ['s', 3, quantile('0.9')]],
    ['g', 'gaugehistogram', ['g_bucket', 1, le('1')], ['g_bucket', 2, le('1e0')]],
  );
  assert.deepEqual(outline(twice), [['s', 'quantile', 1, 3], ['g_bucket', 'gauge', 1]]); // prettier-ignore
  assert.deepEqual(
    twice.problems.issues.map(({ line, expected }) => [line, expected]),
    [[2, 'each series only once'], [5, 'each series only once']],
  ); // prettier-ignore
});

for (const labels of [[], quantile('x'), quantile('NaN'), quantile('')]) {
  test(`a quantile of ${JSON.stringify(labels)} is left out`, () => {
    const exposition = group('text', ['s', 'summary', ['s', 1, labels], ['s', 2, quantile('1')]]);
    assert.deepEqual(outline(exposition), [['s', 'quantile', 2]]);
    assert.deepEqual(exposition.problems, {
      issues: [{ line: 1, column: 1, expected: 'a number in "quantile"', family: 's' }],
      count: 1,
      families: new Set(['s']),
    });
  });
}

test('a histogram that does not add up is left out, and its family is short', () => {
  const exposition = group('text', ['h', 'histogram', ['h_count', 3]]);
  assert.deepEqual(outline(exposition), []);
  assert.deepEqual(exposition.problems, {
    issues: [{ line: 1, column: 1, expected: 'a bucket le="+Inf"', family: 'h' }],
    count: 1,
    families: new Set(['h']),
  });
});

test('what the reading found comes first', () => {
  const issue = { line: 9, column: 2, expected: 'a number', family: undefined };
  const problems = { issues: [issue], count: 5, families: new Set([undefined]) };
  const exposition = groupFamilies({ ...raw('text', [['h', 'histogram', ['h_count', 3]]]), problems });
  assert.deepEqual(exposition.problems.issues.map(({ line }) => line), [9, 1]); // prettier-ignore
  assert.deepEqual([exposition.problems.count, [...exposition.problems.families]], [6, [undefined, 'h']]);
});
