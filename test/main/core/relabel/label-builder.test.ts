import assert from 'node:assert/strict';
import test from 'node:test';
import { LabelBuilder } from '../../../../main/core/relabel/label-builder.ts';

const LABELS = [
  ['a', '1'],
  ['c', '3'],
] as const;

test('without a change the very array comes back', () => {
  const builder = new LabelBuilder(LABELS);
  builder.set('a', '1');
  builder.delete('b');
  builder.set('b', '');
  assert.equal(builder.labels(), LABELS);
});

test('what is set is there, sorted, and the given array is as it was', () => {
  const builder = new LabelBuilder(LABELS);
  builder.set('b', '2');
  builder.set('a', 'one');
  assert.equal(builder.get('b'), '2');
  assert.deepEqual(builder.labels(), [
    ['a', 'one'],
    ['b', '2'],
    ['c', '3'],
  ]);
  assert.deepEqual(LABELS, [
    ['a', '1'],
    ['c', '3'],
  ]);
});

test('an empty value takes the label away', () => {
  const builder = new LabelBuilder(LABELS);
  builder.set('a', '');
  assert.equal(builder.get('a'), '');
  assert.deepEqual(builder.labels(), [['c', '3']]);
});

test('names of Object.prototype are names like any other', () => {
  const builder = new LabelBuilder([]);
  assert.equal(builder.get('__proto__'), '');
  builder.set('__proto__', 'x');
  assert.deepEqual(builder.labels(), [['__proto__', 'x']]);
});

test('a snapshot does not follow', () => {
  const builder = new LabelBuilder(LABELS);
  const before = builder.snapshot();
  builder.set('d', '4');
  builder.delete('a');
  assert.deepEqual(before, LABELS);
});
