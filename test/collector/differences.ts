import type { Row } from './rows.ts';

/**
 * A deliberate difference to the Collector in one scenario. `collector` matches points that only it sends, `ours`
 * those that only we send; with both, they must be the same but for what is named. One that explains nothing fails.
 */
export interface Difference {
  readonly scenario: string;
  readonly reason: string;
  readonly collector?: Partial<Row>;
  readonly ours?: Partial<Row>;
}

/** Text 0.0.4 cannot carry units, so the catalogue names those it knows; the Collector has `# UNIT` alone. */
const unitOfCatalogue = (scenario: string, name: string, unit: string): Difference => ({
  scenario,
  reason: 'the catalogue knows the unit of this metric, which text 0.0.4 cannot carry',
  collector: { name },
  ours: { name, unit },
});

/** Against the recorded scenarios of `../shared/fixtures/collector`. */
export const RECORDED_DIFFERENCES: readonly Difference[] = [
  unitOfCatalogue('gauge', 'gpu_cache_usage_perc', '1'),
  unitOfCatalogue('histogram-rises', 'e2e_request_latency_seconds', 's'),
  unitOfCatalogue('nim', 'gpu_cache_usage_perc', '1'),
  unitOfCatalogue('nim', 'e2e_request_latency_seconds', 's'),
  unitOfCatalogue('nim', 'time_per_output_token_seconds', 's'),
  unitOfCatalogue('nim', 'time_to_first_token_seconds', 's'),
  {
    scenario: 'counter-resets-with-process-start',
    reason: 'the process began anew after the last scrape, so the whole value is new; the Collector drops it',
    ours: { scrape: 3, start: 2, name: 'prompt_tokens_total', value: 5 },
  },
  {
    scenario: 'histogram-bounds-change',
    reason: 'only the scrape with new bounds is a baseline; the Collector drops the one after it too',
    ours: { scrape: 3, start: 2, name: 'x_seconds', count: 3, buckets: [1, 1, 0, 1] },
  },
  {
    scenario: 'not-a-number',
    reason: 'Dynatrace refuses a gauge that is not a number',
    collector: { name: 'g', value: 'NaN' },
  },
  {
    scenario: 'not-a-number',
    reason: 'Dynatrace refuses an infinite gauge',
    collector: { name: 'g', value: 'Infinity' },
  },
  {
    scenario: 'not-a-number',
    reason: 'NaN is no observation; the Collector passes it on as if it were a delta',
    collector: { name: 'c_total', value: 'NaN' },
  },
  {
    scenario: 'not-a-number',
    reason: 'infinity is no observation, and no baseline: the next number counts from the last one',
    collector: { name: 'c_total', value: 'Infinity' },
    ours: { scrape: 4, start: 1, name: 'c_total', value: 3 },
  },
  {
    scenario: 'summary',
    reason: 'Dynatrace refuses summaries; their quantiles are gauges if the user wants them',
    collector: { kind: 'summary' },
  },
  {
    scenario: 'summary',
    reason: 'sum and count of a summary are deltas of their own',
    ours: { scrape: 2, start: 1, name: 'rpc_seconds_sum', kind: 'sum', value: 30 },
  },
  {
    scenario: 'summary',
    reason: 'sum and count of a summary are deltas of their own',
    ours: { scrape: 2, start: 1, name: 'rpc_seconds_count', kind: 'sum', value: 15 },
  },
];

