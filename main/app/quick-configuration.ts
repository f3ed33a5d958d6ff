import type { Configuration } from './config/configuration.ts';
import { targetFromAddress } from './config/target-from-address.ts';
import { parseEndpoint } from './endpoint.ts';

/** One target without a configuration file: what `run ADDRESS`, the demo and the first start need. */
export interface QuickOptions {
  /** The target in any form: `host`, `host:port` or a URL. */
  readonly target: string;
  /** OTLP base URL; undefined leaves forwarding without a destination until one is saved. */
  readonly endpoint: string | undefined;
  /** Whether forwarding starts switched on. */
  readonly forward: boolean;
  readonly scrapeIntervalMs: number;
  /** The box's name. */
  readonly box: string;
}

/** Prometheus' job, as on Dynatrace's page. */
const JOB = 'nim-metrics';

/** Throws a `RangeError` whose message is for the user when target or endpoint cannot be used. */
export function quickConfiguration(options: QuickOptions): Configuration {
  const { box, scrapeIntervalMs: intervalMs } = options;
  const target = targetFromAddress(options.target, { job: JOB, box, intervalMs });
  if (!target.ok) throw new RangeError(target.reason);
  const endpoint = options.endpoint === undefined ? undefined : parseEndpoint(options.endpoint);
  if (endpoint?.ok === false) throw new RangeError(endpoint.reason);
  return {
    form: 'nim-glance',
    targets: [target.settings],
    forward: {
      endpoint: endpoint?.endpoint,
      token: undefined,
      boxes: options.forward ? 'all' : [],
      families: { preset: 'default', include: [], exclude: [] },
      summaryQuantiles: false,
    },
    alerts: [],
    maxStalenessMs: undefined,
    warnings: [],
  };
}
