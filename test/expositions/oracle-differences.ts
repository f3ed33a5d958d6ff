/** A counter whose samples the oracle calls `…_total`. */
export interface Renamed {
  readonly file: string;
  readonly names: readonly string[];
}

/** A line that the oracle did not read, with the sample that it is to us, as `canonical` writes it. */
export interface Unread {
  readonly file: string;
  readonly line: string;
  /** `takenOut`: it refuses the whole text for it, so it read the text without; `dropped`: it passes over it. */
  readonly how: 'takenOut' | 'dropped';
  readonly ours: string | undefined;
  readonly reason: string;
}

/** A fixture that as a whole is read otherwise. */
export interface ReadOtherwise {
  readonly file: string;
  /** `asText`: it ends in `# EOF` and the oracle reads it as text; `exemplarTimes`: its times there are wrong. */
  readonly what: 'asText' | 'exemplarTimes';
  readonly reason: string;
}

const ALL_TYPES = 'prometheus-textparse-alltypes.5mfs.om.txt';

/**
 * `prometheus_client` turns every counter of the text format into an OpenMetrics one and so renames samples without
 * `_total`. We keep names as they are written: Dynatrace and the Collector know these counters by them.
 */
export const RENAMED: readonly Renamed[] = [
  {
    file: 'dcgm-exporter-l4-2026-kops.txt',
    names: [
      'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
      'DCGM_FI_DEV_PCIE_REPLAY_COUNTER',
      'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS',
      'DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS',
    ],
  },
  {
    file: 'dcgm-exporter-t4-a10g-datadog.txt',
    names: [
      'DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION',
      'DCGM_FI_DEV_PCIE_REPLAY_COUNTER',
      'DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL',
      'DCGM_FI_DEV_COUNT',
      'DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS',
      'DCGM_FI_PROF_PCIE_RX_BYTES',
      'DCGM_FI_PROF_PCIE_TX_BYTES',
      'DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS',
    ],
  },
  {
    file: 'prometheus-common-fuzz/from_test_parse_2',
    names: ['name'],
  },
  {
    file: 'triton-datadog.txt',
    names: [
      'nv_inference_request_success',
      'nv_inference_request_failure',
      'nv_inference_count',
      'nv_inference_exec_count',
      'nv_inference_request_duration_us',
      'nv_inference_queue_duration_us',
      'nv_inference_compute_input_duration_us',
      'nv_inference_compute_infer_duration_us',
      'nv_inference_compute_output_duration_us',
      'nv_energy_consumption',
    ],
  },
  {
    file: 'triton-tensorrt_llm-nv_trt_llm-readme.txt',
    names: [
      'nv_trt_llm_disaggregated_serving_metrics',
      'nv_inference_request_success',
      'nv_inference_request_failure',
      'nv_inference_count',
      'nv_inference_exec_count',
      'nv_inference_request_duration_us',
      'nv_inference_queue_duration_us',
      'nv_inference_compute_input_duration_us',
      'nv_inference_compute_infer_duration_us',
      'nv_inference_compute_output_duration_us',
    ],
  },
];

const NEGATIVE =
  'OpenMetrics 1.0 forbids sums and quantiles below zero and the oracle refuses the whole text for one; the value is what was measured, so tolerant mode keeps it';

const SAME_TIME =
  'the oracle keeps the first of several samples of a series with the same time; a reader of lines keeps them all, and what becomes a series judges them';

const sameTime = (a: number, value: number): Unread => ({
  file: 'openmetrics-parsers/duplicate_timestamps_1/metrics',
  line: `a{a="${String(a)}",foo="bar"} ${String(value)} 0`,
  how: 'dropped',
  ours: `"a"{"a"="${String(a)}","foo"="bar"} ${String(value)} @0ms`,
  reason: SAME_TIME,
});

export const UNREAD: readonly Unread[] = [
  sameTime(1, 2),
  sameTime(1, 3),
  sameTime(2, 5),
  {
    file: 'dcgm-exporter-readme-int64-blank-sentinel.txt',
    line: '...',
    how: 'takenOut',
    ours: undefined,
    reason: 'an ellipsis of the README: no sample to anybody; the oracle refuses the text, we count an issue',
  },
  {
    file: ALL_TYPES,
    line: 'rpc_durations_histogram_seconds_sum -8.452185437166741e-05',
    how: 'takenOut',
    ours: '"rpc_durations_histogram_seconds_sum"{} -0.00008452185437166741',
    reason: NEGATIVE,
  },
  {
    file: ALL_TYPES,
    line: 'rpc_durations_histogram_seconds_count 15',
    how: 'takenOut',
    ours: '"rpc_durations_histogram_seconds_count"{} 15',
    reason: 'without the sum above the oracle refuses the count too',
  },
  {
    file: ALL_TYPES,
    line: 'rpc_durations_seconds{service="normal",quantile="0.5"} -5.066758674917046e-06',
    how: 'takenOut',
    ours: '"rpc_durations_seconds"{"quantile"="0.5","service"="normal"} -0.000005066758674917046',
    reason: NEGATIVE,
  },
  {
    file: ALL_TYPES,
    line: 'rpc_durations_seconds_sum{service="normal"} -8.452185437166741e-05',
    how: 'takenOut',
    ours: '"rpc_durations_seconds_sum"{"service"="normal"} -0.00008452185437166741',
    reason: NEGATIVE,
  },
];

const COUNTERS_WITHOUT_TOTAL =
  'it ends in "# EOF", but its metadata is that of the text format: counters whose TYPE has the _total, which the oracle refuses as OpenMetrics';

export const READ_OTHERWISE: readonly ReadOtherwise[] = [
  {
    file: 'prometheus-textparse-alltypes.237mfs.nometa.prom.txt',
    what: 'asText',
    reason: COUNTERS_WITHOUT_TOTAL,
  },
  { file: 'prometheus-textparse-alltypes.237mfs.prom.txt', what: 'asText', reason: COUNTERS_WITHOUT_TOTAL },
  {
    file: ALL_TYPES,
    what: 'exemplarTimes',
    reason: 'the oracle cuts 1.7268398142239082e+09 at its point into 1 second and 726839814 nanoseconds',
  },
];
