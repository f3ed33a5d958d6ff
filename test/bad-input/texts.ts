import type { ExpositionFormat } from '../../main/core/model/exposition.ts';

/** A malformed text, and what is said of it. */
export interface BadText {
  readonly name: string;
  readonly text: string | Uint8Array;
  /** Text and tolerant unless it says otherwise. */
  readonly format?: ExpositionFormat;
  readonly strict?: boolean;
  /** Each as `line:column: what was expected`. */
  readonly issues: readonly string[];
  /** How many series are left of it. */
  readonly series: number;
}

const bad = (name: string, text: string | Uint8Array, ...issues: readonly string[]): BadText => ({
  name,
  text,
  issues,
  series: 0,
});
const openMetrics = (name: string, text: string, ...issues: readonly string[]): BadText => ({
  ...bad(name, text, ...issues),
  format: 'openmetrics',
});
const histogram = (name: string, lines: string, words: string): BadText =>
  bad(name, `# TYPE h histogram\n${lines}\nh_sum 1\n`, `2:1: ${words}`);

const NUMBERS: readonly BadText[] = [
  bad('a word for a value', 'c x\n', '1:3: a number'),
  bad('true for a value', 'c true\n', '1:3: a number'),
  bad('no value', 'c\n', '1:2: a number'),
  bad('no value behind labels', 'c{a="1"}\n', '1:9: a number'),
  bad('a hexadecimal value', 'c 0x10\n', '1:3: a number'),
  bad('a value with underscores', 'c 1_000\n', '1:3: a number'),
  bad('a value with a decimal comma', 'c 1,5\n', '1:3: a number'),
  bad('a value with its unit', 'c 5ms\n', '1:3: a number'),
  bad('digits of another script', 'c ٣\n', '1:3: a number'),
  bad('an exponent without digits', 'c 1e\n', '1:3: a number'),
  bad('a value beyond the largest double', 'c 1e309\n', '1:3: a number'),
  bad('a value of a hundred thousand digits', `c ${'9'.repeat(100_000)}\n`, '1:3: a number'),
  bad('a time with a fraction', 'c 1 1.5\n', '1:5: a time in ms'),
  bad('a time beyond 64 bits', 'c 1 99999999999999999999\n', '1:5: a time in ms'),
  bad('a third number', 'c 1 2 3\n', '1:7: the end of the line'),
  bad('an exemplar in the text format', 'c 1 # {t="1"} 1\n', '1:5: a time in ms'),
];

const NAMES: readonly BadText[] = [
  bad('a name that begins with a digit', '9c 1\n', '1:1: a metric name'),
  bad('a dotted name without quotes', 'a.b 1\n', '1:2: a number'),
  bad('a name in quotes without braces', '"a.b" 1\n', '1:1: a metric name'),
  bad('an empty name', '{""} 1\n', '1:2: a name'),
  bad('a name twice', 'a{"b.c"} 1\n', '1:2: one metric name'),
  bad('the name as a label', 'c{__name__="d"} 1\n', '1:3: another label name'),
];

const LABELS: readonly BadText[] = [
  bad('no closing brace', 'c{a="1" 1\n', '1:9: "," or "}"'),
  bad('no closing quote', 'c{a="1} 1\n', '1:5: a closing quote'),
  bad('no equals sign', 'c{a "1"} 1\n', '1:5: "=" after the label name'),
  bad('no quotes', 'c{a=1} 1\n', '1:5: a label value in quotes'),
  bad('single quotes', "c{a='1'} 1\n", '1:5: a label value in quotes'),
  bad('two commas', 'c{a="1",,b="2"} 1\n', '1:9: a label name or "}"'),
  bad('a leading comma', 'c{,a="1"} 1\n', '1:3: a label name or "}"'),
  bad('a label twice', 'c{a="1",a="2"} 1\n', '1:9: label "a" only once'),
  bad('__proto__ twice', 'c{__proto__="1",__proto__="2"} 1\n', '1:17: label "__proto__" only once'),
  bad('a label name with a dash', 'c{a-b="1"} 1\n', '1:4: "=" after the label name'),
  bad('a line break in a label value', 'c{a="1\n2"} 1\n', '1:5: a closing quote', '2:1: a metric name'),
  bad('a hundred thousand labels of one name', `c{${'a="1",'.repeat(100_000)}} 1\n`, '1:9: label "a" only once'),
  bad('a hundred thousand open quotes', `c{a="${'\\"'.repeat(100_000)}\n`, '1:5: a closing quote'),
];

