import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExpositionFormat, RawExposition } from '../../../../main/core/model/exposition.ts';
import { readExposition } from '../../../../main/core/parse/read-exposition.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string, format: ExpositionFormat = 'text', strict = false) =>
  readExposition(encode(text), { format, strict });

/** Each family as `name type: line sample, …`. */
const outline = ({ families }: RawExposition) =>
  families.map(({ name, type, samples }) => {
    return `${name} ${type}: ${samples.map(({ line, sample }) => `${line} ${sample.name}`).join(', ')}`;
  });

const issues = ({ problems }: RawExposition) =>
  problems.issues.map(({ line, column, expected, family }) => `${line}:${column} ${expected} (${family ?? ''})`);

test('a sample carries all that its line says', () => {
  const { format, families, complete } = read(
    '# TYPE a_seconds counter\n# UNIT a_seconds seconds\n# HELP a_seconds A\\n.\n' +
      'a_seconds_total{y="2",x="1"} 1.5 7 # {t="u"} 0.5 8\n# EOF\n',
    'openmetrics',
  );
  assert.deepEqual([format, complete], ['openmetrics', true]);
  const exemplar = { labels: [['t', 'u']], value: 0.5, timestampMs: 8000 };
  const labels = [['x', '1'], ['y', '2']]; // prettier-ignore
  const sample = { name: 'a_seconds_total', labels, value: 1.5, timestampMs: 7000, exemplar };
  assert.deepEqual(families, [
    { name: 'a_seconds', type: 'counter', help: 'A\n.', unit: 'seconds', samples: [{ sample, line: 4 }] },
  ]);
});

test('samples stand under their TYPE, wherever it is; a name without one is unknown', () => {
  const late = read('h_sum 1\na 2\nb 3\n# TYPE h histogram\nh_bucket{le="+Inf"} 1\n# TYPE a gauge\nh_count 1\n');
  assert.deepEqual(outline(late), ['b unknown: 3 b', 'h histogram: 1 h_sum, 5 h_bucket, 7 h_count', 'a gauge: 2 a']);
  assert.deepEqual(issues(late), []);
});

test('families may interleave and metadata may repeat: the last one counts', () => {
  const mixed = read('# TYPE a gauge\n# HELP a 1\na{x="1"} 1\nb 1\na{x="2"} 1\n# TYPE a counter\n# HELP a 2\n');
  assert.deepEqual(outline(mixed), ['a counter: 3 a, 5 a', 'b unknown: 4 b']);
  assert.equal(mixed.families[0]?.help, '2');
  assert.deepEqual(issues(mixed), []);
});

test('a family without samples is one; _created is a family of its own only in the text format', () => {
  const text = '# TYPE a counter\na_total 1\na_created 2\n# TYPE b gauge\n# EOF\n';
  assert.deepEqual(outline(read(text)), ['a counter: 2 a_total', 'a_created unknown: 3 a_created', 'b gauge: ']);
  assert.deepEqual(outline(read(text, 'openmetrics')), ['a counter: 2 a_total, 3 a_created', 'b gauge: ']);
});

test('names that objects have are names', () => {
  const { families } = read('__proto__{constructor="1",__proto__="2"} 1\nconstructor 2\n# TYPE toString gauge\n');
  assert.deepEqual(families.map(({ name }) => name).sort(), ['__proto__', 'constructor', 'toString']);
});

/** Format, text, and the issues, each with the family that it concerns. */
const TOLERANT: readonly (readonly [string, ExpositionFormat, string, readonly string[]])[] = [
  ['a bad line costs that line', 'text', 'a 1\nb x\nc 2', ['2:3 a number (b)']],
  ['a bad line of a histogram names it, even before its TYPE', 'text', 'h_bucket{le=1} 1\n# TYPE h histogram', ['1:13 a label value in quotes (h)']],
  ['a bad line of a summary names what is sent', 'text', '# TYPE s summary\ns_sum x\ns x', ['2:7 a number (s_sum)', '3:3 a number (s)']],
  ['a bad line of a counter names what is sent', 'openmetrics', '# TYPE c counter\nc_total x\n# EOF', ['2:9 a number (c_total)']],
  ['a line without a name', 'text', '{} 1', ['1:1 a metric name ()']],
  ['CRLF', 'text', '# TYPE a gauge\r\na 1\r\n\r\na{b="c"} 2 3\r', []],
  ['CRLF', 'openmetrics', 'a 1\r\n# EOF\r\n', []],
  ['a CR within a line', 'text', 'a 1\rb 2', ['1:3 a number (a)']],
  ['a byte order mark', 'text', '\ufeffa 1', ['1:1 no byte order mark ()']],
  ['a second byte order mark', 'text', 'a 1\n\ufeffb 1', ['2:1 a metric name ()']],
  ['text behind the end', 'openmetrics', 'a 1\n# EOF\nb 2\nc 3', ['3:1 nothing behind # EOF ()']],
  ['text behind an empty line behind the end', 'openmetrics', 'a 1\n# EOF\n\nb 2', ['4:1 nothing behind # EOF ()']],
  ['empty lines behind the end', 'openmetrics', 'a 1\n# EOF\n\n\r\n', []],
  ['comments and empty lines', 'openmetrics', '\n# x\na 1\n# EOF', []],
  ['no final newline', 'text', 'a 1', []],
  ['nothing', 'text', '', []],
]; // prettier-ignore

