import assert from 'node:assert/strict';
import test from 'node:test';
import { familiesOf, findSource, readSource } from '../../../../main/core/history/read-source.ts';
import type { Point } from '../../../../main/core/model/point.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';
import type { GaugeSource, Source } from '../../../../main/core/model/signal.ts';
import { gain, gauge, histogram, toldBy } from './told.ts';

const of = { family: 'g' };
const sum: GaugeSource = { kind: 'gauge', of, take: 'sum' };
const engine = (model: string, number: string): Labels => [
  ['engine', number],
  ['model_name', model],
];
const ENGINES = [
  gauge('g', 0.2, engine('a', '0')),
  gauge('g', 0.6, engine('a', '1')),
  gauge('g', 0.3, engine('b', '0')),
];
const whole = ({ value }: { value: number }): number => value;

const GAUGES: readonly (readonly [string, GaugeSource, readonly Point[], number | string])[] = [
  ['sum', sum, [gauge('g', 2), gauge('g', 3)], 5],
  ['mean', { ...sum, take: 'mean' }, [gauge('g', 2), gauge('g', 3)], 2.5],
  ['max, below zero too', { ...sum, take: 'max' }, [gauge('g', -2), gauge('g', -3)], -2],
  ['a scale', { ...sum, scale: 0.01 }, [gauge('g', 50)], 0.5],
  ['engines averaged, of the models the fullest', { ...sum, within: { labels: ['model_name'], take: 'mean' }, take: 'max' }, ENGINES, 0.4],
  ['what stands there twice counts once', { ...sum, within: { labels: ['model_name'], take: 'max' } }, ENGINES, 0.8999999999999999],
  ['only the chosen label', { ...sum, of: { family: 'g', where: { label: 'engine', in: ['1', '2'] } } }, ENGINES, 0.6],
  ['others are added', { ...sum, plus: ['h', 'absent'] }, [gauge('g', 1), gauge('h', 2)], 3],
  ['other metrics are not', sum, [gauge('g', 1), gauge('gg', 2)], 1],
  ['what is not supported is left out', { ...sum, ignored: [2 ** 63] }, [gauge('g', 9223372036854775794), gauge('g', 1)], 1],
  ['nothing is supported', { ...sum, ignored: [2 ** 63] }, [gauge('g', 9223372036854775794)], 'not_supported'],
  ['NaN is left out', sum, [gauge('g', NaN), gauge('g', Infinity), gauge('g', 1)], 1],
  ['only NaN', sum, [gauge('g', NaN)], 'not_a_number'],
  ['a counter is no gauge', sum, [gain('g', 1)], 'other_type'],
  ['nor is a histogram', sum, [histogram('g', [1], [1, 0])], 'other_type'],
]; // prettier-ignore

for (const [name, source, points, expected] of GAUGES) {
  test(`a gauge: ${name}`, () => {
    const reading = readSource(source, points, whole);
    assert.equal(reading.kind === 'value' ? reading.value : reading.kind === 'unknown' && reading.why, expected);
  });
}

const reason = (value: string): { labels: Labels } => ({ labels: [['finished_reason', value]] });
const FINISHED = [gain('n', 5, reason('stop')), gain('n', 2, reason('length')), gain('n', 1, reason('abort'))];
const where = (...values: string[]): Source => ({
  kind: 'rate',
  of: { family: 'n', where: { label: 'finished_reason', in: values } },
});

const RATES: readonly (readonly [string, Source, readonly Point[], number | string])[] = [
  ['all series', { kind: 'rate', of: { family: 'n' } }, FINISHED, 8],
  ['chosen ones', where('stop', 'length'), FINISHED, 7],
  ['a series that is not there yet counted nothing', where('error'), FINISHED, 0],
  ['with others', { kind: 'rate', of: { family: 'n' }, plus: ['m'] }, [...FINISHED, gain('m', 10)], 18],
  ['a scale', { kind: 'rate', of: { family: 'n' }, scale: 0.5 }, FINISHED, 4],
  ['no point', where('error'), [], 'no_difference'],
  ['a gauge is no counter', where('stop'), [gauge('n', 1)], 'other_type'],
];

