import assert from 'node:assert/strict';
import test from 'node:test';
import { processStartOf } from '../../../../main/core/delta/process-start.ts';
import type { RawFamily } from '../../../../main/core/model/exposition.ts';
import type { Labels } from '../../../../main/core/model/sample.ts';

const NAME = 'process_start_time_seconds';
const family = (name: string, ...samples: readonly (readonly [number, Labels?])[]): RawFamily => ({
  name,
  type: 'gauge',
  help: '',
  unit: '',
  samples: samples.map(([value, labels = []], line) => ({
    line,
    sample: { name, labels, value, timestampMs: undefined, exemplar: undefined },
  })),
});

const CASES: readonly (readonly [string, readonly RawFamily[], number | undefined])[] = [
  ['single and unlabelled', [family('a', [1]), family(NAME, [1_700_000_000.25])], 1_700_000_000.25],
  ['none', [family('a', [1])], undefined],
  ['labelled', [family(NAME, [5, [['pid', '1']]])], undefined],
  ['one for each engine', [family(NAME, [5, [['pid', '1']]], [6, [['pid', '2']]])], undefined],
  ['twice', [family(NAME, [5]), family(NAME, [5])], undefined],
  ['no number', [family(NAME, [NaN])], undefined],
];

for (const [name, families, expected] of CASES) {
  test(`process start: ${name}`, () => {
    assert.equal(processStartOf(families), expected);
  });
}
