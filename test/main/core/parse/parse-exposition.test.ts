import assert from 'node:assert/strict';
import test from 'node:test';
import { parseExposition } from '../../../../main/core/parse/parse-exposition.ts';

const read = (text: string) => parseExposition(new TextEncoder().encode(text));
const number = (value: number, labels: [string, string][] = []) => ({
  labels,
  value,
  timestampMs: undefined,
  createdMs: undefined,
});

const BUCKETS = 'h_bucket{le="1"} 2\nh_bucket{le="+Inf"} 3\n';

test('joins samples under their TYPE, a name without one is untyped', () => {
  const { families, issues } = read('# HELP a A.\n# TYPE a counter\na{x="1"} 1\na{x="2"} 2\nb 3');
  assert.deepEqual(issues, []);
  assert.deepEqual(families, [
    { name: 'a', help: 'A.', type: 'counter', series: [number(1, [['x', '1']]), number(2, [['x', '2']])] },
    { name: 'b', help: '', type: 'untyped', series: [number(3)] },
  ]);
});

test('makes a histogram of its parts, in whatever order, and takes the buckets apart', () => {
  const { families, issues } = read(
    '# TYPE h histogram\nh_sum 4.5\nh_bucket{le="+Inf"} 5\nh_bucket{le="0.5"} 1\nh_bucket{le="1"} 3\nh_count 5\n',
  );
  assert.deepEqual(issues, []);
  assert.deepEqual(families[0]?.series, [
    {
      labels: [],
      bounds: [0.5, 1],
      buckets: [1, 2, 2],
      count: 5,
      sum: 4.5,
      timestampMs: undefined,
      createdMs: undefined,
    },
  ]);
});

test('a summary is its two counters', () => {
  const { families } = read('# TYPE s summary\ns{quantile="0.5"} 1\ns_sum 7\ns_count 3\n');
  assert.deepEqual(
    families.map(({ name, type, series }) => [name, type, series.map((one) => 'value' in one && one.value)]),
    [
      ['s_sum', 'counter', [7]],
      ['s_count', 'counter', [3]],
    ],
  );
});

const BROKEN: readonly (readonly [string, string, number, string])[] = [
  ['a bad line costs that line', 'a 1\nb x\nc 2\n', 2, 'a number'],
  ['a series twice', 'a 1\na 2\n', 2, 'each series only once'],
  ['no +Inf bucket', '# TYPE h histogram\nh_bucket{le="1"} 2\nh_count 2\nh_sum 1\n', 2, 'a bucket le="+Inf"'],
  ['no count', `# TYPE h histogram\n${BUCKETS}h_sum 1\n`, 2, 'a _count beside the buckets'],
  ['another count', `# TYPE h histogram\n${BUCKETS}h_count 4\n`, 2, 'a _count equal to the bucket le="+Inf"'],
  [
    'falling buckets',
    '# TYPE h histogram\nh_bucket{le="1"} 4\nh_bucket{le="+Inf"} 3\nh_count 3\n',
    2,
    'buckets that do not fall',
  ],
  ['no number in le', `# TYPE h histogram\n${BUCKETS}h_bucket{le="x"} 3\nh_count 3\n`, 2, 'a number in every "le"'],
];

for (const [name, text, line, expected] of BROKEN) {
  test(`issue: ${name}`, () => {
    assert.deepEqual(
      read(text).issues.map((issue) => [issue.line, issue.expected]),
      [[line, expected]],
    );
  });
}

test('a line that cannot be read names the histogram it belongs to', () => {
  const { issues } = read('# TYPE h histogram\nh_bucket{le="1"} x\n');
  assert.equal(issues[0]?.family, 'h');
});

test('takes CRLF, no final newline, and bytes that are no UTF-8', () => {
  assert.deepEqual(read('a 1\r\nb 2').families.length, 2);
  assert.doesNotThrow(() => parseExposition(Uint8Array.from([0x61, 0xff, 0x20, 0x31])));
});
