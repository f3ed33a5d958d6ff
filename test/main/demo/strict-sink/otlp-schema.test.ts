import assert from 'node:assert/strict';
import test from 'node:test';
import { loadOtlpSchema } from '../../../../main/demo/strict-sink/otlp-schema.ts';

const schema = loadOtlpSchema();

test('a request survives encoding and decoding, large integers digit by digit', () => {
  const dataPoints = [{ asInt: '9007199254740993' }, { asDouble: 0 }];
  const metrics = [{ name: 'm', sum: { aggregationTemporality: 1, isMonotonic: true, dataPoints } }];
  const bytes = schema.encodeRequest({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] });
  const metric = schema.decodeRequest(bytes)?.resourceMetrics?.[0]?.scopeMetrics?.[0]?.metrics?.[0];
  assert.equal(metric?.name, 'm');
  assert.equal(metric.sum?.aggregationTemporality, 1);
  assert.deepEqual(metric.sum.dataPoints, dataPoints);
});

test('bytes that are no request give undefined', () => {
  const rows = [
    [0x0a, 0x7f, 1],
    [0xff, 0xff],
    [0x0a, 0x03, 0x12, 0x05, 1],
  ];
  for (const bytes of rows) assert.equal(schema.decodeRequest(Uint8Array.from(bytes)), undefined, String(bytes));
});

test('answers can be read back', () => {
  assert.deepEqual(schema.decodeResponse(schema.encodeResponse(3, 'why')), {
    partialSuccess: { rejectedDataPoints: '3', errorMessage: 'why' },
  });
  assert.deepEqual(schema.decodeStatus(schema.encodeStatus(16, 'no')), { code: 16, message: 'no' });
});

test('a folder without the files is a clear error', () => {
  assert.throws(() => loadOtlpSchema('/nowhere'), /ENOENT.*common\.proto/);
});
