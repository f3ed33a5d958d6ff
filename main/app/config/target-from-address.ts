import { parseTargetAddress } from '../../core/pipeline.ts';
import type { TargetSettings } from '../../core/model/target-settings.ts';
import { DEFAULT_TIMEOUT_MS, DEFAULTS } from './defaults.ts';

export type TargetFromAddress =
  { readonly ok: true; readonly settings: TargetSettings } | { readonly ok: false; readonly reason: string };

/** The settings of a target of which only an address was given: `host`, `host:port` or a URL. */
export function targetFromAddress(
  text: string,
  defaults: { readonly job: string; readonly box: string; readonly intervalMs: number },
): TargetFromAddress {
  const result = parseTargetAddress(text);
  if (!result.ok) return result;
  const { scheme, host, port, path } = result.address;
  const [pathname, query] = splitPath(path);
  return {
    ok: true,
    settings: {
      address: { scheme, host, port, path: pathname },
      via: undefined,
      params: [...new URLSearchParams(query)],
      box: defaults.box,
      labels: [
        ['instance', `${host}:${String(port)}`],
        ['job', defaults.job],
      ],
      scrapeIntervalMs: defaults.intervalMs,
      scrapeTimeoutMs: Math.min(DEFAULT_TIMEOUT_MS, defaults.intervalMs),
      honorLabels: false,
      honorTimestamps: true,
      metricRelabel: [],
      http: DEFAULTS.http,
      limits: DEFAULTS.limits,
    },
  };
}

/** The query is kept as parameters, which have a place of their own. */
function splitPath(path: string | undefined): readonly [path: string | undefined, query: string] {
  const at = path?.indexOf('?') ?? -1;
  return at === -1 ? [path, ''] : [path?.slice(0, at), path?.slice(at + 1) ?? ''];
}
