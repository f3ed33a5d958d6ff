/** The fourteen metric families of an LLM NIM 1.x: names, help texts and bucket bounds as a real one shows them. */

/** A family of the page. Histograms list their finite bounds; +Inf is understood. */
export type NimFamily =
  | { readonly kind: 'counter' | 'gauge'; readonly name: string; readonly help: string }
  | { readonly kind: 'histogram'; readonly name: string; readonly help: string; readonly bounds: readonly number[] };

const TTFT_BOUNDS = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
const TPOT_BOUNDS = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5];
const E2E_BOUNDS = [1, 2.5, 5, 10, 15, 20, 30, 40, 50, 60];
const TOKEN_BOUNDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];

export const NIM_FAMILIES: readonly NimFamily[] = [
  { kind: 'gauge', name: 'num_requests_running', help: 'Number of requests currently running on GPU.' },
  { kind: 'gauge', name: 'num_requests_waiting', help: 'Number of requests waiting to be processed.' },
  { kind: 'gauge', name: 'num_request_max', help: 'Max number of concurrently running requests.' },
  { kind: 'gauge', name: 'gpu_cache_usage_perc', help: 'GPU KV-cache usage. 1 means 100 percent usage.' },
  { kind: 'counter', name: 'prompt_tokens_total', help: 'Number of prefill tokens processed.' },
  { kind: 'counter', name: 'generation_tokens_total', help: 'Number of generation tokens processed.' },
  {
    kind: 'histogram',
    name: 'time_to_first_token_seconds',
    help: 'Histogram of time to first token in seconds.',
    bounds: TTFT_BOUNDS,
  },
  {
    kind: 'histogram',
    name: 'time_per_output_token_seconds',
    help: 'Histogram of time per output token in seconds.',
    bounds: TPOT_BOUNDS,
  },
  {
    kind: 'histogram',
    name: 'e2e_request_latency_seconds',
    help: 'Histogram of end to end request latency in seconds.',
    bounds: E2E_BOUNDS,
  },
  {
    kind: 'histogram',
    name: 'request_prompt_tokens',
    help: 'Number of prefill tokens processed.',
    bounds: TOKEN_BOUNDS,
  },
  {
    kind: 'histogram',
    name: 'request_generation_tokens',
    help: 'Number of generation tokens processed.',
    bounds: TOKEN_BOUNDS,
  },
  {
    kind: 'counter',
    name: 'request_finish_total',
    help: 'Count of finished requests, differentiated by finish reason as label.',
  },
  { kind: 'counter', name: 'request_success_total', help: 'Count of successful requests.' },
  { kind: 'counter', name: 'request_failure_total', help: 'Count of failed requests.' },
];

/** The finite bucket bounds of a histogram family; asking for any other family is a bug. */
export function boundsOf(family: string): readonly number[] {
  const bounds = BOUNDS.get(family);
  if (bounds === undefined) throw new Error(`${family} is not a histogram of a NIM.`);
  return bounds;
}

const BOUNDS: ReadonlyMap<string, readonly number[]> = new Map(
  NIM_FAMILIES.flatMap((family) => (family.kind === 'histogram' ? [[family.name, family.bounds] as const] : [])),
);
