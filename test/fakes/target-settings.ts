import type { HttpSettings, TargetSettings } from '../../main/core/model/target-settings.ts';

/** Plain HTTP without credentials, with what `over` says. */
export function httpSettings(over: Partial<HttpSettings> = {}): HttpSettings {
  const nothing = { ca: undefined, cert: undefined, key: undefined, serverName: undefined, minVersion: undefined };
  return {
    authorization: undefined,
    headers: [],
    tls: { ...nothing, insecureSkipVerify: false },
    proxy: { kind: 'none' },
    followRedirects: true,
    ...over,
  };
}

/** A target `dgx:8000` without limits or rules, with what `over` says. */
export function fakeSettings(over: Partial<TargetSettings> = {}): TargetSettings {
  return {
    address: { scheme: 'http', host: 'dgx', port: 8000, path: undefined },
    via: undefined,
    params: [],
    box: 'dgx',
    labels: [
      ['instance', 'dgx:8000'],
      ['job', 'j'],
    ],
    scrapeIntervalMs: 10_000,
    scrapeTimeoutMs: 10_000,
    honorLabels: false,
    honorTimestamps: true,
    metricRelabel: [],
    http: httpSettings(),
    limits: { bodySize: 0, samples: 0, labels: 0, labelNameLength: 0, labelValueLength: 0 },
    ...over,
  };
}
