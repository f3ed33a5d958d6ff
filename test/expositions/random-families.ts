import fc from 'fast-check';
import type { ExpositionFormat, MetricType } from '../../main/core/model/exposition.ts';
import type { Exemplar, Labels, Sample } from '../../main/core/model/sample.ts';
import type { PrintedFamily, PrintStyle } from './print-exposition.ts';

const HOSTILE_WORDS = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'le_',
  'a.b',
  'ü',
  '名',
  '{}',
  '#',
  ' ',
];
const HOSTILE_TEXTS = [
  '',
  '\\',
  '"',
  '\n',
  '\\n',
  '",b="',
  '} 1',
  ' # {a="b"} 1',
  '# EOF',
  '\r',
  '\u{2028}',
  '\t',
  'NaN',
];

const legacyName = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(...HOSTILE_TEXTS),
);
const anyName = fc.oneof(
  { weight: 3, arbitrary: legacyName },
  fc.constantFrom(...HOSTILE_WORDS),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
);

const anyValue = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 5e-324, -5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 53, 1e23),
);
const grownValue = fc.oneof(
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.nat(),
  fc.constant(2 ** 64),
);
const wholeMs = fc.integer({ min: -1e12, max: 4e12 });

/** Label sets that differ from each other, sorted by name as the reader gives them. */
const labelSets = (reserved: readonly string[]): fc.Arbitrary<readonly Labels[]> =>
  fc.uniqueArray(
    fc
      .uniqueArray(fc.tuple(anyName, anyText), { selector: ([name]) => name, maxLength: 4 })
      .map((pairs) => sorted(pairs.filter(([name]) => !reserved.includes(name)))),
    { selector: (labels) => JSON.stringify(labels.filter(([, value]) => value !== '')), minLength: 1, maxLength: 3 },
  );

/** With a value above `above` and at most `atMost`, as in a bucket. */
const exemplar = (above: number, atMost: number): fc.Arbitrary<Exemplar> =>
  fc.record(
    {
      labels: labelSets([]).map(([labels = []]) => labels),
      value: atMost === Infinity && above === -Infinity ? anyValue : fc.constant(atMost),
      timestampMs: fc.option(wholeMs, { nil: undefined }),
    },
    { noNullPrototype: true },
  );

const RESERVED = ['__name__', 'le', 'quantile'];

type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

/** What a family's samples are made with: all bear the same time, as one MetricPoint does. */
interface Making {
  readonly draw: Draw;
  readonly name: string;
  readonly timestampMs: number | undefined;
  readonly format: ExpositionFormat;
}

function sampleOf({ name, timestampMs }: Making, suffix: string, labels: Labels, value: number): Sample {
  return { name: name + suffix, labels: sorted(labels), value, timestampMs, exemplar: undefined };
}

function withExemplar(making: Making, sample: Sample, above = -Infinity, atMost = Infinity): Sample {
  if (making.format === 'text' || !making.draw(fc.boolean())) return sample;
  return { ...sample, exemplar: making.draw(exemplar(above, atMost)) };
}

function created(making: Making, labels: Labels): readonly Sample[] {
  if (making.format === 'text' || !making.draw(fc.boolean())) return [];
  return [sampleOf(making, '_created', labels, making.draw(fc.double({ min: 0, max: 4e9, noNaN: true })))];
}

