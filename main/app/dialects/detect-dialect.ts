/** Whose metrics a text holds. */
export type Dialect =
  'nim-1' | 'nim-2' | 'vllm-v0' | 'vllm-v1' | 'sglang' | 'triton' | 'dcgm' | 'nvidia_gpu_exporter' | 'unknown';

/** Any of these is a NIM's; its other names are too common to tell. */
const NIM_MARKS = [
  'num_request_max',
  'num_requests_running',
  'num_requests_waiting',
  'gpu_cache_usage_perc',
  'time_to_first_token_seconds',
  'time_per_output_token_seconds',
  'e2e_request_latency_seconds',
  'request_finish_total',
];
/** V1 has these and V0 does not. */
const V1_MARKS = [
  'vllm:kv_cache_usage_perc',
  'vllm:inter_token_latency_seconds',
  'vllm:request_time_per_output_token_seconds',
  'vllm:prefix_cache_queries_total',
  'vllm:gpu_prefix_cache_queries_total',
];
/** V0 has these and V1 does not. */
const V0_MARKS = [
  'vllm:num_requests_swapped',
  'vllm:cpu_cache_usage_perc',
  'vllm:avg_prompt_throughput_toks_per_s',
  'vllm:avg_generation_throughput_toks_per_s',
  'vllm:time_in_queue_requests',
];

/**
 * Tells the dialect by the names of families (with `_total`, as points are named). A server of models before what
 * lies below it: a text with `vllm:*` and `DCGM_*` is a vLLM's.
 */
export function detectDialect(familyNames: Iterable<string>): Dialect {
  const names = new Set(familyNames);
  const has = (...marks: readonly string[]): boolean => marks.some((mark) => names.has(mark));
  const begins = (...prefixes: readonly string[]): boolean =>
    [...names].some((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  const isNim = has(...NIM_MARKS);
  if (begins('vllm:')) {
    if (isNim) return 'nim-2';
    return has(...V0_MARKS) && !has(...V1_MARKS) ? 'vllm-v0' : 'vllm-v1';
  }
  if (begins('sglang:')) return isNim ? 'nim-2' : 'sglang';
  if (isNim) return 'nim-1';
  if (begins('nv_inference_', 'nv_trt_llm_')) return 'triton';
  if (begins('DCGM_FI_', 'DCGM_EXP_')) return 'dcgm';
  return begins('nvidia_smi_') ? 'nvidia_gpu_exporter' : 'unknown';
}

const NAMES: ReadonlyMap<string, string> = new Map<Dialect, string>([
  ['nim-1', 'NIM 1.x'],
  ['nim-2', 'NIM 2.x'],
  ['vllm-v0', 'vLLM V0'],
  ['vllm-v1', 'vLLM V1'],
  ['sglang', 'SGLang'],
  ['triton', 'Triton'],
  ['dcgm', 'DCGM'],
  ['nvidia_gpu_exporter', 'nvidia_gpu_exporter'],
]);

/** The dialect's name for people; empty where it is not known. */
export function dialectName(dialect: string): string {
  return NAMES.get(dialect) ?? '';
}

/** What is told when a target answers in another dialect than before; undefined when there is nothing to tell. */
export function dialectChange(before: string, after: string): string | undefined {
  const [then, now] = [dialectName(before), dialectName(after)];
  if (then === now || then === '' || now === '') return undefined;
  return `It answers as ${now} now; before, it answered as ${then}.`;
}
