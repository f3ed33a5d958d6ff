import assert from 'node:assert/strict';
import test from 'node:test';
import { fieldAt } from '../../../../main/app/settings/field-at.ts';

const TEXT = 'a:\n  b: 1\n  c:\n    - x\n    - y\nd: 2\n';
const FIELDS = { all: ['a'], b: ['a', 'b'], second: ['a', 'c', 1], none: ['z', 'z'] };

const ROWS = [
  [2, 'b'],
  [4, 'all'],
  [5, 'second'],
  [6, null],
] as const;
for (const [line, field] of ROWS) {
  test(`line ${String(line)} is of ${String(field)}`, () => {
    assert.equal(fieldAt(TEXT, line, FIELDS), field);
  });
}

test('a text without a mapping has no field', () => {
  assert.equal(fieldAt('', 1, FIELDS), null);
});
