import { stringify } from 'yaml';
import type { Configuration } from './config/configuration.ts';
import { printDuration } from './config/quantities.ts';
import { readConfiguration } from './config/read-configuration.ts';
import { targetFromAddress } from './config/target-from-address.ts';
import { parseEndpoint } from './endpoint.ts';
import { md5 } from './hashes.ts';
import { SettingsBook } from './settings/settings-book.ts';

/** One target without a configuration file: what `run ADDRESS`, the demo and the first start need. */
export interface QuickOptions {
  /** The target in any form: `host`, `host:port` or a URL. */
  readonly target: string;
  /** OTLP base URL; undefined leaves forwarding without a destination until one is saved. */
  readonly endpoint: string | undefined;
  /** Whether forwarding starts switched on. */
  readonly forward: boolean;
  readonly scrapeIntervalMs: number;
  /** This computer's name: that of the box where the address is its own. */
  readonly box: string;
}

/** Prometheus' job, as on Dynatrace's page. */
const JOB = 'nim-metrics';

/** Throws a `RangeError` whose message is for the user when target or endpoint cannot be used. */
export function quickConfiguration(options: QuickOptions): Configuration {
  return quickSettings(options).configuration;
}

/**
 * The configuration of one address as a text that can be changed until the program ends. Throws a `RangeError` whose
 * message is for the user when target or endpoint cannot be used.
 */
export function quickSettings(options: QuickOptions): SettingsBook {
  const surroundings = { environment: {}, computerName: options.box, md5, mayLackTargets: true };
  const opened = SettingsBook.open(
    {
      path: null,
      read: (text) => readConfiguration(text, 'configuration', surroundings),
      write: () => undefined,
    },
    quickText(options),
  );
  if (opened.ok) return opened.book;
  throw new RangeError(opened.errors.map(({ message }) => message).join('; '));
}

function quickText(options: QuickOptions): string {
  const { box, scrapeIntervalMs: intervalMs } = options;
  const target = targetFromAddress(options.target, { job: JOB, box, intervalMs });
  if (!target.ok) throw new RangeError(target.reason);
  const endpoint = options.endpoint === undefined ? undefined : parseEndpoint(options.endpoint);
  if (endpoint?.ok === false) throw new RangeError(endpoint.reason);
  const { address, params } = target.settings;
  const hostAndPort = `${address.host}:${String(address.port)}`;
  const job = {
    job_name: JOB,
    ...(address.scheme === 'https' ? { scheme: 'https' } : {}),
    ...(address.path === undefined ? {} : { metrics_path: address.path }),
    ...(params.length === 0 ? {} : { params: listsOf(params) }),
    static_configs: [{ targets: [hostAndPort] }],
  };
  const forward = {
    ...(endpoint === undefined ? {} : { endpoint: endpoint.endpoint }),
    boxes: options.forward ? 'all' : 'none',
  };
  const global = { scrape_interval: printDuration(intervalMs) };
  return stringify({ global, scrape_configs: [job], forward }, { lineWidth: 0, version: '1.1' });
}

function listsOf(params: readonly (readonly [string, string])[]): Readonly<Record<string, readonly string[]>> {
  const names = [...new Set(params.map(([name]) => name))];
  return Object.fromEntries(
    names.map((name) => [name, params.flatMap(([other, value]) => (other === name ? [value] : []))]),
  );
}
