import type { RelabelRule } from './relabel-rule.ts';
import type { Labels } from './sample.ts';

/** Where a target listens. */
export interface TargetAddress {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  /** Metrics path that the user named; undefined tries the usual ones. */
  readonly path: string | undefined;
}

/** All that is to be known of one target: Prometheus' `scrape_config`, resolved. */
export interface TargetSettings {
  readonly address: TargetAddress;
  /** The tunnel through which it is asked, by the name that whoever keeps tunnels gave it; undefined: none. */
  readonly via: string | undefined;
  /** Query parameters of the metrics request, in order. */
  readonly params: readonly (readonly [name: string, value: string])[];
  /** The box it belongs to. */
  readonly box: string;
  /** Prometheus' target labels: always `job` and `instance`, then the user's; nothing that starts with `__`. */
  readonly labels: Labels;
  readonly scrapeIntervalMs: number;
  /** Not above the interval. */
  readonly scrapeTimeoutMs: number;
  /** A scraped label wins over a target label of the same name; otherwise it becomes `exported_…`. */
  readonly honorLabels: boolean;
  /** A sample's own time is used; otherwise the time of the scrape. */
  readonly honorTimestamps: boolean;
  readonly metricRelabel: readonly RelabelRule[];
  readonly http: HttpSettings;
  readonly limits: ScrapeLimits;
}

/** How a target is asked. */
export interface HttpSettings {
  readonly authorization: Authorization | undefined;
  /** Further headers, as Prometheus' `http_headers`. */
  readonly headers: readonly (readonly [name: string, value: Secret])[];
  readonly tls: TlsSettings;
  readonly proxy: ProxySettings;
  /** Only ever to the same origin; without them a redirect is a failed scrape. */
  readonly followRedirects: boolean;
}

export type Authorization =
  /** `Authorization: TYPE CREDENTIALS`, usually Bearer. */
  | { readonly kind: 'credentials'; readonly type: string; readonly credentials: Secret }
  | { readonly kind: 'basic'; readonly username: string; readonly password: Secret };

/** A secret of the configuration: in it, or in a file that is read anew for each request. */
export type Secret =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'file'; readonly path: string };

export interface TlsSettings {
  /** Own certificate authority (PEM). */
  readonly ca: Secret | undefined;
  /** Client certificate and its key (PEM). */
  readonly cert: Secret | undefined;
  readonly key: Secret | undefined;
  /** Name expected in the certificate and sent as SNI; undefined: the host. */
  readonly serverName: string | undefined;
  readonly insecureSkipVerify: boolean;
  /** For example `TLSv1.2`; undefined: Node's own. */
  readonly minVersion: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3' | undefined;
}

export type ProxySettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'url'; readonly url: string; readonly noProxy: string }
  /** `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`. */
  | { readonly kind: 'environment' };

/** Prometheus' limits; 0 means none. A target beyond one of them fails its scrape. */
export interface ScrapeLimits {
  /** Decompressed bytes. */
  readonly bodySize: number;
  /** Samples after relabelling. */
  readonly samples: number;
  /** Labels of one sample. */
  readonly labels: number;
  /** Characters of a label's name, of its value (bytes in UTF-8). */
  readonly labelNameLength: number;
  readonly labelValueLength: number;
}
