import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ModelEvent, ModelState } from './queueing-model.ts';
import { NIM_FAMILIES } from './nim-families.ts';

export interface MetricsPageOptions {
  readonly modelName: string;
  /** Start of the simulated process, seconds since 1970 with a fraction; shown exactly. */
  readonly startSeconds: number;
}

/** The metrics page of one life of the simulated NIM. */
export interface MetricsPage {
  readonly contentType: string;
  /** Counts an event of the model. */
  record(event: ModelEvent): void;
  /** The text as of now. All values are read before this returns its promise, so later events do not show. */
  render(state: ModelState): Promise<string>;
}

/**
 * A page in prom-client's hands with the families of a NIM 1.x. As in a real one, all series but those of
 * `request_finish_total` are there from the start; those appear with their first request.
 */
export function createMetricsPage(options: MetricsPageOptions): MetricsPage {
  const registry = new Registry();
  const gauges = new Map<string, Gauge>();
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const model = { model_name: options.modelName };
  addProcessLines(registry, options.startSeconds);
  for (const family of NIM_FAMILIES) {
    const isFinish = family.name === 'request_finish_total';
    const common = {
      name: family.name,
      help: family.help,
      registers: [registry],
      labelNames: isFinish ? ['finished_reason', 'model_name'] : ['model_name'],
    };
    switch (family.kind) {
      case 'gauge':
        gauges.set(family.name, new Gauge(common));
        break;
      case 'counter': {
        const counter = new Counter(common);
        if (!isFinish) counter.inc(model, 0);
        counters.set(family.name, counter);
        break;
      }
      case 'histogram': {
        const histogram = new Histogram({ ...common, buckets: [...family.bounds] });
        histogram.zero(model);
        histograms.set(family.name, histogram);
        break;
      }
    }
  }
  return {
    contentType: registry.contentType,
    record(event) {
      const labels = { ...event.labels, ...model };
      if (event.kind === 'inc') counters.get(event.family)?.inc(labels, event.by);
      else histograms.get(event.family)?.observe(labels, event.value);
    },
    render(state) {
      gauges.get('num_requests_running')?.set(model, state.running);
      gauges.get('num_requests_waiting')?.set(model, state.waiting);
      gauges.get('num_request_max')?.set(model, state.maxRunning);
      gauges.get('gpu_cache_usage_perc')?.set(model, state.cacheUsage);
      return registry.metrics();
    },
  };
}

/**
 * What a Python process shows beside its own metrics. Gauges only: every counter on the page is in the event log,
 * so that the truth knows all that a forwarder could count.
 */
function addProcessLines(registry: Registry, startSeconds: number): void {
  const registers = [registry];
  new Gauge({
    name: 'python_info',
    help: 'Python platform information',
    labelNames: ['implementation', 'major', 'minor', 'patchlevel', 'version'],
    registers,
  }).set({ implementation: 'CPython', major: '3', minor: '10', patchlevel: '12', version: '3.10.12' }, 1);
  const plain: readonly (readonly [string, string, number])[] = [
    ['process_resident_memory_bytes', 'Resident memory size in bytes.', 10_463_768_576],
    ['process_start_time_seconds', 'Start time of the process since unix epoch in seconds.', startSeconds],
    ['process_open_fds', 'Number of open file descriptors.', 159],
    ['process_max_fds', 'Maximum number of open file descriptors.', 1_048_576],
  ];
  for (const [name, help, value] of plain) new Gauge({ name, help, registers }).set(value);
}
