import assert from 'node:assert/strict';
import test from 'node:test';
import type { ProcessMemory } from '../../../../main/core/model/baselines.ts';
import { processVerdict, rememberProcess, type ProcessSign } from '../../../../main/core/delta/process-verdict.ts';

const DATE = 1_700_000_000_000;
const START = 1_699_999_000.25;
const memory: ProcessMemory = {
  startSeconds: START,
  dateMs: DATE,
  observedMs: DATE + 777,
  earlierStarts: [START - 50],
};
const later = (
  startSeconds: number | undefined,
  dateMs: number | undefined = DATE + 10_000,
  ourMs = 10_000,
): ProcessSign => ({
  startSeconds,
  dateMs,
  observedMs: DATE + 777 + ourMs,
});
const seconds = (ms: number) => (DATE + ms) / 1000;

const CASES: readonly (readonly [string, ProcessSign, string])[] = [
  ['an equal start', later(START), 'same'],
  ['a start after the last answer', later(seconds(3_000)), 'new'],
  ['a start just before the last answer: both are rounded', later(seconds(-2_000)), 'new'],
  ['a start well before the last answer', later(seconds(-2_001)), 'other'],
  ['a start that was seen before', { ...later(START - 50) }, 'other'],
  ['no start', later(undefined), 'unknown'],
  ['no Date', { ...later(START), dateMs: undefined }, 'unknown'],
  ['a Date that ran 5 s off our clock', later(START, DATE + 15_000), 'same'],
  ['a Date that ran more than 5 s off our clock', later(START, DATE + 15_001), 'unknown'],
  ['a Date that fell behind our clock', later(seconds(3_000), DATE + 4_999), 'unknown'],
];

for (const [name, sign, verdict] of CASES) {
  test(`${name}: ${verdict}`, () => {
    assert.equal(processVerdict(memory, sign), verdict);
  });
}

test('a start among the last sixteen is another process even when it looks new', () => {
  const again = seconds(3_000);
  assert.equal(processVerdict({ ...memory, earlierStarts: [again] }, later(again)), 'other');
});

test('remembers the last sixteen starts', () => {
  let memory = rememberProcess(undefined, later(1));
  for (let start = 2; start <= 20; start += 1) memory = rememberProcess(memory, later(start));
  assert.equal(memory.startSeconds, 20);
  assert.deepEqual(memory.earlierStarts, [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
});
