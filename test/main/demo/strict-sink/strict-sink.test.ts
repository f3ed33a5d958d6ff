import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { loadOtlpSchema } from '../../../../main/demo/strict-sink/otlp-schema.ts';
import type { SinkFault } from '../../../../main/demo/strict-sink/sink-fault.ts';
import { startSink } from '../../../../main/demo/strict-sink/sink-server.ts';
import type { Sink, SinkOptions } from '../../../../main/demo/strict-sink/sink-server.ts';

const TOKEN = `dt0c01.${'A1'.repeat(12)}.${'Z9'.repeat(32)}`;
const HEADERS = { authorization: `Api-Token ${TOKEN}`, 'content-type': 'application/x-protobuf' };
const schema = loadOtlpSchema();

/** A request with a counter and a gauge. */
const body = (value: number): Uint8Array<ArrayBuffer> => {
  const sum = { aggregationTemporality: 1, isMonotonic: true, dataPoints: [{ asInt: value }] };
  const metrics = [
    { name: 'c_total', sum },
    { name: 'other_total', sum },
    { name: 'gg', gauge: { dataPoints: [{ asDouble: 1 }] } },
  ];
  return Uint8Array.from(schema.encodeRequest({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }));
};
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function withSink(options: SinkOptions, run: (sink: Sink) => Promise<void>): Promise<void> {
  const sink = await startSink(options);
  try {
    await run(sink);
  } finally {
    await sink.close();
  }
}

/** The answer's status, or the code of the error that came in its place. */
async function post(sink: Sink, bytes: Uint8Array<ArrayBuffer>, headers = HEADERS): Promise<number | string> {
  try {
    const init = { method: 'POST', body: bytes, headers, redirect: 'manual' } as const;
    const response = await fetch(`${sink.url}/v1/metrics`, init);
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code ?? 'unknown';
  }
}

const counted = (sink: Sink, withoutDuplicates = false): number => {
  const value = sink.sums({ withoutDuplicates }).get('c_total');
  return value?.kind === 'sum' ? value.value : 0;
};

test('each weather is seen by the sender as it should be, and counted or not', async () => {
  const rows: readonly (readonly [SinkFault, RegExp, boolean])[] = [
    [{ kind: 'slow', delayMs: 20 }, /^200$/, true],
    [{ kind: 'status', status: 429, retryAfter: '1', counted: false }, /^429$/, false],
    [{ kind: 'status', status: 502, retryAfter: undefined, counted: false }, /^502$/, false],
    [{ kind: 'status', status: 502, retryAfter: undefined, counted: true }, /^502$/, true],
    [{ kind: 'status', status: 401, retryAfter: undefined, counted: false }, /^401$/, false],
    [{ kind: 'status', status: 413, retryAfter: undefined, counted: false }, /^413$/, false],
    [{ kind: 'portal', counted: false }, /^200$/, false],
    [{ kind: 'portal', counted: true }, /^200$/, true],
    [{ kind: 'login' }, /^302$/, false],
    [{ kind: 'cut', at: 'request', afterBytes: 10 }, /ECONNRESET|UND_ERR_SOCKET/, false],
    [{ kind: 'cut', at: 'request', afterBytes: 1_000_000 }, /ECONNRESET|UND_ERR_SOCKET/, false],
    [{ kind: 'cut', at: 'read' }, /ECONNRESET|UND_ERR_SOCKET/, false],
    [{ kind: 'cut', at: 'counted' }, /ECONNRESET|UND_ERR_SOCKET/, true],
    [{ kind: 'cut', at: 'answer' }, /UND_ERR_SOCKET|HPE_INVALID/, true],
    [{ kind: 'partial', metric: 'gg' }, /^200$/, true],
  ];
  for (const [fault, seen, isCounted] of rows) {
    await withSink({}, async (sink) => {
      sink.addWeather(fault, 1);
      const name = JSON.stringify(fault);
      assert.match(String(await post(sink, body(5))), seen, name);
      assert.equal(counted(sink), isCounted ? 5 : 0, name);
      assert.equal(await post(sink, body(7)), 200, name);
      assert.equal(counted(sink), isCounted ? 12 : 7, name);
    });
  }
});

