import assert from 'node:assert/strict';
import test from 'node:test';
import { readExportResponse, type ExportResponse } from '../../../../main/core/deliver/export-response.ts';

const PROTOBUF = 'application/x-protobuf';
const WHOLE: ExportResponse = { rejectedPoints: 0, message: '' };
/** partial_success { rejected_data_points: 2, error_message: "no" }. */
const PARTIAL = [0x0a, 6, 0x08, 2, 0x12, 2, 0x6e, 0x6f];
const NEGATIVE = [0x0a, 11, 0x08, ...Array.from({ length: 9 }, () => 0xff), 0x01];
const text = (value: string): readonly number[] => [...Buffer.from(value)];
const partialJson = (partial: unknown): readonly number[] => text(JSON.stringify({ partialSuccess: partial }));

const ROWS: readonly (readonly [string, string, readonly number[], ExportResponse | undefined])[] = [
  ['nothing', PROTOBUF, [], WHOLE],
  ['nothing of no type', '', [], WHOLE],
  ['nothing, called a page: some servers call everything so', 'text/html', [], WHOLE],
  ['partial success', PROTOBUF, PARTIAL, { rejectedPoints: 2, message: 'no' }],
  ['partial success with parameters of its type', 'Application/X-Protobuf; charset=utf-8', PARTIAL, { rejectedPoints: 2, message: 'no' }],
  ['partial success of the other name', 'application/protobuf', PARTIAL, { rejectedPoints: 2, message: 'no' }],
  ['partial success of no type', '', PARTIAL, { rejectedPoints: 2, message: 'no' }],
  ['an empty partial success', PROTOBUF, [0x0a, 0], WHOLE],
  ['a warning', PROTOBUF, [0x0a, 4, 0x12, 2, 0x6e, 0x6f], { rejectedPoints: 0, message: 'no' }],
  ['fields of a later version', PROTOBUF, [...PARTIAL, 0x18, 1, 0x22, 1, 0], { rejectedPoints: 2, message: 'no' }],
  ['less than nothing rejected', PROTOBUF, NEGATIVE, WHOLE],
  ['a page called protobuf', PROTOBUF, text('<html><body>Sign in</body></html>'), undefined],
  ['a page of no type', '', text('<html>'), undefined],
  ['words of no type', '', text('ok'), undefined],
  ['protobuf that ends too early', PROTOBUF, PARTIAL.slice(0, -1), undefined],
  ['protobuf that ends too early within', PROTOBUF, [0x0a, 2, 0x12, 9], undefined],
  ['protobuf of another message: a varint in place', PROTOBUF, [0x08, 1], undefined],
  ['protobuf of another message: bytes for the number', PROTOBUF, [0x0a, 2, 0x0a, 0], undefined],
  ['protobuf of another message: a number for the text', PROTOBUF, [0x0a, 2, 0x10, 1], undefined],
  ['protobuf of another type', 'application/grpc', PARTIAL, undefined],
  ['a page', 'text/html', text('<html>'), undefined],
  ['text', 'text/plain', text('ok'), undefined],
  ['empty JSON', 'application/json', text('{}'), WHOLE],
  ['JSON with partial success, its int64 a string', 'application/json; charset=utf-8', partialJson({ rejectedDataPoints: '2', errorMessage: 'no' }), { rejectedPoints: 2, message: 'no' }],
  ['JSON with partial success, its int64 a number', 'application/json', partialJson({ rejectedDataPoints: 2 }), { rejectedPoints: 2, message: '' }],
  ['JSON with an empty partial success', 'application/json', partialJson(null), WHOLE],
  ['JSON with nonsense for numbers', 'application/json', partialJson({ rejectedDataPoints: 'many', errorMessage: 7 }), WHOLE],
  ['JSON with less than nothing', 'application/json', partialJson({ rejectedDataPoints: -3 }), WHOLE],
  ['JSON of a portal', 'application/json', text('{"login":"https://portal"}'), undefined],
  ['JSON of a portal that knows OTLP', 'application/json', partialJson('yes'), undefined],
  ['JSON that is a list', 'application/json', text('[]'), undefined],
  ['JSON that is nothing', 'application/json', text('null'), undefined],
  ['JSON that breaks off', 'application/json', text('{"partialSuccess":'), undefined],
]; // prettier-ignore

for (const [name, contentType, body, expected] of ROWS) {
  test(name, () => {
    assert.deepEqual(readExportResponse(contentType, Uint8Array.from(body)), expected);
  });
}

test('a long list of reasons that was cut at 64 kB is still a partial success', () => {
  const length = [0x80, 0x80, 0x08];
  const body = [0x0a, ...length, 0x08, 2, 0x12, ...length, ...text('x'.repeat(70_000))].slice(0, 65_536);
  const response = readExportResponse(PROTOBUF, Uint8Array.from(body));
  assert.equal(response?.rejectedPoints, 2);
  assert.match(response.message, /^x{65000,}$/);
  assert.equal(readExportResponse(PROTOBUF, Uint8Array.from(body.slice(0, -1))), undefined, 'not cut by us');
});
