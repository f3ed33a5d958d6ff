import assert from 'node:assert/strict';
import test from 'node:test';
import { beginsAtZero, CATALOGUE, hasMeaning, isForwarded, unitOf } from '../../../../main/app/dialects/catalog.ts';

type Row = readonly [metric: string, zero: boolean, unit: string | undefined, known: boolean, forwarded: boolean];

/** Metric, whether it begins at zero, its unit, whether its meaning is known, whether it is forwarded. */
const ROWS: readonly Row[] = [
  ['time_to_first_token_seconds', true, 's', true, true],
  ['generation_tokens_total', true, undefined, true, true],
  ['generation_tokens', false, undefined, false, true],
  ['vision_encoder_latency_seconds', true, 's', true, true],
  ['vllm:request_success_total', true, undefined, true, true],
  ['vllm:iteration_tokens_total', true, undefined, false, true],
  ['vllm:inter_token_latency_seconds', true, 's', true, true],
  ['vllmish_total', false, undefined, false, true],
  ['sglang:time_to_first_token_seconds', true, 's', true, true],
  ['nv_inference_request_duration_us', true, 'us', true, true],
  ['nv_inference_request_summary_us_sum', true, undefined, false, true],
  ['nv_energy_consumption', false, undefined, false, true],
  ['DCGM_FI_DEV_GPU_UTIL', false, '%', true, true],
  ['DCGM_FI_DEV_FB_USED', false, 'MiBy', true, true],
  ['DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', false, undefined, false, true],
  ['nvidia_smi_failed_scrapes_total', false, undefined, false, true],
  ['nvidia_smi_memory_used_bytes', false, 'By', true, true],
  ['process_start_time_seconds', false, undefined, false, false],
  ['python_gc_objects_collected_total', false, undefined, false, false],
  ['go_goroutines', false, undefined, false, false],
  ['request_success_created', false, undefined, false, false],
  ['vllm:request_success_created', true, undefined, false, false],
  ['request_created_total', false, undefined, false, true],
  ['process', false, undefined, false, true],
  ['gopher_total', false, undefined, false, true],
  ['my_process_total', false, undefined, false, true],
  ['constructor', false, undefined, false, true],
];

for (const [metric, zero, unit, known, forwarded] of ROWS) {
  test(metric, () => {
    const found = [beginsAtZero(metric), unitOf(metric), hasMeaning(metric), isForwarded(metric)];
    assert.deepEqual(found, [zero, unit, known, forwarded]);
  });
}

/** Source: docs.dynatrace.com, "NVIDIA NIM". */
const ON_THE_PAGE: Readonly<Record<string, string | undefined>> = {
  e2e_request_latency_seconds: 's',
  generation_tokens_total: undefined,
  gpu_cache_usage_perc: '1',
  num_request_max: undefined,
  num_requests_running: undefined,
  num_requests_waiting: undefined,
  prompt_tokens_total: undefined,
  request_failure_total: undefined,
  request_finish_total: undefined,
  request_generation_tokens: undefined,
  request_prompt_tokens: undefined,
  request_success_total: undefined,
  time_per_output_token_seconds: 's',
  time_to_first_token_seconds: 's',
};

test('the 14 metrics of Dynatrace’s page have its units, begin at zero and are forwarded', () => {
  for (const [metric, unit] of Object.entries(ON_THE_PAGE)) {
    assert.equal(unitOf(metric), unit, metric);
    assert.ok(hasMeaning(metric) && beginsAtZero(metric) && isForwarded(metric), metric);
  }
});

test('the core is told whose metrics they are; nothing where they tell nothing', () => {
  assert.equal(CATALOGUE.dialectOf(['DCGM_FI_DEV_GPU_TEMP']), 'dcgm');
  assert.equal(CATALOGUE.dialectOf(['up']), '');
});
