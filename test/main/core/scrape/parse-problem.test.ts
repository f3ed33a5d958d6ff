import assert from 'node:assert/strict';
import test from 'node:test';
import type { RawExposition } from '../../../../main/core/model/exposition.ts';
import { parseProblem } from '../../../../main/core/scrape/parse-problem.ts';

const sample = { name: 'a', labels: [], value: 1, timestampMs: undefined, exemplar: undefined };
const issue = { line: 3, column: 5, expected: 'a number', family: undefined };
const raw = (samples: number, issues: number, complete = true): RawExposition => ({
  format: 'openmetrics',
  families: [
    {
      name: 'a',
      type: 'unknown',
      help: '',
      unit: '',
      samples: Array.from({ length: samples }, () => ({ sample, line: 1 })),
    },
  ],
  problems: { issues: Array.from({ length: Math.min(issues, 2) }, () => issue), count: issues, families: new Set() },
  complete,
});

const CASES: readonly (readonly [name: string, raw: RawExposition, problem: string | undefined])[] = [
  ['samples', raw(1, 0), undefined],
  ['a bad line among good ones', raw(1, 1), undefined],
  ['cut short', raw(1, 0, false), 'the answer broke off: it is OpenMetrics and lacks its # EOF'],
  ['nothing', raw(0, 0), 'there are no metrics in it'],
  ['one bad line', raw(0, 1), 'there are no metrics in it: line 3, column 5: expected a number'],
  [
    'many bad lines',
    raw(0, 7),
    'there are no metrics in it: line 3, column 5: expected a number, and 6 more such lines',
  ],
];
for (const [name, exposition, problem] of CASES) {
  test(name, () => {
    assert.equal(parseProblem(exposition), problem);
  });
}
