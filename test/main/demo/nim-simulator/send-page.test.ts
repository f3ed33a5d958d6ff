import assert from 'node:assert/strict';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import test from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { listenOnLoopback } from '../../../../main/demo/loopback-server.ts';
import type { ScrapeFault } from '../../../../main/demo/nim-simulator/scrape-fault.ts';
import { arrivesWhole, sendPage } from '../../../../main/demo/nim-simulator/send-page.ts';

const PAGE = { contentType: 'text/plain; version=0.0.4', body: Buffer.from('a_total 1\n'.repeat(1_000)) };

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly encoding: string | undefined;
  readonly body: Buffer;
  /** Why it is not complete. */
  readonly broken: string | undefined;
}

/** Takes one answer from a real server; leaves after `most` bytes. */
async function take(fault: ScrapeFault | undefined, most = 1_000_000): Promise<Answer> {
  const server = await listenOnLoopback('It', 0, (_request, response) => sendPage(response, PAGE, fault));
  try {
    return await new Promise((resolve) => {
      const nothing = { status: undefined, type: undefined, encoding: undefined, body: Buffer.alloc(0) };
      const request = get(server.url, { agent: false }, (message) => resolve(read(message, most)));
      request.once('error', (error: NodeJS.ErrnoException) => resolve({ ...nothing, broken: error.code }));
    });
  } finally {
    await server.close();
  }
}

function read(message: IncomingMessage, most: number): Promise<Answer> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const end = (broken: string | undefined): void => {
      const { statusCode: status, headers } = message;
      const head = { status, type: headers['content-type'], encoding: headers['content-encoding'] };
      resolve({ ...head, body: Buffer.concat(chunks), broken });
    };
    message.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > most) message.destroy();
    });
    message.once('end', () => end(message.complete ? undefined : 'cut'));
    message.once('error', (error: NodeJS.ErrnoException) => end(error.code));
    message.once('close', () => end('left'));
  });
}

test('a whole page arrives, also slowly and in pieces', async () => {
  for (const fault of [undefined, { kind: 'slow', delayMs: 30 }, { kind: 'drip', overMs: 30 }] as const) {
    const answer = await take(fault);
    assert.deepEqual([answer.status, answer.type, answer.broken], [200, PAGE.contentType, undefined]);
    assert.deepEqual(answer.body, PAGE.body);
    assert.ok(arrivesWhole(fault));
  }
});

test('complete answers that are no page', async () => {
  const rows: readonly (readonly [ScrapeFault, number, RegExp, RegExp])[] = [
    [{ kind: 'status', status: 401 }, 401, /json/, /^\{/],
    [{ kind: 'status', status: 503 }, 503, /json/, /^\{/],
    [{ kind: 'html' }, 200, /^text\/html/, /<html>/],
    [{ kind: 'empty' }, 200, /^text\/plain/, /^$/],
    [{ kind: 'garbage' }, 200, /^text\/plain/, /^[^a-zA-Z0-9\n]+$/],
  ];
  for (const [fault, status, type, body] of rows) {
    const answer = await take(fault);
    assert.deepEqual([answer.status, answer.broken], [status, undefined], fault.kind);
    assert.match(answer.type ?? '', type);
    assert.match(answer.body.toString('utf8'), body, fault.kind);
    assert.ok(!arrivesWhole(fault));
  }
});

test('half pages: by length, by chunks, by reset', async () => {
  const half = PAGE.body.length / 2;
  for (const fault of [
    { kind: 'truncated', how: 'length' },
    { kind: 'truncated', how: 'chunked' },
    { kind: 'reset', at: 'body' },
  ] as const) {
    const answer = await take(fault);
    assert.deepEqual([answer.status, answer.broken], [200, 'ECONNRESET'], JSON.stringify(fault));
    assert.ok(answer.body.length <= half);
    assert.ok(!arrivesWhole(fault));
  }
});

test('half a gzip stream comes as a complete answer', async () => {
  const answer = await take({ kind: 'truncated', how: 'gzip' });
  assert.deepEqual([answer.status, answer.encoding, answer.broken], [200, 'gzip', undefined]);
  assert.deepEqual(answer.body, gzipSync(PAGE.body).subarray(0, gzipSync(PAGE.body).length >> 1));
  assert.throws(() => gunzipSync(answer.body), /unexpected end of file/);
});

test('a reset before the head gives nothing at all', async () => {
  const answer = await take({ kind: 'reset', at: 'head' });
  assert.deepEqual([answer.status, answer.broken], [undefined, 'ECONNRESET']);
});

test('an endless page goes on until the client leaves', async () => {
  const answer = await take({ kind: 'endless' }, 5_000_000);
  assert.ok(answer.body.length > 5_000_000);
  assert.equal(answer.broken, 'left');
});
