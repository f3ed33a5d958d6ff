import type { Keys } from './yaml-value.ts';

const LIMIT_KEYS = [
  'body_size_limit',
  'sample_limit',
  'label_limit',
  'label_name_length_limit',
  'label_value_length_limit',
] as const;

const HTTP_KEYS = [
  'authorization',
  'basic_auth',
  'bearer_token',
  'bearer_token_file',
  'tls_config',
  'proxy_url',
  'no_proxy',
  'proxy_from_environment',
  'follow_redirects',
  'http_headers',
] as const;

const SCRAPE_KEYS = [
  'job_name',
  'static_configs',
  'metrics_path',
  'scheme',
  'params',
  'scrape_interval',
  'scrape_timeout',
  'honor_labels',
  'honor_timestamps',
  'relabel_configs',
  'metric_relabel_configs',
  ...HTTP_KEYS,
  ...LIMIT_KEYS,
] as const;

const GLOBAL_KEYS = ['scrape_interval', 'scrape_timeout', 'external_labels', ...LIMIT_KEYS] as const;

export type LimitKey = (typeof LIMIT_KEYS)[number];
export type ScrapeKey = (typeof SCRAPE_KEYS)[number];
export type GlobalKey = (typeof GLOBAL_KEYS)[number];

const NOT_HERE = "is Prometheus' and not supported here";

/** Keys of Prometheus' top level without which something would not be scraped or sent, with what to do instead. */
export function refusedTopLevel(key: string): string | undefined {
  return TOP_LEVEL_REFUSED.get(key);
}

const TOP_LEVEL_REFUSED: ReadonlyMap<string, string> = new Map([
  ['remote_write', `${NOT_HERE}; use forward: with an endpoint, which takes OTLP`],
  ['remote_read', `${NOT_HERE}; there is nothing to read back`],
  ['scrape_config_files', `${NOT_HERE}; put all jobs under scrape_configs`],
  ['static_configs', 'belongs into an entry of scrape_configs'],
  ['job_name', 'belongs into an entry of scrape_configs'],
  ['scrape_interval', 'belongs into global: or into an entry of scrape_configs'],
  ['scrape_timeout', 'belongs into global: or into an entry of scrape_configs'],
  ['external_labels', 'belongs into global:'],
  ['endpoint', 'belongs into forward:'],
  ['token', 'does not belong into this file; store it in the keychain, or set DT_API_TOKEN or DT_API_TOKEN_FILE'],
]);

const NO_EFFECT = 'has no effect here';

/** What concerns a Prometheus server alone: its own example file has some of it. */
export function ignoredTopLevel(key: string): string | undefined {
  return TOP_LEVEL_IGNORED.get(key);
}

const TOP_LEVEL_IGNORED: ReadonlyMap<string, string> = new Map([
  ['rule_files', `${NO_EFFECT}: rules belong to a Prometheus server`],
  ['alerting', `${NO_EFFECT}: this program alerts by itself`],
  ['storage', `${NO_EFFECT}: the state directory is an option of the command`],
  ['tracing', NO_EFFECT],
  ['otlp', `${NO_EFFECT}: this program receives nothing`],
  ['runtime', NO_EFFECT],
]);

const SCRAPE_REFUSED: ReadonlyMap<string, string> = new Map([
  ['oauth2', `${NOT_HERE}; use authorization: with credentials or credentials_file`],
  ['sigv4', `${NOT_HERE}; use authorization: with credentials or credentials_file`],
  ['proxy_connect_header', `${NOT_HERE}; put the proxy's user and password into proxy_url`],
  ['targets', 'belongs into an entry of static_configs'],
  ['labels', 'belongs into an entry of static_configs'],
  ['insecure_skip_verify', 'belongs into tls_config:'],
  ['username', 'belongs into basic_auth:'],
  ['password', 'belongs into basic_auth:'],
  ['credentials', 'belongs into authorization:'],
  ['credentials_file', 'belongs into authorization:'],
]);

const SCRAPE_IGNORED: ReadonlyMap<string, string> = new Map([
  ['enable_compression', `${NO_EFFECT}: gzip is always offered`],
  ['enable_http2', `${NO_EFFECT}: targets are asked over HTTP/1.1`],
  ['scrape_protocols', `${NO_EFFECT}: OpenMetrics 1.0 and the text format are asked for`],
  ['fallback_scrape_protocol', `${NO_EFFECT}: an answer without a content type is read as text`],
  ['scrape_fallback_protocol', `${NO_EFFECT}: an answer without a content type is read as text`],
  ['scrape_classic_histograms', `${NO_EFFECT}: classic histograms are always read`],
  ['always_scrape_classic_histograms', `${NO_EFFECT}: classic histograms are always read`],
  ['scrape_native_histograms', `${NO_EFFECT}: native histograms are not asked for`],
  ['convert_classic_histograms_to_nhcb', `${NO_EFFECT}: histograms are sent with their buckets`],
  ['native_histogram_bucket_limit', `${NO_EFFECT}: native histograms are not asked for`],
  ['native_histogram_min_bucket_factor', `${NO_EFFECT}: native histograms are not asked for`],
  ['track_timestamps_staleness', `${NO_EFFECT}: nothing is marked as stale`],
  ['extra_scrape_metrics', NO_EFFECT],
  ['metric_name_validation_scheme', `${NO_EFFECT}: names are taken as they are`],
  ['metric_name_escaping_scheme', `${NO_EFFECT}: names are taken as they are`],
  ['target_limit', `${NO_EFFECT}: the targets are those of this file`],
  ['keep_dropped_targets', NO_EFFECT],
  ['scrape_failure_log_file', `${NO_EFFECT}: the last failure is shown with its target`],
]);

const GLOBAL_IGNORED: ReadonlyMap<string, string> = new Map([
  ...SCRAPE_IGNORED,
  ['evaluation_interval', `${NO_EFFECT}: there are no rules to evaluate`],
  ['rule_query_offset', `${NO_EFFECT}: there are no rules to evaluate`],
  ['query_log_file', `${NO_EFFECT}: there are no queries`],
]);

function refusedInScrape(key: string): string | undefined {
  if (/_sd_configs$/.test(key)) return `${NOT_HERE}: targets are not discovered; name them under static_configs`;
  return SCRAPE_REFUSED.get(key);
}

export const SCRAPE_CONFIG: Keys<ScrapeKey> = {
  of: 'an entry of scrape_configs',
  known: SCRAPE_KEYS,
  refused: refusedInScrape,
  ignored: (key) => SCRAPE_IGNORED.get(key),
};

export const GLOBAL: Keys<GlobalKey> = {
  of: 'global',
  known: GLOBAL_KEYS,
  ignored: (key) => GLOBAL_IGNORED.get(key),
};
