import assert from 'node:assert/strict';
import test from 'node:test';
import { isProtobuf } from '../../../../main/demo/strict-sink/sink-answer.ts';

test('only protobuf is protobuf, whatever its parameters', () => {
  const rows = [
    ['application/x-protobuf', true],
    ['Application/X-Protobuf; charset=utf-8', true],
    ['application/protobuf', false],
    ['application/json', false],
    ['', false],
    [undefined, false],
  ] as const;
  for (const [contentType, expected] of rows) assert.equal(isProtobuf(contentType), expected, contentType);
});
