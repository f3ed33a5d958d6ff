import assert from 'node:assert/strict';
import { connect } from 'node:net';
import test from 'node:test';
import { listenOnLoopback } from '../../../../main/demo/loopback-server.ts';
import { answerThrough } from '../../../../main/demo/strict-sink/answer-through.ts';
import { loadOtlpSchema } from '../../../../main/demo/strict-sink/otlp-schema.ts';
import type { SinkFault } from '../../../../main/demo/strict-sink/sink-fault.ts';

const schema = loadOtlpSchema();

/** All bytes of an answer as they come from the socket, and the error's code where there was one. */
async function answerTo(fault: SinkFault | undefined): Promise<readonly [text: string, error: string | undefined]> {
  const server = await listenOnLoopback('It', 0, (_request, response) => {
    answerThrough(response, schema, fault, () => response.end('the right answer'));
  });
  try {
    return await new Promise((resolve) => {
      let text = '';
      let code: string | undefined;
      const socket = connect(server.port, '127.0.0.1', () =>
        socket.write('GET / HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n'),
      );
      socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      socket.once('error', (error: NodeJS.ErrnoException) => (code = error.code));
      socket.once('close', () => resolve([text, code]));
    });
  } finally {
    await server.close();
  }
}

test('each fault as bytes on the wire', async () => {
  const rows: readonly (readonly [SinkFault | undefined, RegExp, string | undefined])[] = [
    [undefined, /^HTTP\/1\.1 200 [^]*the right answer/, undefined],
    [{ kind: 'partial', metric: 'm' }, /^HTTP\/1\.1 200 [^]*the right answer/, undefined],
    [{ kind: 'slow', delayMs: 20 }, /^HTTP\/1\.1 200 [^]*the right answer/, undefined],
    [
      { kind: 'status', status: 503, retryAfter: '9', counted: false },
      /^HTTP\/1\.1 503 [^]*retry-after: 9/i,
      undefined,
    ],
    [{ kind: 'status', status: 401, retryAfter: undefined, counted: false }, /application\/x-protobuf/, undefined],
    [{ kind: 'portal', counted: false }, /^HTTP\/1\.1 200 [^]*text\/html[^]*<html>/, undefined],
    [{ kind: 'login' }, /^HTTP\/1\.1 302 [^]*location: http:\/\/127\.0\.0\.1:9\/login/, undefined],
    [{ kind: 'cut', at: 'answer' }, /^HTTP\/1\.1 200 OK\r\nContent-Le$/, undefined],
    [{ kind: 'cut', at: 'counted' }, /^$/, 'ECONNRESET'],
    [{ kind: 'cut', at: 'read' }, /^$/, 'ECONNRESET'],
  ];
  for (const [fault, expected, error] of rows) {
    const [text, code] = await answerTo(fault);
    assert.match(text, expected, JSON.stringify(fault));
    assert.equal(code, error, JSON.stringify(fault));
  }
});
