import { added, cacheRatio, p50, p95, rate, type DialectTable } from './dialect-table.ts';
import { MODEL_NAME } from './nim.ts';

const FINISHED = 'vllm:request_success_total';
const REASON = 'finished_reason';

/**
 * vLLM, V0 and V1, and with it NIM LLM 2.x, which stands in front of a vLLM. V1 has one series per `engine`.
 * Where both names of a thing are in one text only V1's counts.
 * Not taken: `vllm:iteration_tokens_total`, a histogram in spite of its name.
 */
export const VLLM: DialectTable = {
  units: [
    // V1.
    ['vllm:kv_cache_usage_perc', '1'],
    ['vllm:inter_token_latency_seconds', 's'],
    ['vllm:request_time_per_output_token_seconds', 's'],
    // V0, and the first of V1.
    ['vllm:gpu_cache_usage_perc', '1'],
    ['vllm:time_per_output_token_seconds', 's'],
    // V0.
    ['vllm:cpu_cache_usage_perc', '1'],
    ['vllm:time_in_queue_requests', 's'],
    // Both.
    ['vllm:num_requests_running', undefined],
    ['vllm:num_requests_waiting', undefined],
    ['vllm:prompt_tokens_total', undefined],
    ['vllm:generation_tokens_total', undefined],
    ['vllm:num_preemptions_total', undefined],
    [FINISHED, undefined],
    ['vllm:time_to_first_token_seconds', 's'],
    ['vllm:e2e_request_latency_seconds', 's'],
    ['vllm:request_queue_time_seconds', 's'],
    ['vllm:request_inference_time_seconds', 's'],
    ['vllm:request_prefill_time_seconds', 's'],
    ['vllm:request_decode_time_seconds', 's'],
  ],
  beginsAtZero: (family) => family.startsWith('vllm:'),
  sources: {
    kvCache: [cacheRatio('vllm:kv_cache_usage_perc', MODEL_NAME), cacheRatio('vllm:gpu_cache_usage_perc', MODEL_NAME)],
    running: [added('vllm:num_requests_running')],
    waiting: [added('vllm:num_requests_waiting')],
    firstTokenP50: p50('vllm:time_to_first_token_seconds'),
    firstTokenP95: p95('vllm:time_to_first_token_seconds'),
    betweenTokensP50: p50(...betweenTokens()),
    betweenTokensP95: p95(...betweenTokens()),
    requestP50: p50('vllm:e2e_request_latency_seconds'),
    requestP95: p95('vllm:e2e_request_latency_seconds'),
    queueP50: p50('vllm:request_queue_time_seconds', 'vllm:time_in_queue_requests'),
    queueP95: p95('vllm:request_queue_time_seconds', 'vllm:time_in_queue_requests'),
    tokensIn: [rate('vllm:prompt_tokens_total')],
    tokensOut: [rate('vllm:generation_tokens_total')],
    // In spite of its name it counts every ending.
    requests: [rate(FINISHED)],
    successes: [rate(FINISHED, [REASON, 'stop', 'length'])],
    // Not "abort": that is the client that went away, which is no fault of the box and must not look like one.
    failures: [rate(FINISHED, [REASON, 'error'])],
    preemptions: [rate('vllm:num_preemptions_total')],
  },
};

/** Both of the first two count each token; the last counts each request once, with its mean. */
function betweenTokens(): readonly string[] {
  return [
    'vllm:inter_token_latency_seconds',
    'vllm:time_per_output_token_seconds',
    'vllm:request_time_per_output_token_seconds',
  ];
}