for (const [name, source, points, expected] of RATES) {
  test(`a rate: ${name}`, () => {
    const reading = readSource(source, points, whole);
    assert.equal(reading.kind === 'value' ? reading.value : reading.kind === 'unknown' && reading.why, expected);
  });
}

test('a rate weighs each gain by itself', () => {
  const points = [gain('n', 8, { startMs: 0, timeMs: 4_000 }), gain('n', 3, { startMs: 1_000, timeMs: 4_000 })];
  const reading = readSource({ kind: 'rate', of: { family: 'n' } }, points, (point) => point.timeMs - point.startMs);
  assert.deepEqual(reading, { kind: 'value', value: 7_000 });
});

test('histograms add up bucket by bucket, or say why not', () => {
  const source: Source = { kind: 'quantile', of: { family: 'h' }, quantile: 0.5 };
  const equal = [histogram('h', [1, 2], [1, 2, 3]), histogram('h', [1, 2], [4, 5, 6])];
  assert.deepEqual(readSource(source, equal, whole), {
    kind: 'distribution',
    distribution: { bounds: [1, 2], buckets: [5, 7, 9] },
  });
  const unequal = [histogram('h', [1, 2], [1, 2, 3]), histogram('h', [1, 3], [4, 5, 6])];
  assert.deepEqual(readSource(source, unequal, whole), { kind: 'unknown', why: 'unequal_bounds' });
  assert.deepEqual(readSource(source, [gain('h', 1)], whole), { kind: 'unknown', why: 'other_type' });
  assert.deepEqual(readSource(source, [], whole), { kind: 'unknown', why: 'no_difference' });
});

test('a quotient needs both', () => {
  const source: Source = { kind: 'quotient', of: { family: 'us' }, per: { family: 'n' } };
  const points = [gain('us', 5), gain('us', 6), gain('n', 2), gain('n', 1)];
  assert.deepEqual(readSource(source, points, whole), { kind: 'quotient', dividend: 11, divisor: 3 });
  assert.deepEqual(readSource(source, [gain('us', 5)], whole), { kind: 'unknown', why: 'other_type' });
  assert.deepEqual(readSource(source, [], whole), { kind: 'unknown', why: 'no_difference' });
});

test('the first source that is there is found; a family without series is not there', () => {
  const [first, second]: readonly Source[] = [sum, { ...sum, of: { family: 'h' } }];
  const signal = { id: 's', sources: [first!, second!] };
  const there = toldBy([gauge('h', 1)]);
  const empty = toldBy([gauge('g', 1)]).map((family) => ({ ...family, series: [] }));
  assert.equal(findSource(signal, [...empty, ...there]), second);
  assert.equal(findSource(signal, [...there, ...toldBy([gauge('g', 1)])]), first);
  assert.equal(findSource(signal, empty), undefined);
});

test('a gauge must have the chosen series; a counter need not, and a quotient needs both families', () => {
  const told = toldBy([gauge('n', 1, reason('stop').labels)]);
  const chosen = { family: 'n', where: { label: 'finished_reason', in: ['error'] } };
  assert.equal(findSource({ id: 's', sources: [{ kind: 'gauge', of: chosen, take: 'sum' }] }, told), undefined);
  assert.notEqual(findSource({ id: 's', sources: [where('error')] }, told), undefined);
  const quotient: Source = { kind: 'quotient', of: { family: 'n' }, per: { family: 'm' } };
  assert.equal(findSource({ id: 's', sources: [quotient] }, told), undefined);
});

test('names the families that are there, in the order of the source', () => {
  const told = toldBy([gauge('h', 1), gauge('g', 1), gauge('other', 1)]);
  assert.deepEqual(familiesOf({ ...sum, plus: ['h', 'absent'] }, told), ['g', 'h']);
  const [h, g] = told;
  const empty = { ...g, series: [] } as unknown as NonNullable<typeof h>;
  assert.deepEqual(familiesOf({ ...sum, plus: ['h'] }, [h!, empty]), ['h']);
  const quotient: Source = { kind: 'quotient', of: { family: 'h' }, per: { family: 'g' } };
  assert.deepEqual(familiesOf(quotient, told), ['h', 'g']);
});
