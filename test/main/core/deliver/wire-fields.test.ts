import assert from 'node:assert/strict';
import test from 'node:test';
import { bytesIn, varintIn, wireFields, type WireMessage } from '../../../../main/core/deliver/wire-fields.ts';

const read = (...bytes: number[]): WireMessage => wireFields(Uint8Array.from(bytes));
const bytes = (number: number, ...value: number[]) => ({ number, value: Uint8Array.from(value) });

const ROWS: readonly (readonly [string, readonly number[], WireMessage])[] = [
  ['nothing', [], { fields: [], end: 'whole' }],
  ['a varint', [0x08, 0x96, 0x01], { fields: [{ number: 1, value: 150 }], end: 'whole' }],
  ['bytes', [0x12, 2, 7, 8], { fields: [bytes(2, 7, 8)], end: 'whole' }],
  ['a number of two bytes', [0x82, 0x01, 1, 7], { fields: [bytes(16, 7)], end: 'whole' }],
  ['fixed fields are passed over', [0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4, 0x08, 1], { fields: [{ number: 1, value: 1 }], end: 'whole' }],
  ['2^40', [0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20], { fields: [{ number: 1, value: 2 ** 40 }], end: 'whole' }],
  ['cut in bytes', [0x08, 1, 0x12, 9, 7], { fields: [{ number: 1, value: 1 }, bytes(2, 7)], end: 'cut' }],
  ['cut before its value', [0x08], { fields: [], end: 'cut' }],
  ['cut in a tag', [0x08, 1, 0x80], { fields: [{ number: 1, value: 1 }], end: 'cut' }],
  ['cut in a length', [0x12, 0x80], { fields: [], end: 'cut' }],
  ['cut in a fixed field', [0x15, 1, 2], { fields: [], end: 'cut' }],
  ['field 0', [0x00, 1], { fields: [], end: 'broken' }],
  ['a group', [0x0b, 0x0c], { fields: [], end: 'broken' }],
  ['a wire type that does not exist', [0x08, 1, 0x0f], { fields: [{ number: 1, value: 1 }], end: 'broken' }],
  ['a varint of eleven bytes', [0x08, ...Array.from({ length: 11 }, () => 0xff)], { fields: [], end: 'broken' }],
  ['a page', [...Buffer.from('<html>')], { fields: [], end: 'broken' }],
]; // prettier-ignore

for (const [name, given, expected] of ROWS) {
  test(name, () => {
    assert.deepEqual(read(...given), expected);
  });
}

test('a negative int64 is 2^63 or more', () => {
  const message = read(0x08, ...Array.from({ length: 9 }, () => 0xff), 0x01);
  assert.ok((varintIn(message, 1) ?? 0) >= 2 ** 63);
});

test('fields by number: absent ones are empty, those of the other kind are none', () => {
  const message = read(0x08, 5, 0x12, 1, 7);
  assert.deepEqual([varintIn(message, 1), varintIn(message, 2), varintIn(message, 3)], [5, undefined, 0]);
  assert.deepEqual(
    [bytesIn(message, 1), bytesIn(message, 2), bytesIn(message, 3)],
    [undefined, Uint8Array.of(7), new Uint8Array()],
  );
});

test('the first of several counts', () => {
  assert.equal(varintIn(read(0x08, 5, 0x08, 6), 1), 5);
});
