import { added, cacheRatio, rate, type DialectTable } from './dialect-table.ts';

const REQUESTS = 'nv_trt_llm_request_metrics';
const SUCCESS = 'nv_inference_request_success';
const MICROSECOND = 1e-6;

/**
 * Triton, alone or with TensorRT-LLM (`nv_trt_llm_*`). Times are counters of microseconds without buckets, so there
 * are means and no quantiles; only successful requests are in them. An ensemble counts beside its steps.
 * Not taken: `nv_inference_first_response_histogram_ms`, which is the whole answer where nothing streams.
 */
export const TRITON: DialectTable = {
  units: [
    [SUCCESS, undefined],
    ['nv_inference_request_failure', undefined],
    ['nv_inference_count', undefined],
    ['nv_inference_exec_count', undefined],
    ['nv_inference_pending_request_count', undefined],
    ['nv_inference_request_duration_us', 'us'],
    ['nv_inference_queue_duration_us', 'us'],
    ['nv_inference_compute_input_duration_us', 'us'],
    ['nv_inference_compute_infer_duration_us', 'us'],
    ['nv_inference_compute_output_duration_us', 'us'],
    [REQUESTS, undefined],
    ['nv_trt_llm_kv_cache_block_metrics', undefined],
    ['nv_gpu_utilization', '1'],
    ['nv_gpu_memory_used_bytes', 'By'],
    ['nv_gpu_memory_total_bytes', 'By'],
    ['nv_gpu_power_usage', 'W'],
  ],
  beginsAtZero: (family) => family.startsWith('nv_inference_') || family.startsWith('nv_trt_llm_'),
  sources: {
    kvCache: [
      cacheRatio('nv_trt_llm_kv_cache_block_metrics', ['model', 'exported_model'], ['kv_cache_block_type', 'fraction']),
    ],
    // "active" includes those that wait for their turn in the batch.
    running: [added(REQUESTS, ['request_type', 'scheduled'])],
    waiting: [added(REQUESTS, ['request_type', 'waiting']), added('nv_inference_pending_request_count')],
    maximum: [added(REQUESTS, ['request_type', 'max'])],
    requestMean: [meanOf('nv_inference_request_duration_us')],
    queueMean: [meanOf('nv_inference_queue_duration_us')],
    requests: [{ ...rate(SUCCESS), plus: ['nv_inference_request_failure'] }],
    successes: [rate(SUCCESS)],
    failures: [rate('nv_inference_request_failure')],
    gpuUtilisation: [{ ...added('nv_gpu_utilization'), take: 'mean' }],
    gpuMemoryUsed: [added('nv_gpu_memory_used_bytes')],
    gpuMemoryTotal: [added('nv_gpu_memory_total_bytes')],
    gpuPower: [added('nv_gpu_power_usage')],
  },
};

function meanOf(microseconds: string) {
  return { kind: 'quotient', of: { family: microseconds }, per: { family: SUCCESS }, scale: MICROSECOND } as const;
}