for (const [name, format, text, expected] of TOLERANT) {
  test(`${format}: ${name}`, () => {
    const raw = read(text, format);
    assert.deepEqual(issues(raw), expected);
    assert.equal(raw.problems.count, expected.length);
    assert.equal(raw.complete, true);
  });
}

test('only what may cost samples leaves a family short', () => {
  const short = (text: string, format?: ExpositionFormat) => [...read(text, format).problems.families];
  assert.deepEqual(short('\ufeffa 1\nb x\n{} 1\n'), ['b', undefined]);
  assert.deepEqual(short('a 1\n# EOF\nb 1\n', 'openmetrics'), []);
});

test('OpenMetrics without its end was cut short, and text 0.0.4 never is', () => {
  for (const text of ['', 'a 1\n', 'a 1\n# EO', 'a 1\n# EOFs', ' \n']) {
    for (const strict of [false, true]) assert.equal(read(text, 'openmetrics', strict).complete, false, text);
    assert.equal(read(text).complete, true);
  }
});

test('a line with bytes that are no UTF-8 is lost in either reading, and only that line', () => {
  const body = Uint8Array.from([...encode('a 1\nb{c="'), 0xff, ...encode('"} 2\nd{e="\ufffd"} 3\n')]);
  for (const strict of [false, true]) {
    const raw = readExposition(body, { format: 'text', strict });
    assert.deepEqual(issues(raw), ['2:6 UTF-8 (b)']);
    assert.deepEqual(outline(raw), ['a unknown: 1 a', 'd unknown: 3 d']);
  }
});

const STRICT: readonly (readonly [string, ExpositionFormat, string, readonly string[]])[] = [
  ['no final newline', 'text', 'a 1\nb 2', ['2:1 a line feed behind the last line ()']],
  ['CRLF', 'text', 'a 1\r\n', ['1:3 a number (a)']],
  ['CRLF', 'openmetrics', 'a 1\r\n# EOF\n', ['1:3 a number (a)']],
  ['a byte order mark', 'text', '\ufeffa 1\n', ['1:1 no byte order mark ()']],
  ['an empty line behind the end', 'openmetrics', 'a 1\n# EOF\n\n', ['3:1 nothing behind # EOF ()']],
  ['a rule of the text format', 'text', 'a 1\n# TYPE a gauge\n', ['2:1 # TYPE before the samples (a)']],
  ['a rule of OpenMetrics', 'openmetrics', '# TYPE a counter\na_total -1\n# EOF', ['2:1 a value that is neither negative nor NaN (a)']],
  ['a rule seen at the end', 'openmetrics', '# UNIT a b\n# EOF', ['1:1 a name that ends in "_b" (a)']],
  ['nothing', 'text', '', []],
  ['nothing but the end', 'openmetrics', '# EOF', []],
]; // prettier-ignore

for (const [name, format, text, expected] of STRICT) {
  test(`strict ${format}: ${name}`, () => {
    const raw = read(text, format, true);
    assert.deepEqual(issues(raw), expected);
    assert.equal(raw.complete, true);
  });
}

test('hostile texts are read to their end', () => {
  const many = 'x'.repeat(100_000);
  const labels = Array.from({ length: 20_000 }, (_, at) => `l${20_000 - at}="v"`).join(',');
  const texts = [
    '\n'.repeat(300_000),
    '{"'.repeat(100_000),
    `a{${'b="'.repeat(50_000)}`,
    `a{b="${'\\"'.repeat(100_000)}`,
    `a{${labels}} 1`,
    `a ${'9'.repeat(200_000)}x`,
    `# HELP a ${'\\'.repeat(200_001)}"`,
    `${many} ${many}`,
    'a{b="1"} 1\n'.repeat(30_000),
    Array.from({ length: 50_000 }, (_, at) => `# TYPE f${at} counter\n`).join(''),
    Array.from({ length: 50_000 }, (_, at) => `f${at} x\n`).join(''),
    '# EOF\n'.repeat(50_000),
  ];
  for (const text of texts) {
    for (const format of ['text', 'openmetrics'] as const) {
      for (const strict of [false, true]) assert.doesNotThrow(() => read(text, format, strict));
    }
  }
  assert.equal(read(`a{${labels}} 1`).families[0]?.samples[0]?.sample.labels.length, 20_000);
});