function buckets(making: Making, labels: Labels, min: number): readonly Sample[] {
  const bound = fc.double({ min, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const bounds = making.draw(fc.uniqueArray(bound, { maxLength: 5 })).sort((a, b) => a - b);
  let total = 0;
  return [...bounds, Infinity].map((le, at) => {
    total += making.draw(fc.nat(1_000_000));
    const text = le === Infinity ? '+Inf' : String(le);
    const sample = sampleOf(making, '_bucket', [...labels, ['le', text]], total);
    return withExemplar(making, sample, bounds[at - 1], le);
  });
}

/** The samples of one labelled series, by the type of its family. */
const SERIES: Readonly<Record<MetricType, (making: Making, labels: Labels) => readonly Sample[]>> = {
  gauge: (making, labels) => [sampleOf(making, '', labels, making.draw(anyValue))],
  unknown: (making, labels) => [sampleOf(making, '', labels, making.draw(anyValue))],
  info: (making, labels) => [sampleOf(making, '_info', labels, 1)],
  stateset: (making, labels) =>
    ['a', 'b"', 'ü'].map((state) =>
      sampleOf(making, '', [...labels, [making.name, state]], making.draw(fc.constantFrom(0, 1))),
    ),
  counter: (making, labels) => [
    withExemplar(making, sampleOf(making, making.format === 'text' ? '' : '_total', labels, making.draw(grownValue))),
    ...created(making, labels),
  ],
  summary: (making, labels) => [
    ...making.draw(fc.subarray(['0', '0.5', '0.99', '1'])).map((quantile) => {
      const value = making.draw(fc.oneof(grownValue, fc.constant(NaN)));
      return sampleOf(making, '', [...labels, ['quantile', quantile]], value);
    }),
    sampleOf(making, '_sum', labels, making.draw(grownValue)),
    sampleOf(making, '_count', labels, making.draw(fc.nat())),
    ...created(making, labels),
  ],
  histogram: (making, labels) => {
    const parts = buckets(making, labels, 0);
    const count = sampleOf(making, '_count', labels, parts[parts.length - 1]?.value ?? 0);
    return [...parts, sampleOf(making, '_sum', labels, making.draw(grownValue)), count, ...created(making, labels)];
  },
  gaugehistogram: (making, labels) => {
    const parts = buckets(making, labels, -1e9);
    const count = sampleOf(making, '_gcount', labels, parts[parts.length - 1]?.value ?? 0);
    const lowest = parts[0]?.labels.find(([name]) => name === 'le')?.[1] ?? '';
    const sum = making.draw(lowest.startsWith('-') ? fc.integer() : fc.nat());
    return [...parts, count, sampleOf(making, '_gsum', labels, sum)];
  },
};

const TEXT_TYPES: readonly MetricType[] = ['counter', 'gauge', 'histogram', 'summary', 'unknown'];
const ALL_TYPES: readonly MetricType[] = [...TEXT_TYPES, 'gaugehistogram', 'info', 'stateset'];

interface Head {
  readonly type: MetricType;
  readonly name: string;
  readonly help: string;
}

/** Blanks in front of a HELP text are between tokens in the text format, and `\r` behind it belongs to a line end. */
const helpText = anyText.map((text) => text.replace(/^[ \t]+|\r$/g, ''));

/** Families that are valid in a format, with distinct names and series, as the reader is to find them; made when called. */
export function randomFamilies(format: ExpositionFormat): fc.Arbitrary<() => readonly PrintedFamily[]> {
  const type = fc.constantFrom(...(format === 'text' ? TEXT_TYPES : ALL_TYPES));
  const heads = fc.array(fc.record({ type, name: anyName, help: helpText }), { maxLength: 5 });
  return fc.tuple(heads, fc.gen()).map(([all, generator]) => {
    const draw: Draw = (arbitrary) => generator(() => arbitrary);
    return () => all.map((head, at) => familyOf(format, draw, head, at));
  });
}

function familyOf(format: ExpositionFormat, draw: Draw, head: Head, at: number): PrintedFamily {
  const canHaveUnit = format === 'openmetrics' && head.type !== 'info' && head.type !== 'stateset';
  const unit = canHaveUnit ? draw(fc.constantFrom('', 'seconds', 'bytes')) : '';
  // The number keeps names apart and keeps them from ending like a sample of another type.
  const name = `${head.name}_${String(at)}${unit === '' ? '' : `_${unit}`}`;
  const timestampMs = draw(fc.option(wholeMs, { nil: undefined }));
  const making: Making = { draw, name, timestampMs, format };
  const samples = draw(labelSets([...RESERVED, name])).flatMap((labels) => SERIES[head.type](making, labels));
  return { name, type: head.type, help: head.help, unit, samples };
}

export const randomStyle: fc.Arbitrary<PrintStyle> = fc.record({
  number: fc.constantFrom('shortest', 'exponent', 'padded exponent', 'leading zeros'),
  gap: fc.constantFrom(' ', '  ', ' \t'),
  trailingComma: fc.boolean(),
  bareUnknown: fc.boolean(),
});

function sorted(labels: Labels): Labels {
  return [...labels].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}