const BYTES: readonly BadText[] = [
  bad('bytes that are no UTF-8', Buffer.from('c{a="\xff"} 1\n', 'latin1'), '1:6: UTF-8'),
  bad('UTF-16', Buffer.from('c 1\n', 'utf16le'), '1:2: a number', '2:1: a metric name'),
  bad('a NUL behind the name', 'c\0 1\n', '1:2: a number'),
  bad('carriage returns for newlines', 'a 1\rb 2\r', '1:3: a number'),
  { ...bad('a byte order mark', '\u{FEFF}a 1\n', '1:1: no byte order mark'), series: 1 },
  bad('a web page', '<!doctype html>\n<p>Login</p>\n', '1:1: a metric name', '2:1: a metric name'),
  bad('JSON', '{"error": "no"}\n', '1:9: "=", "," or "}"'),
];

const WRONG_TYPES: readonly BadText[] = [
  {
    ...bad(
      'an unknown type',
      '# TYPE a countr\na 1\n',
      '1:10: counter, gauge, histogram, summary, untyped, gaugehistogram, stateset, info, unknown',
    ),
    series: 1,
  },
  histogram('a histogram without +Inf', 'h_bucket{le="1"} 2\nh_count 2', 'a bucket le="+Inf"'),
  histogram('a bucket without le', 'h_bucket 2\nh_count 2', 'a number in every "le"'),
  histogram(
    'an le that is no number',
    'h_bucket{le="x"} 2\nh_bucket{le="+Inf"} 2\nh_count 2',
    'a number in every "le"',
  ),
  histogram(
    'an le twice',
    'h_bucket{le="1"} 2\nh_bucket{le="1.0"} 2\nh_bucket{le="+Inf"} 2\nh_count 2',
    'each "le" only once',
  ),
  histogram('buckets that fall', 'h_bucket{le="1"} 3\nh_bucket{le="+Inf"} 2\nh_count 2', 'buckets that do not fall'),
  histogram('a bucket that is not a number', 'h_bucket{le="+Inf"} NaN\nh_count NaN', 'buckets that do not fall'),
  histogram('another count', 'h_bucket{le="+Inf"} 2\nh_count 3', 'a _count equal to the bucket le="+Inf"'),
  {
    ...bad(
      'a quantile in words',
      '# TYPE s summary\ns{quantile="x"} 1\ns_sum 1\ns_count 1\n',
      '2:1: a number in "quantile"',
    ),
    series: 2,
  },
  { ...bad('a series twice', 'g 1\ng 2\n', '2:1: each series only once'), series: 1 },
  {
    ...bad('a series twice, its labels turned', 'g{a="1",b="2"} 1\ng{b="2",a="1"} 2\n', '2:1: each series only once'),
    series: 1,
  },
];

const OPENMETRICS: readonly BadText[] = [
  openMetrics('an exemplar without braces', 'c_total 1 # t 1\n# EOF\n', '1:13: the labels of an exemplar in braces'),
  openMetrics('an exemplar without a value', 'c_total 1 # {t="1"}\n# EOF\n', '1:20: a number'),
  openMetrics('a time in words', 'c_total 1 now\n# EOF\n', '1:11: a time in seconds'),
  openMetrics('a time beyond the largest double', 'c_total 1 1e400\n# EOF\n', '1:11: a time in seconds'),
  { ...openMetrics('text behind # EOF', 'a 1\n# EOF\nb 2\n', '3:1: nothing behind # EOF'), series: 1 },
  {
    ...openMetrics(
      'a unit that is not in the name',
      '# TYPE a gauge\n# UNIT a seconds\na 1\n# EOF\n',
      '1:1: a name that ends in "_seconds"',
    ),
    strict: true,
    series: 1,
  },
];

const STRICT_TEXT: readonly BadText[] = [
  { ...bad('no newline at the end', 'a 1', '1:1: a line feed behind the last line'), strict: true, series: 1 },
  { ...bad('an unknown escape', 'c{a="\\t"} 1\n', '1:6: \\\\, \\" or \\n'), strict: true },
];

export const BAD_TEXTS: readonly BadText[] = [
  ...NUMBERS,
  ...NAMES,
  ...LABELS,
  ...BYTES,
  ...WRONG_TYPES,
  ...OPENMETRICS,
  ...STRICT_TEXT,
];
