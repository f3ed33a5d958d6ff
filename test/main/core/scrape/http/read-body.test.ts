import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { at, getOnce, headOf, textOf } from '../../../../fakes/get-once.ts';
import { fixedServer, httpServer, rawServer } from '../../../../fakes/http-servers.ts';

const packed = gzipSync('a 1\n'.repeat(500));

/** What a server says byte for byte, and the words for it. */
const RAW: readonly (readonly [name: string, said: string | Buffer, reason: RegExp])[] = [
  [
    'short of its Content-Length',
    `${headOf('content-length: 100')}a 1\n`,
    /^the answer broke off: 4 of 100 bytes came$/,
  ],
  [
    'cut between chunks',
    `${headOf('transfer-encoding: chunked')}4\r\na 1\n\r\n`,
    /^the answer broke off: 4 bytes came, and no last chunk$/,
  ],
  [
    'cut within a chunk',
    `${headOf('transfer-encoding: chunked')}40\r\na 1\n`,
    /broke off: 4 bytes came, and no last chunk$/,
  ],
  [
    'a chunk size that is none',
    `${headOf('transfer-encoding: chunked')}4\r\na 1\n\r\nzz\r\n`,
    /^the answer broke off: its chunks cannot be read$/,
  ],
  [
    'a gzip without its end',
    Buffer.concat([Buffer.from(headOf('content-encoding: gzip')), packed.subarray(0, packed.length - 9)]),
    /^the answer broke off: its gzip has no end$/,
  ],
  [
    'a gzip cut short of the Content-Length',
    Buffer.concat([
      Buffer.from(headOf('content-encoding: gzip', `content-length: ${String(packed.length)}`)),
      packed.subarray(0, -9),
    ]),
    /broke off: \d+ of \d+ bytes came$/,
  ],
  [
    'a gzip with its end, still short of the Content-Length',
    Buffer.concat([
      Buffer.from(headOf('content-encoding: gzip', `content-length: ${String(packed.length + 5)}`)),
      packed,
    ]),
    /broke off: \d+ of \d+ bytes came$/,
  ],
  [
    'a gzip with something behind its end, still short of the Content-Length',
    Buffer.concat([
      Buffer.from(headOf('content-encoding: gzip', `content-length: ${String(packed.length + 50)}`)),
      packed,
      Buffer.from('something else'),
    ]),
    /^the gzip of the answer is damaged$|broke off: \d+ of \d+ bytes came$/,
  ],
  ['a gzip that is none', `${headOf('content-encoding: gzip')}a 1\n`, /^the gzip of the answer is damaged$/],
  [
    'a compression that was not asked for',
    `${headOf('content-encoding: br')}a 1\n`,
    /^the answer is compressed as "br", which was not asked for$/,
  ],
];
for (const [name, said, reason] of RAW) {
  test(`fails: ${name}`, async (context) => {
    assert.match(textOf(await getOnce(context, at(await fixedServer(context, said)))), reason);
  });
}

test('a gzip that ends before its answer does not end it', async (context) => {
  const head = Buffer.from(headOf('content-encoding: gzip', `content-length: ${String(packed.length + 50)}`));
  const port = await rawServer(context, (socket) => socket.write(Buffer.concat([head, packed, Buffer.alloc(4)])));
  assert.match(textOf(await getOnce(context, at(port), { timeoutMs: 300 })), /^no whole answer within/);
});

test('without a length the end of the connection is the end of the text', async (context) => {
  assert.equal(textOf(await getOnce(context, at(await fixedServer(context, `${headOf()}a 1`)))), '200 a 1');
});

test('an endless answer stops at the size limit', async (context) => {
  const port = await httpServer(context, (_, response) => {
    const more = (): void => {
      while (response.write('x'.repeat(1_000)));
    };
    response.on('drain', more);
    more();
  });
  assert.equal(textOf(await getOnce(context, at(port))), 'the answer is larger than 5000 bytes (body_size_limit)');
});

test('a gzip bomb stops at the size limit, however small it came', async (context) => {
  const port = await httpServer(context, (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000)));
  });
  assert.equal(textOf(await getOnce(context, at(port))), 'the answer is larger than 5000 bytes (body_size_limit)');
});

test('as many bytes as allowed are taken', async (context) => {
  const port = await httpServer(context, (_, response) => response.end('x'.repeat(5_000)));
  assert.equal(textOf(await getOnce(context, at(port))), `200 ${'x'.repeat(5_000)}`);
});

test('an error page that does not end is still its status', async (context) => {
  const port = await httpServer(context, (_, response) => {
    response.writeHead(503);
    const more = (): void => {
      while (response.write('x'.repeat(1_000)));
    };
    response.on('drain', more);
    more();
  });
  assert.match(textOf(await getOnce(context, at(port))), /^503 x/);
});
