import type { Dialect } from '../dialects/detect-dialect.ts';

/** Prometheus' job as on Dynatrace's page, for whatever serves models. */
const MODEL_SERVER = 'nim-metrics';

/** The job of exporters that are no model servers; the usual names of their own pages. */
const JOBS: Partial<Readonly<Record<Dialect, string>>> = { dcgm: 'dcgm', nvidia_gpu_exporter: 'nvidia_gpu_exporter' };
const USUAL_PORTS: ReadonlyMap<number, Dialect> = new Map([
  [9400, 'dcgm'],
  [9835, 'nvidia_gpu_exporter'],
]);

/** The job that a target belongs to; where nobody has asked it yet its port tells. */
export function jobNameOf(dialect: Dialect | undefined, port: number): string {
  const known = dialect === undefined || dialect === 'unknown' ? USUAL_PORTS.get(port) : dialect;
  return (known === undefined ? undefined : JOBS[known]) ?? MODEL_SERVER;
}
