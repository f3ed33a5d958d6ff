import assert from 'node:assert/strict';
import test from 'node:test';
import { grammarOf } from '../../../../main/core/parse/grammar.ts';
import { parseLine } from '../../../../main/core/parse/parse-line.ts';
import { OpenMetricsRules } from '../../../../main/core/parse/strict-openmetrics.ts';

/** What the lines break, each with its line and family. */
function problems(text: string): string[] {
  const found: string[] = [];
  const rules = new OpenMetricsRules(({ line, column, expected, family }) => {
    assert.equal(column, 1);
    found.push(`${line} ${expected} (${family ?? ''})`);
  });
  text.split('\n').forEach((line, at) => rules.line(parseLine(line, grammarOf('openmetrics', true)), at + 1));
  rules.end();
  return found;
}

const clash = (name: string) => `no second family with the name "${name}"`;

const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', '# EOF', []],
  ['metadata in any order', '# UNIT a_s s\n# HELP a_s x\n# TYPE a_s counter\na_s_total 1\na_s_created 1', []],
  ['metadata alone', '# TYPE a counter\n# TYPE b gauge', []],
  ['empty metadata', '# HELP a \n# UNIT a ', []],
  ['no metadata', 'a 1\nb 1', []],
  ['metadata behind samples', '# HELP a x\na 1\n# TYPE a gauge', ['3 metadata before the samples (a)']],
  ['HELP twice', '# HELP a x\n# HELP a x', ['2 # HELP only once (a)']],
  ['TYPE twice', '# TYPE a info\n# TYPE a counter', ['2 # TYPE only once (a)']],
  ['UNIT twice', '# UNIT a_s s\n# UNIT a_s s', ['2 # UNIT only once (a_s)']],
  ['a family in two pieces', 'a 1\nb 1\na 2', [`3 ${clash('a')} (a)`]],
  ['metadata of a family in two pieces', '# TYPE a gauge\n# TYPE b gauge\n# HELP a x', [`3 ${clash('a')} (a)`]],
  ['a gauge that a counter could have', '# TYPE a_created gauge\n# TYPE a counter', [`2 ${clash('a_created')} (a)`]],
  ['a gauge that a counter had', '# TYPE a counter\n# TYPE a_total gauge', [`2 ${clash('a_total')} (a_total)`]],
  ['a counter without _total', '# TYPE a counter\na 1', [`2 ${clash('a')} (a)`]],
  ['an info without _info', '# TYPE a info\na 1', [`2 ${clash('a')} (a)`]],
  ['names that only begin alike', '# TYPE a gauge\na 1\n# TYPE ab gauge\nab 1\n# TYPE a_b counter\na_b_total 1', []],
  ['a unit that is not in the name', '# TYPE a gauge\n# UNIT a s', ['1 a name that ends in "_s" (a)']],
  ['a unit that is the name', '# UNIT s s', ['1 a name that ends in "_s" (s)']],
  ['a unit of an info', '# TYPE a_s info\n# UNIT a_s s', ['1 no unit for the type info (a_s)']],
  ['a unit of a stateset', '# UNIT a_s s\n# TYPE a_s stateset', ['1 no unit for the type stateset (a_s)']],
  ['a value that may not be', '# TYPE a counter\na_total NaN', ['2 a value that is neither negative nor NaN (a)']],
  ['an order that may not be', 'a 1 2\na 1 1', ['2 times that do not go back (a)']],
  ['a histogram that does not end, before another family', '# TYPE a histogram\na_sum 1\nb 1', ['2 a bucket le="+Inf" (a)']],
  ['a summary with the names of others', '# TYPE a summary\nquantile{quantile="0"} 0\na_sum 0', [`3 ${clash('a_sum')} (a_sum)`]],
  ['a line that could not be read', 'a x\nb 1', []],
]; // prettier-ignore

for (const [name, text, expected] of CASES) {
  test(name, () => {
    assert.deepEqual(problems(text), expected);
  });
}
