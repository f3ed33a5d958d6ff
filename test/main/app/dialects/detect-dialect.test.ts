import assert from 'node:assert/strict';
import test from 'node:test';
import {
  detectDialect,
  dialectChange,
  dialectName,
  type Dialect,
} from '../../../../main/app/dialects/detect-dialect.ts';
import { readOnce } from '../../../../main/core/explain.ts';
import { fixtureBytes, fixtureNames, formatOf, noFixtures } from '../../../expositions/fixtures.ts';

const ROWS: readonly (readonly [string, readonly string[], Dialect])[] = [
  ['nothing', [], 'unknown'],
  ['a process that says nothing yet', ['python_info', 'process_start_time_seconds'], 'unknown'],
  ['a NIM 1.x without traffic', ['num_requests_running', 'python_info'], 'nim-1'],
  ['common names alone tell nothing', ['prompt_tokens_total', 'request_success_total'], 'unknown'],
  ['a NIM 2.x', ['num_request_max', 'vllm:num_requests_running'], 'nim-2'],
  ['a NIM 2.x on SGLang', ['num_request_max', 'sglang:num_running_reqs'], 'nim-2'],
  ['vLLM V0', ['vllm:gpu_cache_usage_perc', 'vllm:num_requests_swapped'], 'vllm-v0'],
  ['an early V1, which still has the old name of the cache', ['vllm:gpu_cache_usage_perc'], 'vllm-v1'],
  ['V1', ['vllm:kv_cache_usage_perc'], 'vllm-v1'],
  ['both names: the newer tells', ['vllm:num_requests_swapped', 'vllm:kv_cache_usage_perc'], 'vllm-v1'],
  ['SGLang', ['sglang:token_usage'], 'sglang'],
  ['Triton', ['nv_inference_request_success', 'nv_gpu_utilization'], 'triton'],
  ['TensorRT-LLM', ['nv_trt_llm_request_metrics'], 'triton'],
  ['a GPU under Triton alone tells nothing', ['nv_gpu_utilization'], 'unknown'],
  ['DCGM', ['DCGM_FI_PROF_GR_ENGINE_ACTIVE'], 'dcgm'],
  ['a model server beside DCGM', ['DCGM_FI_DEV_GPU_UTIL', 'vllm:num_requests_running'], 'vllm-v1'],
  ['nvidia_gpu_exporter', ['nvidia_smi_gpu_info'], 'nvidia_gpu_exporter'],
  ['another exporter', ['node_memory_MemFree_bytes'], 'unknown'],
];

for (const [name, families, dialect] of ROWS) {
  test(name, () => {
    assert.equal(detectDialect(families), dialect);
  });
}

/** By the beginning of the fixture's name. */
const FIXTURES: readonly (readonly [string, Dialect])[] = [
  ['nim-llm-1.x', 'nim-1'],
  ['vllm-', 'vllm-v1'],
  ['sglang-', 'sglang'],
  ['triton-', 'triton'],
  ['dcgm-', 'dcgm'],
  ['nvidia_gpu_exporter-', 'nvidia_gpu_exporter'],
  ['node_exporter', 'unknown'],
  ['prometheus-', 'unknown'],
  ['openmetrics-parsers', 'unknown'],
];

test('every fixture is what it is', { skip: noFixtures }, () => {
  const names = fixtureNames();
  assert.ok(names.length > 150);
  for (const name of names) {
    const body = fixtureBytes(name);
    const { families } = readOnce(body, { format: formatOf(body), strict: false }).exposition;
    const expected = FIXTURES.find(([beginning]) => name.startsWith(beginning))?.[1];
    assert.equal(detectDialect(families.map((family) => family.name)), expected, name);
  }
});

test('has a name for people, or none', () => {
  assert.equal(dialectName('nim-1'), 'NIM 1.x');
  assert.equal(dialectName('unknown'), '');
  assert.equal(dialectName(''), '');
});

test('a change is told, once it is one', () => {
  const sentence = 'It answers as vLLM V1 now; before, it answered as NIM 1.x.';
  assert.equal(dialectChange('nim-1', 'vllm-v1'), sentence);
  for (const [before, after] of [
    ['nim-1', 'nim-1'],
    ['unknown', 'nim-1'],
    ['', 'nim-1'],
    ['nim-1', 'unknown'],
  ] as const) {
    assert.equal(dialectChange(before, after), undefined, `${before} → ${after}`);
  }
});
