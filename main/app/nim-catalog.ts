import type { Signal } from '../core/model/signal.ts';

interface NimMetric {
  readonly name: string;
  /** UCUM; undefined for plain counts, as on Dynatrace's page. */
  readonly unit: string | undefined;
}

/**
 * The 14 metrics of a NIM LLM 1.x. Source: docs.dynatrace.com, "NVIDIA NIM" (2025-11-20).
 * All of its counters and histograms begin at zero with the process.
 */
const NIM_METRICS: readonly NimMetric[] = [
  { name: 'e2e_request_latency_seconds', unit: 's' },
  { name: 'generation_tokens_total', unit: undefined },
  { name: 'gpu_cache_usage_perc', unit: '1' },
  { name: 'num_request_max', unit: undefined },
  { name: 'num_requests_running', unit: undefined },
  { name: 'num_requests_waiting', unit: undefined },
  { name: 'prompt_tokens_total', unit: undefined },
  { name: 'request_failure_total', unit: undefined },
  { name: 'request_finish_total', unit: undefined },
  { name: 'request_generation_tokens', unit: undefined },
  { name: 'request_prompt_tokens', unit: undefined },
  { name: 'request_success_total', unit: undefined },
  { name: 'time_per_output_token_seconds', unit: 's' },
  { name: 'time_to_first_token_seconds', unit: 's' },
];

const BY_NAME = new Map(NIM_METRICS.map((metric) => [metric.name, metric]));

/** What the screen shows of a NIM. Gauges of several models add up; cache ratios never do. */
export const SIGNALS = [
  { id: 'kvCache', families: ['gpu_cache_usage_perc'], combine: 'mean' },
  { id: 'running', families: ['num_requests_running'], combine: 'sum' },
  { id: 'waiting', families: ['num_requests_waiting'], combine: 'sum' },
  { id: 'maximum', families: ['num_request_max'], combine: 'sum' },
  { id: 'firstTokenP50', families: ['time_to_first_token_seconds'], combine: { quantile: 0.5 } },
  { id: 'firstTokenP95', families: ['time_to_first_token_seconds'], combine: { quantile: 0.95 } },
  { id: 'tokensOut', families: ['generation_tokens_total'], combine: 'rate' },
] as const satisfies readonly Signal[];

export type SignalId = (typeof SIGNALS)[number]['id'];

/** Whether a family begins at zero with its process. */
export function beginsAtZero(family: string): boolean {
  return BY_NAME.has(family);
}

/** The metric's unit where the catalogue knows one. */
export function unitOf(metric: string): string | undefined {
  return BY_NAME.get(metric)?.unit;
}

/** Everything but what the exporters tell of themselves. */
export function isForwarded(metric: string): boolean {
  return !/^(?:python|process|go)_|_created$/.test(metric);
}