/** Against a real Collector, in scenarios of our own. */
export const LIVE_DIFFERENCES: readonly Difference[] = [
  {
    scenario: 'gauges-vanish',
    reason: 'a marker without a value says that a series is gone; Dynatrace refuses points without a value',
    collector: { scrape: 2, name: 'temperature', attributes: { gpu: '1' }, value: 'none' },
  },
  {
    scenario: 'gauge-histogram',
    reason: 'buckets keep the name that the text gives them',
    collector: { name: 'sizes', kind: 'gauge' },
    ours: { name: 'sizes_bucket', kind: 'gauge' },
  },
  {
    scenario: 'gauge-histogram',
    reason: 'the description of the family is also that of its count',
    collector: { name: 'sizes_gcount' },
    ours: { name: 'sizes_gcount', description: 'Sizes.' },
  },
  {
    scenario: 'gauge-histogram',
    reason: 'the description of the family is also that of its sum',
    collector: { name: 'sizes_gsum' },
    ours: { name: 'sizes_gsum', description: 'Sizes.' },
  },
  {
    scenario: 'info',
    reason:
      'the name is the one in the text and in the text format; and it is a gauge, which Dynatrace makes of it anyway',
    collector: { name: 'build', kind: 'sum', temporality: 'cumulative', monotonic: false },
    ours: { name: 'build_info', kind: 'gauge' },
  },
  {
    scenario: 'stateset',
    reason: 'a state is a gauge, which Dynatrace makes of a cumulative sum that may fall',
    collector: { name: 'mode', kind: 'sum', temporality: 'cumulative', monotonic: false },
    ours: { name: 'mode', kind: 'gauge' },
  },
  {
    scenario: 'names-of-which-nothing-is-left',
    reason: 'Dynatrace would drop the attribute and merge series: counted as limit:characters',
    collector: { name: 'level', attributes: { 温度: 'x' } },
  },
  {
    scenario: 'histogram-without-sum',
    reason: 'Dynatrace refuses a histogram without a sum: counted as limit:no_sum',
    collector: { scrape: 2, name: 'latency_seconds', count: 3 },
  },
  {
    scenario: 'created-anew',
    reason: 'the interval joins the one before; the Collector begins it where the series began',
    collector: { scrape: 3, name: 'tokens_total', value: 30 },
    ours: { scrape: 3, start: 2, name: 'tokens_total', value: 30 },
  },
  {
    scenario: 'created-anew-of-a-histogram',
    reason: 'the interval joins the one before; the Collector begins it where the series began',
    collector: { scrape: 3, name: 'latency_seconds', count: 6, buckets: [3, 1, 2] },
    ours: { scrape: 3, start: 2, name: 'latency_seconds', count: 6, buckets: [3, 1, 2] },
  },
  {
    scenario: 'created-of-a-new-series',
    reason: 'the interval begins at the last scrape; the Collector begins it where the series began',
    collector: { scrape: 2, name: 'tokens_total', attributes: { r: 'abort' }, value: 3 },
    ours: { scrape: 2, start: 1, name: 'tokens_total', attributes: { r: 'abort' }, value: 3 },
  },
  {
    scenario: 'clashing-labels',
    reason: 'the box is on our points, so a label of that name moves aside as a label job does',
    collector: { attributes: { exported_exported_job: 'theirs', exported_instance: 'i', exported_job: 'x' } },
    ours: {
      attributes: { exported_box: 'b', exported_exported_job: 'theirs', exported_instance: 'i', exported_job: 'x' },
    },
  },
  {
    scenario: 'relabelling',
    reason: 'a renamed metric keeps its description; the Collector looks it up by the new name',
    collector: { name: 'num_requests_running' },
    ours: { name: 'num_requests_running', description: 'Running.' },
  },
  {
    scenario: 'relabelling',
    reason: 'a renamed counter stays one; the Collector makes a gauge of it, whose sums mean nothing',
    collector: { name: 'failures_total', kind: 'gauge' },
  },
  {
    scenario: 'relabelling',
    reason: 'a renamed counter stays one; the Collector makes a gauge of it, whose sums mean nothing',
    ours: { scrape: 2, start: 1, name: 'failures_total', kind: 'sum', value: 3 },
  },
  {
    scenario: 'times-of-their-own',
    reason: 'a time that has not moved is no new observation; the Collector sends the gauge again',
    collector: { scrape: '1795490651000 ms', name: 'level', value: 1 },
  },
  {
    scenario: 'times-of-their-own',
    reason: 'a time that has not moved is no new observation; the Collector sends an interval of no length',
    collector: { scrape: '1795490651000 ms', start: '1795490651000 ms', name: 'prompt_tokens_total', value: 2 },
  },
  {
    scenario: 'times-of-their-own',
    reason: 'what came without its time having moved comes with the next',
    collector: { scrape: '1795490652000 ms', name: 'prompt_tokens_total', value: 2 },
    ours: { scrape: '1795490652000 ms', start: '1795490651000 ms', name: 'prompt_tokens_total', value: 4 },
  },
  {
    scenario: 'summary-without-quantiles',
    reason: 'Dynatrace refuses summaries',
    collector: { kind: 'summary', name: 'rpc_seconds' },
  },
  {
    scenario: 'summary-without-quantiles',
    reason: 'sum and count of a summary are deltas of their own',
    ours: { scrape: 2, start: 1, name: 'rpc_seconds_sum', kind: 'sum', value: 6 },
  },
  {
    scenario: 'summary-without-quantiles',
    reason: 'sum and count of a summary are deltas of their own',
    ours: { scrape: 2, start: 1, name: 'rpc_seconds_count', kind: 'sum', value: 3 },
  },
  {
    scenario: 'histogram-without-infinity',
    reason: 'a histogram without its last bucket is told as an issue; the Collector makes that bucket from the count',
    collector: { scrape: 2, name: 'latency_seconds', count: 6, buckets: [3, 3] },
  },
  {
    scenario: 'histogram-without-buckets',
    reason: 'a histogram without buckets is told as an issue; the Collector makes one bucket from the count',
    collector: { scrape: 2, name: 'latency_seconds', count: 6, buckets: [6] },
  },
  {
    scenario: 'dcgm-exporter-readme-int64-blank-sentinel',
    reason: 'the "..." in it costs that line; the Collector refuses the whole text',
    ours: { kind: 'gauge' },
  },
  {
    scenario: 'triton-datadog',
    reason: 'Dynatrace refuses summaries',
    collector: { kind: 'summary' },
  },
  ...['request', 'queue', 'compute_input', 'compute_infer', 'compute_output'].flatMap((what) =>
    ['sum', 'count'].map((part) => ({
      scenario: 'triton-datadog',
      reason: 'sum and count of a summary are deltas of their own',
      ours: { scrape: 2, start: 1, name: `nv_inference_${what}_summary_us_${part}`, kind: 'sum', value: 3 },
    })),
  ),
];
