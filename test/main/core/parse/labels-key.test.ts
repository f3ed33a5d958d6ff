import assert from 'node:assert/strict';
import test from 'node:test';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { labelsKey, numericKey, valueOf } from '../../../../main/core/parse/labels-key.ts';

test('different labels have different keys, whatever their values hold', () => {
  const all: Labels[] = [
    [],
    [['a', '1']],
    [['a', '11']],
    [['a1', '1']],
    [['a', ''], ['b', '']],
    [['a', '1:b0:']],
    [['a', ''], ['1', 'b0:']],
    [['a', '1:b']],
  ]; // prettier-ignore
  assert.equal(new Set(all.map((labels) => labelsKey(labels))).size, all.length);
});

test('one label can be left out', () => {
  const labels: Labels = [['a', '1'], ['le', '2'], ['z', '3']]; // prettier-ignore
  assert.equal(labelsKey(labels, 'le'), labelsKey([['a', '1'], ['z', '3']])); // prettier-ignore
  assert.equal(labelsKey(labels, 'x'), labelsKey(labels));
});

test('a number is told apart by its value', () => {
  const key = (le: string) => numericKey([['le', le]], 'le');
  assert.equal(new Set(['1', '1.0', '1e0', '+1', '01'].map(key)).size, 1);
  assert.equal(new Set(['1', '2', '+Inf', '-Inf', 'x', '1x'].map(key)).size, 6);
  assert.equal(key('+Inf'), key('inf'));
  assert.notEqual(numericKey([['a', '1'], ['le', '1']], 'le'), key('1')); // prettier-ignore
  assert.equal(numericKey([['a', '1']], 'le'), labelsKey([['a', '1']]));
});

test('a label is found by its name alone', () => {
  assert.equal(valueOf([['a', '1'], ['b', '']], 'b'), ''); // prettier-ignore
  assert.equal(valueOf([['a', '1']], 'constructor'), undefined);
});
