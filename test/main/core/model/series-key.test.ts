import assert from 'node:assert/strict';
import test from 'node:test';
import type { Labels } from '../../../../main/core/model/sample.ts';
import { seriesKey, sortLabels } from '../../../../main/core/model/series-key.ts';

type Series = readonly [name: string, labels: Labels];

const DIFFERENT: readonly (readonly [string, Series, Series])[] = [
  ['names', ['a', []], ['b', []]],
  ['values', ['a', [['x', '1']]], ['a', [['x', '2']]]],
  ['a label and none', ['a', [['x', '']]], ['a', []]],
  ['a value that looks like two labels', ['a', [['x', '1","y":"2']]], ['a', [['x', '1'], ['y', '2']]]],
  ['a value that looks like the next pair', ['a', [['x', '1","y","2']]], ['a', [['x', '1'], ['y', '2']]]],
  ['a value that closes the list', ['a', [['x', '1"]]'], ['y', '2']]], ['a', [['x', '1"]],["y","2']]]],
  ['a backslash and a quote', ['a', [['x', '\\"']]], ['a', [['x', '"']]]],
  ['a line break and its escape', ['a', [['x', '\n']]], ['a', [['x', '\\n']]]],
]; // prettier-ignore

for (const [name, one, other] of DIFFERENT) {
  test(`different keys: ${name}`, () => {
    assert.notEqual(seriesKey(...one), seriesKey(...other));
  });
}

const pairs = [['b', '1'], ['B', '2'], ['a_b', '3'], ['a', '4'], ['__proto__', '5']] as const; // prettier-ignore

test('labels are sorted by code unit, in no one’s language, and the given list stays', () => {
  const given = [...pairs];
  assert.deepEqual(
    sortLabels(given).map(([name]) => name),
    ['B', '__proto__', 'a', 'a_b', 'b'],
  );
  assert.deepEqual(given, pairs);
});

test('the order in the text does not matter', () => {
  assert.equal(seriesKey('m', sortLabels(pairs)), seriesKey('m', sortLabels([...pairs].reverse())));
});
