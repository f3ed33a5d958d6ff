import assert from 'node:assert/strict';
import test from 'node:test';
import { createMetricsPage } from '../../../../main/demo/nim-simulator/metrics-page.ts';
import { NIM_FAMILIES } from '../../../../main/demo/nim-simulator/nim-families.ts';

const STATE = { running: 3, waiting: 2, maxRunning: 64, cacheUsage: 0.625, preemptions: 0 };
const page = () => createMetricsPage({ modelName: 'a/b', startSeconds: 1764000000.37 });

test('a fresh page has all families, the exact start, and no finished request', async () => {
  const text = await page().render(STATE);
  for (const { name, kind, help } of NIM_FAMILIES) {
    assert.ok(text.includes(`# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n`), name);
  }
  const lines = text.split('\n');
  for (const line of [
    'process_start_time_seconds 1764000000.37',
    'num_requests_running{model_name="a/b"} 3',
    'num_requests_waiting{model_name="a/b"} 2',
    'num_request_max{model_name="a/b"} 64',
    'gpu_cache_usage_perc{model_name="a/b"} 0.625',
    'prompt_tokens_total{model_name="a/b"} 0',
    'request_failure_total{model_name="a/b"} 0',
    'e2e_request_latency_seconds_count{model_name="a/b"} 0',
  ]) {
    assert.ok(lines.includes(line), line);
  }
  assert.ok(!/^request_finish_total/m.test(text));
});

test('events show, and only those before the render', async () => {
  const it = page();
  it.record({ kind: 'inc', family: 'request_finish_total', labels: { finished_reason: 'stop' }, by: 2 });
  it.record({ kind: 'observe', family: 'request_prompt_tokens', labels: {}, value: 5 });
  const rendering = it.render(STATE);
  it.record({ kind: 'observe', family: 'request_prompt_tokens', labels: {}, value: 5 });
  const text = await rendering;
  assert.match(text, /^request_finish_total\{finished_reason="stop",model_name="a\/b"\} 2$/m);
  assert.match(text, /^request_prompt_tokens_bucket\{le="2",model_name="a\/b"\} 0$/m);
  assert.match(text, /^request_prompt_tokens_bucket\{le="5",model_name="a\/b"\} 1$/m);
  assert.match(text, /^request_prompt_tokens_sum\{model_name="a\/b"\} 5$/m);
});
