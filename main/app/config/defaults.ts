import type { HttpSettings, ScrapeLimits } from '../../core/model/target-settings.ts';

/** What holds for a target unless its configuration says otherwise; as in Prometheus, except where a reason stands. */
export const DEFAULTS: { readonly http: HttpSettings; readonly limits: ScrapeLimits } = {
  http: {
    authorization: undefined,
    headers: [],
    tls: {
      ca: undefined,
      cert: undefined,
      key: undefined,
      serverName: undefined,
      insecureSkipVerify: false,
      minVersion: undefined,
    },
    proxy: { kind: 'none' },
    followRedirects: true,
  },
  limits: {
    // Prometheus has none. A NIM's text has one megabyte; an endless one must not fill the memory of a laptop.
    bodySize: 64 * 1024 * 1024,
    samples: 0,
    labels: 0,
    labelNameLength: 0,
    labelValueLength: 0,
  },
};

/** Prometheus' own default. */
export const DEFAULT_TIMEOUT_MS = 10_000;
