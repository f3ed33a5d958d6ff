import type { RelabelRule } from '../../core/model/relabel-rule.ts';
import type { Labels } from '../../core/model/sample.ts';
import type { HttpSettings, ScrapeLimits } from '../../core/model/target-settings.ts';
import { DEFAULT_TIMEOUT_MS, DEFAULTS } from './defaults.ts';
import { GLOBAL, SCRAPE_CONFIG, type LimitKey, type ScrapeKey } from './prometheus-keys.ts';
import { readHttp, type ResolvePath } from './read-http.ts';
import { readLabels } from './read-labels.ts';
import { readRelabelRules } from './read-relabel-rules.ts';
import { readTargetGroups, type StaticTarget } from './read-target-groups.ts';
import type { Fields, Value } from './yaml-value.ts';

/** `global:`, its defaults filled in. */
export interface GlobalSettings {
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly externalLabels: Labels;
  readonly limits: ScrapeLimits;
}

/** One entry of `scrape_configs`, its defaults filled in; its targets are not resolved yet. */
export interface ScrapeJob {
  readonly name: string;
  readonly targets: readonly StaticTarget[];
  /** Undefined tries the usual ones. */
  readonly metricsPath: string | undefined;
  readonly scheme: 'http' | 'https';
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly honorLabels: boolean;
  readonly honorTimestamps: boolean;
  readonly relabel: readonly RelabelRule[];
  readonly metricRelabel: readonly RelabelRule[];
  readonly http: HttpSettings;
  readonly limits: ScrapeLimits;
}

/** `defaultIntervalMs` is that of the form. */
export function readGlobal(value: Value | undefined, defaultIntervalMs: number): GlobalSettings {
  const fields = value?.fields(GLOBAL);
  const intervalMs = fields?.get('scrape_interval')?.duration() ?? defaultIntervalMs;
  return {
    intervalMs,
    timeoutMs: readTimeout(fields?.get('scrape_timeout'), intervalMs, DEFAULT_TIMEOUT_MS),
    externalLabels: readLabels(fields?.get('external_labels')),
    limits: readLimits(fields, DEFAULTS.limits),
  };
}

/** All jobs; a name that stands twice is a problem. */
export function readScrapeConfigs(
  list: Value | undefined,
  global: GlobalSettings,
  resolvePath: ResolvePath,
): readonly ScrapeJob[] {
  const names = new Set<string>();
  return (list?.list() ?? []).flatMap((entry) => {
    const job = readJob(entry, global, resolvePath);
    if (job === undefined) return [];
    const { name } = job;
    if (names.has(name)) entry.problem(`there is a job_name "${name}" above already; each job needs its own`);
    names.add(name);
    return [job];
  });
}

function readJob(entry: Value, global: GlobalSettings, resolvePath: ResolvePath): ScrapeJob | undefined {
  const fields = entry.fields(SCRAPE_CONFIG);
  if (!entry.isMapping()) return undefined;
  for (const key of ['job_name', 'static_configs'] as const)
    if (fields.get(key) === undefined) entry.problem(`an entry of scrape_configs needs ${key}`);
  const job: Omit<ScrapeJob, 'name'> = {
    ...readTimes(fields, global),
    targets: readTargetGroups(fields.get('static_configs')),
    metricsPath: readPath(fields.get('metrics_path')),
    scheme: fields.get('scheme')?.oneOf(['http', 'https']) ?? 'http',
    params: readParams(fields.get('params')),
    honorLabels: fields.get('honor_labels')?.flag() ?? false,
    honorTimestamps: fields.get('honor_timestamps')?.flag() ?? true,
    relabel: readRelabelRules(fields.get('relabel_configs')),
    metricRelabel: readRelabelRules(fields.get('metric_relabel_configs')),
    http: readHttp(fields, resolvePath),
    limits: readLimits(fields, global.limits),
  };
  const name = fields.get('job_name')?.filledText();
  return name === undefined ? undefined : { name, ...job };
}

function readTimes(fields: Fields<ScrapeKey>, global: GlobalSettings): Pick<ScrapeJob, 'intervalMs' | 'timeoutMs'> {
  const intervalMs = fields.get('scrape_interval')?.duration() ?? global.intervalMs;
  return { intervalMs, timeoutMs: readTimeout(fields.get('scrape_timeout'), intervalMs, global.timeoutMs) };
}

/** A default above the interval is cut to it; one that was written is a problem. */
function readTimeout(value: Value | undefined, intervalMs: number, defaultMs: number): number {
  const timeoutMs = value?.duration();
  if (timeoutMs === undefined) return Math.min(defaultMs, intervalMs);
  if (timeoutMs > intervalMs)
    value?.problem(`scrape_timeout (${value.source}) must not be longer than the scrape_interval`);
  return timeoutMs;
}

function readPath(value: Value | undefined): string | undefined {
  const text = value?.filledText();
  if (text === undefined || text.startsWith('/')) return text;
  value?.problem(`metrics_path begins with a slash: /${text}`);
  return undefined;
}

/** `params:` maps each name to a list of values; a single value is taken as such a list. */
function readParams(value: Value | undefined): ScrapeJob['params'] {
  return (value?.entries() ?? []).flatMap(({ key, value: values }) => {
    if (values === undefined) return [];
    const texts = values.isList() ? values.texts() : [values.text() ?? ''];
    return texts.map((text) => [key, text] as const);
  });
}

function readLimits<K extends string>(fields: Fields<K | LimitKey> | undefined, defaults: ScrapeLimits): ScrapeLimits {
  const whole = (key: LimitKey): number | undefined => fields?.get(key)?.whole();
  return {
    bodySize: fields?.get('body_size_limit')?.size() ?? defaults.bodySize,
    samples: whole('sample_limit') ?? defaults.samples,
    labels: whole('label_limit') ?? defaults.labels,
    labelNameLength: whole('label_name_length_limit') ?? defaults.labelNameLength,
    labelValueLength: whole('label_value_length_limit') ?? defaults.labelValueLength,
  };
}