test('what was counted before a lost answer comes again, and is told as a duplicate', () =>
  withSink({}, async (sink) => {
    await post(sink, body(3));
    sink.addWeather({ kind: 'cut', at: 'counted' }, 2);
    for (let i = 0; i < 3; i += 1) await post(sink, body(5));
    assert.deepEqual([counted(sink), counted(sink, true)], [18, 8]);
    assert.deepEqual(sink.report().duplicates, [{ sha256: sha256(body(5)), points: 3, times: 3 }]);
  }));

test('neither a body that was accepted nor a single point can be too large', () =>
  withSink({}, async (sink) => {
    sink.addWeather({ kind: 'cut', at: 'counted' }, 1);
    await post(sink, body(5));
    sink.addWeather({ kind: 'status', status: 413, retryAfter: undefined, counted: false });
    assert.equal(await post(sink, body(5)), 200);
    assert.equal(await post(sink, body(6)), 413);
    const metrics = [{ name: 'gg', gauge: { dataPoints: [{ asDouble: 1 }] } }];
    const single = Uint8Array.from(schema.encodeRequest({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }));
    assert.equal(await post(sink, single), 200);
  }));

test('a partial success names the refused metric, and a request of nothing else is a 400', () =>
  withSink({}, async (sink) => {
    sink.addWeather({ kind: 'partial', metric: 'other_total' });
    const response = await fetch(`${sink.url}/v1/metrics`, { method: 'POST', body: body(5), headers: HEADERS });
    const answer = schema.decodeResponse(new Uint8Array(await response.arrayBuffer()));
    const partial = answer['partialSuccess'] as { rejectedDataPoints: string; errorMessage: string };
    assert.equal(partial.rejectedDataPoints, '1');
    assert.match(partial.errorMessage, /other_total - Reason: /);
    const { points, rejected, series } = sink.report();
    assert.deepEqual([points, rejected, Object.keys(series)], [2, 1, ['c_total']]);
    const metrics = [{ name: 'other_total', gauge: { dataPoints: [{ asDouble: 1 }] } }];
    const only = Uint8Array.from(schema.encodeRequest({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }));
    assert.equal(await post(sink, only), 400);
    assert.equal(sink.report().bodies.length, 1);
  }));

test('weather leaves unauthorised requests alone and ends when it is cleared, a closed listener too', () =>
  withSink({}, async (sink) => {
    sink.addWeather({ kind: 'portal', counted: false }, 1);
    assert.equal(await post(sink, body(1), { ...HEADERS, authorization: 'none' }), 401);
    await post(sink, body(1));
    assert.equal(counted(sink), 0);
    sink.addWeather({ kind: 'status', status: 401, retryAfter: undefined, counted: false });
    assert.deepEqual([await post(sink, body(1)), await post(sink, body(1))], [401, 401]);
    await sink.refuse();
    // The first one may still try the connection that was cut.
    await post(sink, body(1));
    assert.equal(await post(sink, body(1)), 'ECONNREFUSED');
    await sink.clearWeather();
    assert.equal(await post(sink, body(1)), 200);
  }));

test('a sink goes on with its journal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strict-sink-'));
  const journalFile = join(folder, 'journal.ndjson');
  try {
    await withSink({ journalFile }, async (sink) => {
      sink.addWeather({ kind: 'cut', at: 'counted' }, 1);
      await post(sink, body(5));
    });
    await withSink({ journalFile }, async (sink) => {
      assert.equal(counted(sink), 5);
      await post(sink, body(5));
      await post(sink, body(6));
      const { points, duplicates, gauges } = sink.report();
      assert.deepEqual([points, duplicates.length, gauges], [9, 1, { gg: { last: 1, points: 3 } }]);
      assert.equal(counted(sink, true), 11);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
