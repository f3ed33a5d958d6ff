import type { GaugeSource } from '../../core/model/signal.ts';
import { cacheRatio, p50, p95, rate, type DialectTable } from './dialect-table.ts';
import { MODEL_NAME } from './nim.ts';

/**
 * SGLang. Its schedulers may each report (`tp_rank`, `pp_rank`): those of one replica (`dp_rank`) tell the same
 * requests, so the largest counts once; replicas add up. It tells neither a maximum nor failures: an aborted request
 * may be a client that went away.
 */
export const SGLANG: DialectTable = {
  units: [
    ['sglang:token_usage', '1'],
    ['sglang:cache_hit_rate', '1'],
    ['sglang:num_running_reqs', undefined],
    ['sglang:num_queue_reqs', undefined],
    ['sglang:gen_throughput', '{token}/s'],
    ['sglang:time_to_first_token_seconds', 's'],
    ['sglang:inter_token_latency_seconds', 's'],
    ['sglang:time_per_output_token_seconds', 's'],
    ['sglang:e2e_request_latency_seconds', 's'],
    ['sglang:queue_time_seconds', 's'],
    ['sglang:prompt_tokens_total', undefined],
    ['sglang:generation_tokens_total', undefined],
    ['sglang:num_requests_total', undefined],
    ['sglang:num_retracted_requests_total', undefined],
  ],
  beginsAtZero: (family) => family.startsWith('sglang:'),
  sources: {
    kvCache: [cacheRatio('sglang:token_usage', MODEL_NAME)],
    running: [oncePerReplica('sglang:num_running_reqs')],
    waiting: [oncePerReplica('sglang:num_queue_reqs')],
    firstTokenP50: p50('sglang:time_to_first_token_seconds'),
    firstTokenP95: p95('sglang:time_to_first_token_seconds'),
    // The newer name first.
    betweenTokensP50: p50('sglang:inter_token_latency_seconds', 'sglang:time_per_output_token_seconds'),
    betweenTokensP95: p95('sglang:inter_token_latency_seconds', 'sglang:time_per_output_token_seconds'),
    requestP50: p50('sglang:e2e_request_latency_seconds'),
    requestP95: p95('sglang:e2e_request_latency_seconds'),
    queueP50: p50('sglang:queue_time_seconds'),
    queueP95: p95('sglang:queue_time_seconds'),
    tokensIn: [rate('sglang:prompt_tokens_total')],
    tokensOut: [rate('sglang:generation_tokens_total')],
    requests: [rate('sglang:num_requests_total')],
    preemptions: [rate('sglang:num_retracted_requests_total')],
  },
};

function oncePerReplica(family: string): GaugeSource {
  const labels = [...MODEL_NAME, 'engine_type', 'dp_rank'];
  return { kind: 'gauge', of: { family }, within: { labels, take: 'max' }, take: 'sum' };
}
