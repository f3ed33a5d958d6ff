import assert from 'node:assert/strict';
import test from 'node:test';
import { badLine, nameOf } from '../../../../main/core/parse/line.ts';

test('positions count from 0, columns from 1', () => {
  assert.deepEqual(badLine(4, 'a number', 'a'), { kind: 'bad', column: 5, expected: 'a number', name: 'a' });
});

test('a line tells the metric it speaks of', () => {
  const sample = { name: 'a', labels: [], value: 1, timestampMs: undefined, exemplar: undefined };
  assert.deepEqual(
    [
      nameOf({ kind: 'sample', sample }),
      nameOf({ kind: 'help', name: 'b', text: '' }),
      nameOf({ kind: 'type', name: 'c', type: 'gauge' }),
      nameOf({ kind: 'unit', name: 'd', unit: '' }),
      nameOf(badLine(0, '', 'e')),
      nameOf(badLine(0, '', undefined)),
      nameOf({ kind: 'blank' }),
      nameOf({ kind: 'eof' }),
    ],
    ['a', 'b', 'c', 'd', 'e', undefined, undefined, undefined],
  );
});
