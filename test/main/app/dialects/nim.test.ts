import assert from 'node:assert/strict';
import test from 'node:test';
import { noFixtures } from '../../../expositions/fixtures.ts';
import { fixture, shownBy } from './shown-tiles.ts';

/**
 * By hand from the text. First token: 2 up to 0.02 s, 2 more up to 0.04, 1 between 0.5 and 0.75; the median is the
 * 2.5th: a quarter into the second of these. Between tokens: 168 of 169 from 0.01 to 0.025 s.
 */
test('a real NIM 1.x: 5 requests so far', { skip: noFixtures }, async () => {
  assert.deepEqual(await shownBy(fixture('nim-llm-1.x')), {
    kvCache: 0.000284819139846,
    running: 1,
    waiting: 0,
    maximum: 64,
    firstTokenP50: 0.025,
    firstTokenP95: 0.6875,
    betweenTokensP50: Number((0.01 + (0.015 * 84.5) / 168).toPrecision(12)),
    betweenTokensP95: Number((0.01 + (0.015 * 160.55) / 168).toPrecision(12)),
    requestP50: 0.5,
    requestP95: 0.95,
    tokensIn: 109,
    tokensOut: 174,
    requests: 5,
    successes: 5,
    failures: 0,
  });
});

test('two models: counts add up, of the caches the fuller one counts', async () => {
  const text = ['num_requests_running', 'num_request_max', 'gpu_cache_usage_perc']
    .map((name) => `# TYPE ${name} gauge\n${name}{model_name="a"} 0.4\n${name}{model_name="b"} 0.5\n`)
    .join('');
  assert.deepEqual(await shownBy(text), { kvCache: 0.5, running: 0.9, maximum: 0.9 });
});

test('without the count by reason, requests are those answered and those failed', async () => {
  const text = ['success', 'failure'].map((name) => `# TYPE request_${name}_total counter\nrequest_${name}_total 3\n`);
  assert.deepEqual(await shownBy(text.join('')), { requests: 6, successes: 3, failures: 3 });
});

test('the GPUs of a NIM that tells them', async () => {
  const row = (name: string, a: number, b: number): string =>
    `# TYPE ${name} gauge\n${name}{uuid="a"} ${String(a)}\n${name}{uuid="b"} ${String(b)}\n`;
  const text =
    row('gpu_utilization', 0.5, 1) + row('gpu_memory_used_bytes', 1, 2) + row('gpu_power_usage_watts', 300, 400);
  assert.deepEqual(await shownBy(text), { gpuUtilisation: 0.75, gpuMemoryUsed: 3, gpuPower: 700 });
});
