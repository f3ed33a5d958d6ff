import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { readBody } from '../../../../main/demo/strict-sink/read-body.ts';

const incoming = (chunks: readonly Buffer[], encoding?: string): IncomingMessage =>
  Object.assign(Readable.from(chunks), { headers: { 'content-encoding': encoding } }) as unknown as IncomingMessage;

test('a body is unpacked within its limit', async () => {
  const rows: readonly (readonly [string, readonly Buffer[], string | undefined, string])[] = [
    ['nothing', [], undefined, ''],
    ['two chunks', [Buffer.from('ab'), Buffer.from('cd')], undefined, 'abcd'],
    ['exactly the limit', [Buffer.alloc(100, 'x')], undefined, 'x'.repeat(100)],
    ['one more', [Buffer.alloc(101, 'x')], undefined, 'too-large'],
    ['gzip', [gzipSync('abc')], 'gzip', 'abc'],
    ['gzip up to the limit', [gzipSync('x'.repeat(100))], 'GZIP', 'x'.repeat(100)],
    ['gzip over the limit', [gzipSync('x'.repeat(101))], 'gzip', 'too-large'],
    ['cut gzip', [gzipSync('abc').subarray(0, 12)], 'gzip', 'bad-gzip'],
    ['other encoding', [Buffer.from('ab')], 'br', 'unknown-encoding'],
  ];
  for (const [name, chunks, encoding, expected] of rows) {
    const result = await readBody(incoming(chunks, encoding), 100);
    assert.equal(result.kind === 'read' ? result.bytes.toString() : result.kind, expected, name);
  }
});

test('a sender that goes away is told apart from a short body', async () => {
  const request = incoming([]);
  request.destroy();
  assert.deepEqual(await readBody(request, 100), { kind: 'broken-off' });
});
