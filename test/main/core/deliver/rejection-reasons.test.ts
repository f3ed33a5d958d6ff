import assert from 'node:assert/strict';
import test from 'node:test';
import { rejectionKey, rejectionReasons } from '../../../../main/core/deliver/rejection-reasons.ts';

const HEAD = 'The following issues were encountered while ingesting OTLP metrics:\nErrors:\n';
const told = (message: string) => rejectionReasons(message).map(({ metric, code }) => [metric, code]);

const FORMS: readonly (readonly [string, string, readonly (readonly [string, string])[]])[] = [
  ['nothing', '', []],
  ['headings alone', HEAD, []],
  ['an unsupported metric', `${HEAD}Unsupported metric: 'a_total' - Reason: UNSUPPORTED_METRIC_TYPE_SUMMARY`, [['a_total', 'UNSUPPORTED_METRIC_TYPE_SUMMARY']]],
  ['a value with details', `${HEAD}Metric value dropped. key: 'p99' details: 'Value was NaN' - Reason: VALUE_INVALID\n`, [['p99', 'VALUE_INVALID']]],
  ['a key that does not come first', "Dropped 'x' key: 'p99' - Reason: VALUE_INVALID", [['p99', 'VALUE_INVALID']]],
  ['a name alone', 'a.b_c - Reason: DIMENSION_COUNT_EXCEEDED', [['a.b_c', 'DIMENSION_COUNT_EXCEEDED']]],
  ['no name', 'Something went wrong - Reason: VALUE_INVALID', [['', 'VALUE_INVALID']]],
  ['no name at all', 'Reason: OTLP_MESSAGE_MAX_SIZE_EXCEEDED', [['', 'OTLP_MESSAGE_MAX_SIZE_EXCEEDED']]],
  ['errors and warnings', `${HEAD}a - Reason: VALUE_INVALID\r\nWarnings:\r\nb - Reason: METRIC_UNIT_INVALID_CHARACTERS`, [['a', 'VALUE_INVALID'], ['b', 'METRIC_UNIT_INVALID_CHARACTERS']]],
  ['each pair once', 'a - Reason: X\na - Reason: X\na - Reason: Y\nb - Reason: X', [['a', 'X'], ['a', 'Y'], ['b', 'X']]],
  ['another form', 'out of memory\nout of memory\nout of disk', [['', ''], ['', '']]],
]; // prettier-ignore

for (const [name, message, expected] of FORMS) {
  test(name, () => {
    assert.deepEqual(told(message), expected);
  });
}

const DO: readonly (readonly [string, RegExp])[] = [
  ['UNSUPPORTED_METRIC_TYPE_MONOTONIC_CUMULATIVE_SUM', /deltas only\. .*report it/],
  ['UNSUPPORTED_METRIC_TYPE_CUMULATIVE_HISTOGRAM', /deltas only/],
  ['UNSUPPORTED_METRIC_TYPE_UNSPECIFIED_TEMPORALITY', /deltas only/],
  ['UNSUPPORTED_METRIC_TYPE_SUMMARY', /no summaries/],
  ['HISTOGRAM_BUCKET_INVALID', /bounds/],
  ['DIMENSION_COUNT_EXCEEDED', /50, or 100.*metric_relabel_configs/],
  ['DIMENSION_KEY_OR_VALUE_EMPTY', /label.*metric_relabel_configs/],
  ['VALUE_INVALID', /NaN/],
  ['METRIC_KEY_INVALID', /2 to 255/],
  ['METRIC_UNIT_INVALID_CHARACTERS', /unit/],
  ['OTLP_MESSAGE_MAX_SIZE_EXCEEDED', /4 MB/],
];

for (const [code, sentence] of DO) {
  test(`what to do about ${code}`, () => {
    assert.match(rejectionReasons(`a - Reason: ${code}`)[0]?.sentence ?? '', sentence);
  });
}

test('a code that is not known, and what is no list, are told as they are', () => {
  const unknown = "Metric dropped. key: 'a' details: 'too\u001b odd' - Reason: ODD_METRIC";
  const [first, second] = rejectionReasons(`${unknown}\nout of memory`);
  assert.deepEqual(first, { metric: 'a', code: 'ODD_METRIC', sentence: unknown.replace('\u001b', '\ufffd') });
  assert.deepEqual(second, { metric: '', code: '', sentence: 'out of memory' });
});

test('names and sentences are cut, and there are at most a hundred', () => {
  const long = 'm'.repeat(300);
  const [reason] = rejectionReasons(`key: '${long}' - Reason: ODD`);
  assert.equal(reason?.metric, `${'m'.repeat(255)} …`);
  assert.equal(reason.sentence.length, 302);
  const many = Array.from({ length: 150 }, (_, at) => `m${String(at)} - Reason: ODD`).join('\n');
  assert.equal(rejectionReasons(many).length, 100);
});

test('two reasons are the same by metric and code, without a code by what they say', () => {
  const reason = { metric: 'a', code: 'X', sentence: '1' };
  assert.equal(rejectionKey(reason), rejectionKey({ ...reason, sentence: '2' }));
  assert.notEqual(rejectionKey({ ...reason, code: '' }), rejectionKey({ ...reason, code: '', sentence: '2' }));
  assert.notEqual(rejectionKey(reason), rejectionKey({ ...reason, metric: 'b' }));
});
