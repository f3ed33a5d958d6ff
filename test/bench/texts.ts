/** A text as prometheus_client writes it for vLLM, and how many samples are in it. */
export interface BenchText {
  readonly text: string;
  readonly samples: number;
}

const HISTOGRAMS = [
  ...['time_to_first_token_seconds', 'time_per_output_token_seconds', 'e2e_request_latency_seconds'],
  ...['request_queue_time_seconds', 'request_prefill_time_seconds', 'request_decode_time_seconds'],
  ...['request_prompt_tokens', 'request_generation_tokens'],
];
const COUNTERS = [
  ...['prompt_tokens', 'generation_tokens', 'request_success', 'num_preemptions'],
  ...['prefix_cache_queries', 'prefix_cache_hits', 'request_failure'],
];
const GAUGES = ['num_requests_running', 'num_requests_waiting', 'gpu_cache_usage_perc'];
const BOUNDS = [...[0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5], ...[0.75, 1, 2.5, 5, 7.5, 10, 20]];
const CREATED = '1.7322e+09';

/**
 * The metrics of `models` models after `tick` scrape intervals. Every second model is idle, so that half of the lines
 * do not change; of one model the last line of each family does. 16 families and some 180 samples for each model.
 */
export function vllmText(models: number, tick: number): BenchText {
  const lines: string[] = [];
  const each = (write: (labels: string, done: number) => void): void => {
    for (let model = 0; model < models; model += 1) {
      write(`engine="0",model_name="meta/llama-3.1-8b-instruct-${String(model)}"`, workOf(model, tick));
    }
  };
  for (const name of GAUGES) {
    lines.push(...headOf(name, 'gauge'));
    each((labels, done) => lines.push(`vllm:${name}{${labels}} ${String(done % 17)}.0`));
  }
  for (const name of COUNTERS) {
    lines.push(...headOf(name, 'counter'));
    each((labels, done) => lines.push(`vllm:${name}_total{${labels}} ${String(done * 37)}.0`));
    each((labels) => lines.push(`vllm:${name}_created{${labels}} ${CREATED}`));
  }
  for (const name of HISTOGRAMS) {
    lines.push(...headOf(name, 'histogram'));
    each((labels, done) => lines.push(...histogramLines(name, labels, done)));
    each((labels) => lines.push(`vllm:${name}_created{${labels}} ${CREATED}`));
  }
  const samples = lines.filter((line) => !line.startsWith('#')).length;
  return { text: `${lines.join('\n')}\n`, samples };
}

/** Requests that were answered so far. */
function workOf(model: number, tick: number): number {
  return 1_000 + model + (model % 2 === 0 ? tick * (1 + (model % 5)) : 0);
}

function headOf(name: string, type: string): string[] {
  return [`# HELP vllm:${name} What vLLM tells of ${name.replace(/_/g, ' ')}.`, `# TYPE vllm:${name} ${type}`];
}

/** Requests took longer from bucket to bucket; the last bucket holds all. */
function histogramLines(name: string, labels: string, done: number): string[] {
  const below = (index: number): number => Math.floor((done * (index + 1)) / (BOUNDS.length + 1));
  const buckets = BOUNDS.map((bound, index) => {
    return `vllm:${name}_bucket{${labels},le="${String(bound)}"} ${String(below(index))}.0`;
  });
  return [
    ...buckets,
    `vllm:${name}_bucket{${labels},le="+Inf"} ${String(done)}.0`,
    `vllm:${name}_count{${labels}} ${String(done)}.0`,
    `vllm:${name}_sum{${labels}} ${String(done * 0.3125)}`,
  ];
}
