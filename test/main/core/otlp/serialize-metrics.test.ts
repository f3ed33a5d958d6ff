import assert from 'node:assert/strict';
import test from 'node:test';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { loadOtlpSchema } from '../../../../main/demo/strict-sink/otlp-schema.ts';
import { serializeMetrics } from '../../../../main/core/otlp/serialize-metrics.ts';

test('the bytes are there at once, and the official files read them', () => {
  const body = serializeMetrics({ resource: resourceFromAttributes({ a: 'b' }), scopeMetrics: [] });
  assert.deepEqual(loadOtlpSchema().decodeRequest(body), {
    resourceMetrics: [{ resource: { attributes: [{ key: 'a', value: { stringValue: 'b' } }] } }],
  });
});
