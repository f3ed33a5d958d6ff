/** The names that a vLLM has for what a NIM 1.x counts; what it does not have goes. */
const NAMES: Readonly<Record<string, string | null>> = {
  gpu_cache_usage_perc: 'vllm:kv_cache_usage_perc',
  num_requests_running: 'vllm:num_requests_running',
  num_requests_waiting: 'vllm:num_requests_waiting',
  num_request_max: null,
  prompt_tokens_total: 'vllm:prompt_tokens_total',
  generation_tokens_total: 'vllm:generation_tokens_total',
  time_to_first_token_seconds: 'vllm:time_to_first_token_seconds',
  time_per_output_token_seconds: 'vllm:inter_token_latency_seconds',
  e2e_request_latency_seconds: 'vllm:e2e_request_latency_seconds',
  request_prompt_tokens: 'vllm:request_prompt_tokens',
  request_generation_tokens: 'vllm:request_generation_tokens',
  request_finish_total: 'vllm:request_success_total',
  request_success_total: null,
  request_failure_total: null,
};

/** A NIM's text as a vLLM would tell the same. */
export function asVllm(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const [, before = '', name = '', suffix = '', rest = ''] =
        /^(# (?:HELP|TYPE) )?([a-z0-9_]+?)(_bucket|_sum|_count)?([{ ].*)$/.exec(line) ?? [];
      const renamed = NAMES[name];
      if (renamed === undefined) return [line];
      return renamed === null ? [] : [`${before}${renamed}${suffix}${rest}`];
    })
    .join('\n');
}
