import assert from 'node:assert/strict';
import test from 'node:test';
import { noFixtures } from '../../../expositions/fixtures.ts';
import { fixture, shownBy, tilesOf } from './shown-tiles.ts';

/** By hand from the text: 3 requests to one of 8 models took 1,327,965 µs, 145 µs of it in the queue. */
test('a real Triton with 8 models', { skip: noFixtures }, async () => {
  const body = fixture('triton-datadog');
  assert.deepEqual(await shownBy(body), {
    waiting: 0,
    requestMean: 0.442655,
    queueMean: Number((145e-6 / 3).toPrecision(12)),
    requests: 3,
    successes: 3,
    failures: 0,
    gpuUtilisation: 0,
    gpuMemoryUsed: 266_338_304,
    gpuMemoryTotal: 16_106_127_360,
    gpuPower: 32.09,
  });
  const mean = (await tilesOf(body)).find(({ id }) => id === 'requestMean');
  assert.deepEqual(mean?.families, ['nv_inference_request_duration_us', 'nv_inference_request_success']);
});

test(
  'TensorRT-LLM: its own counts before Triton’s; without a request there is no mean',
  { skip: noFixtures },
  async () => {
    const body = fixture('triton-tensorrt_llm');
    assert.deepEqual(await shownBy(body), {
      kvCache: 0.4875,
      running: 1,
      waiting: 1,
      maximum: 512,
      requests: 0,
      successes: 0,
      failures: 0,
    });
    const mean = (await tilesOf(body)).find(({ id }) => id === 'requestMean');
    assert.equal(mean?.why, 'nothing was observed yet');
  },
);

test('requests are those answered and those failed', async () => {
  const text = ['success', 'failure'].map(
    (name) => `# TYPE nv_inference_request_${name} counter\nnv_inference_request_${name} 3\n`,
  );
  assert.deepEqual(await shownBy(text.join('')), { requests: 6, successes: 3, failures: 3 });
});
