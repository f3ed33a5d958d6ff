import assert from 'node:assert/strict';
import test from 'node:test';
import { grammarOf } from '../../../../main/core/parse/grammar.ts';
import { parseLine } from '../../../../main/core/parse/parse-line.ts';
import { TextRules } from '../../../../main/core/parse/strict-text.ts';

/** What the lines break, each with its line and family. */
function problems(text: string): string[] {
  const found: string[] = [];
  const rules = new TextRules(({ line, column, expected, family }) => {
    assert.equal(column, 1);
    found.push(`${line} ${expected} (${family ?? ''})`);
  });
  text.split('\n').forEach((line, at) => rules.line(parseLine(line, grammarOf('text', true)), at + 1));
  rules.end();
  return found;
}

const HISTOGRAM = '# TYPE h histogram\n';
const SUMMARY = '# TYPE s summary\n';

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['families that interleave, a HELP behind the samples', '# TYPE a gauge\na{b="1"} 1\nc 1\na{b="2"} 1\n# HELP a x', []],
  ['HELP without text', '# HELP a\n# HELP a x\n# HELP a ', []],
  ['HELP twice', '# HELP a x\n# HELP a y', ['2 # HELP only once (a)']],
  ['TYPE twice', '# TYPE a gauge\n# TYPE a untyped', ['2 # TYPE only once (a)']],
  ['TYPE behind the samples', 'a 1\n# TYPE a gauge', ['2 # TYPE before the samples (a)']],
  ['a series twice, with whatever time and order of labels', 'a{b="1",c="2"} 1 1\na{c="2",b="1"} 2 2', ['2 each series only once (a)']],
  ['a histogram', `${HISTOGRAM}h_sum 1\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 2\nh_count 2`, []],
  ['histograms that interleave', `${HISTOGRAM}h_bucket{le="+Inf",a="1"} 2\nh_bucket{le="+Inf",a="2"} 3\nh_count{a="1"} 2\nh_count{a="2"} 3`, []],
  ['no number in le', `${HISTOGRAM}h_bucket{le="bla"} 3.14\nh_bucket{le="+Inf"} 4\nh_count 4`, ['2 a number in "le" (h)']],
  ['a histogram that does not end', `${HISTOGRAM}h_bucket{le="1",a="1"} 3\nb 1\nh_count{a="1"} 3`, ['2 a bucket le="+Inf" (h)']],
  ['buckets without a TYPE', 'h_bucket{le="x"} 1', []],
  ['a summary', `${SUMMARY}s{quantile="0.5"} -1\ns{quantile="0.9"} NaN\ns{a="1",quantile="-2"} 1\ns_sum 1\ns_count 1`, []],
  ['no number in quantile', `${SUMMARY}s{quantile="bla"} 1\ns 1`, ['2 a number in "quantile" (s)', '3 a number in "quantile" (s)']],
  ['quantiles in another order', `${SUMMARY}s{quantile="0.9"} 1\ns{quantile="0.5"} 1`, ['3 quantiles in ascending order (s)']],
  ['a quantile twice', `${SUMMARY}s{quantile="0.5"} 1\ns{quantile="0.50"} 1`, ['3 quantiles in ascending order (s)']],
  ['quantiles without a TYPE', 's{quantile="x"} 1', []],
  ['a line that could not be read', 'a x\n# TYPE a gauge', []],
]; // prettier-ignore

for (const [name, text, expected] of CASES) {
  test(name, () => {
    assert.deepEqual(problems(text), expected);
  });
}
