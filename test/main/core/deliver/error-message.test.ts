import assert from 'node:assert/strict';
import test from 'node:test';
import { errorMessage } from '../../../../main/core/deliver/error-message.ts';

const text = (value: string) => [...new TextEncoder().encode(value)];
const field = (tag: number, bytes: readonly number[]) => [tag, bytes.length, ...bytes];
/** google.rpc.Status: `code` 1, `message` 2, `details` 3. */
const CODE = [0x08, 0x90, 0x03];
const LONG = 'x'.repeat(301);
const LONG_FIELD = [0x12, 0xad, 0x02, ...text(LONG)];

const ROWS: readonly (readonly [string, string, readonly number[], string])[] = [
  ['text as it is', 'text/plain', text('no way'), 'no way'],
  ['no content type is text', '', text('no way'), 'no way'],
  ['blanks and line breaks become one blank', 'text/plain', text(' a\r\n\t b '), 'a b'],
  ['300 characters are kept whole', 'text/plain', text('x'.repeat(300)), 'x'.repeat(300)],
  ['more than 300 characters are cut', 'text/plain', text(LONG), `${'x'.repeat(300)} …`],
  ['bytes that are not UTF-8', 'text/plain', [0x61, 0xff], 'a\ufffd'],
  ['a page says nothing', 'text/html; charset=utf-8', text('<h1>no</h1>'), ''],
  ['Dynatrace’s envelope', 'application/json; charset=utf-8', text('{"error":{"code":400,"message":"bad"}}'), 'bad'],
  ['JSON without a message', 'application/json', text('{"error":{"code":400}}'), ''],
  ['JSON with a message that is no text', 'application/json', text('{"error":{"message":{"a":1}}}'), ''],
  ['JSON that breaks off is text', 'application/json', text('{"error":'), '{"error":'],
  ['a status', 'application/x-protobuf', field(0x12, text('bad')), 'bad'],
  ['a status under the other type', 'application/protobuf', field(0x12, text('bad')), 'bad'],
  ['a status with a code of two bytes', 'application/x-protobuf', [...CODE, ...field(0x12, text('bad'))], 'bad'],
  ['a status with details first', 'application/x-protobuf', [...field(0x1a, [0x12, 1, 0x21]), ...field(0x12, text('bad'))], 'bad'],
  ['a status with a length of two bytes', 'application/x-protobuf', LONG_FIELD, `${'x'.repeat(300)} …`],
  ['a status that breaks off in its message', 'application/x-protobuf', [0x12, 100, ...text('ba')], 'ba'],
  ['a status that breaks off in a length', 'application/x-protobuf', [0x1a, 0xff], ''],
  ['a status that breaks off in its code', 'application/x-protobuf', [0x08, 0xff], ''],
  ['a status without a message', 'application/x-protobuf', CODE, ''],
  ['nothing', 'application/x-protobuf', [], ''],
]; // prettier-ignore

for (const [name, contentType, body, expected] of ROWS) {
  test(name, () => {
    assert.equal(errorMessage(contentType, Uint8Array.from(body)), expected);
  });
}
