import { added, cacheRatio, p50, p95, rate, type DialectTable } from './dialect-table.ts';

/**
 * The 14 metrics of a NIM LLM 1.x and their units. Source: docs.dynatrace.com, "NVIDIA NIM" (2025-11-20).
 * Then what a VLM NIM adds, and the GPU metrics of other NIMs (docs.nvidia.com, the "Observability" page of each).
 */
const UNITS: DialectTable['units'] = [
  ['e2e_request_latency_seconds', 's'],
  ['generation_tokens_total', undefined],
  ['gpu_cache_usage_perc', '1'],
  ['num_request_max', undefined],
  ['num_requests_running', undefined],
  ['num_requests_waiting', undefined],
  ['prompt_tokens_total', undefined],
  ['request_failure_total', undefined],
  ['request_finish_total', undefined],
  ['request_generation_tokens', undefined],
  ['request_prompt_tokens', undefined],
  ['request_success_total', undefined],
  ['time_per_output_token_seconds', 's'],
  ['time_to_first_token_seconds', 's'],
  ['vision_encoder_latency_seconds', 's'],
  ['gpu_utilization', '1'],
  ['gpu_memory_used_bytes', 'By'],
  ['gpu_memory_total_bytes', 'By'],
  ['gpu_power_usage_watts', 'W'],
];
const NAMES = new Set(UNITS.map(([name]) => name));

/** Labels that tell models apart; the second when the user has given the target a label of that name. */
export const MODEL_NAME = ['model_name', 'exported_model_name'];

/**
 * NIM LLM 1.x, whose names have no prefix. `gpu_cache_usage_perc` is a ratio in spite of its name.
 * `time_per_output_token_seconds` counts each token but the first: it is the time between tokens.
 */
export const NIM: DialectTable = {
  units: UNITS,
  beginsAtZero: (family) => NAMES.has(family),
  sources: {
    kvCache: [cacheRatio('gpu_cache_usage_perc', MODEL_NAME)],
    running: [added('num_requests_running')],
    waiting: [added('num_requests_waiting')],
    maximum: [added('num_request_max')],
    firstTokenP50: p50('time_to_first_token_seconds'),
    firstTokenP95: p95('time_to_first_token_seconds'),
    betweenTokensP50: p50('time_per_output_token_seconds'),
    betweenTokensP95: p95('time_per_output_token_seconds'),
    requestP50: p50('e2e_request_latency_seconds'),
    requestP95: p95('e2e_request_latency_seconds'),
    tokensIn: [rate('prompt_tokens_total')],
    tokensOut: [rate('generation_tokens_total')],
    requests: [rate('request_finish_total'), { ...rate('request_success_total'), plus: ['request_failure_total'] }],
    successes: [rate('request_success_total')],
    // The NIM's own word: whatever did not end with "stop" or "length".
    failures: [rate('request_failure_total')],
    gpuUtilisation: [{ ...added('gpu_utilization'), take: 'mean' }],
    gpuMemoryUsed: [added('gpu_memory_used_bytes')],
    gpuMemoryTotal: [added('gpu_memory_total_bytes')],
    gpuPower: [added('gpu_power_usage_watts')],
  },
};
