import { parseTargetAddress } from '../../core/pipeline.ts';
import { compileRelabel } from '../../core/relabel/relabel.ts';
import type { Labels } from '../../core/model/sample.ts';
import { sortLabels } from '../../core/model/series-key.ts';
import type { TargetAddress, TargetSettings } from '../../core/model/target-settings.ts';
import type { Boxes } from './boxes.ts';
import { printDuration, readDuration } from './quantities.ts';
import type { ScrapeJob } from './read-scrape-config.ts';
import type { StaticTarget } from './read-target-groups.ts';
import { targetIdentity } from './target-identity.ts';

/** What the resolution needs beside the jobs. */
export interface ResolveContext {
  readonly boxes: Boxes;
  /** Prometheus adds them when it writes elsewhere; we add them as target labels that override none. */
  readonly externalLabels: Labels;
  readonly md5: (text: string) => Uint8Array;
}

/** Prometheus' default, which rules on `__metrics_path__` see when the job names no path. */
const USUAL_PATH = '/metrics';

/** The targets of all jobs after `relabel_configs`. A dropped one is a warning; two that cannot be told apart, a problem. */
export function resolveTargets(jobs: readonly ScrapeJob[], context: ResolveContext): readonly TargetSettings[] {
  const seen = new Set<string>();
  return jobs.flatMap((job) => {
    const relabel = compileRelabel(job.relabel, context.md5);
    return job.targets.flatMap((target) => {
      const labels = relabel(labelsBefore(job, target));
      if (labels === undefined) {
        target.at.warning(`${target.address} is dropped by relabel_configs`);
        return [];
      }
      const settings = settingsOf(job, target, new Map(labels), context);
      if (settings === undefined) return [];
      const identity = targetIdentity(settings);
      if (seen.has(identity)) target.at.problem(sameTarget(target, job));
      seen.add(identity);
      return [settings];
    });
  });
}

function sameTarget({ address }: StaticTarget, { name }: ScrapeJob): string {
  return `${address} stands twice in the job "${name}" with the same labels; their series could not be told apart`;
}

/** What `relabel_configs` see. Source: Prometheus, `scrape`, `PopulateLabels`. */
function labelsBefore(job: ScrapeJob, target: StaticTarget): Labels {
  const labels = new Map<string, string>([
    ['job', job.name],
    ['__scheme__', job.scheme],
    ['__metrics_path__', job.metricsPath ?? USUAL_PATH],
    ['__scrape_interval__', printDuration(job.intervalMs)],
    ['__scrape_timeout__', printDuration(job.timeoutMs)],
  ]);
  for (const [name, value] of job.params) {
    if (!labels.has(`__param_${name}`)) labels.set(`__param_${name}`, value);
  }
  for (const [name, value] of target.labels) labels.set(name, value);
  labels.set('__address__', target.address);
  return sortLabels([...labels]);
}

function settingsOf(
  job: ScrapeJob,
  target: StaticTarget,
  labels: ReadonlyMap<string, string>,
  context: ResolveContext,
): TargetSettings | undefined {
  const address = addressOf(job, target, labels);
  const times = timesOf(job, target, labels);
  if (address === undefined || times === undefined) return undefined;
  const place = context.boxes.placeOf(address);
  if (place.via !== undefined && job.http.proxy.kind === 'url')
    target.at.warning(`${target.address} is asked through ssh ${place.via}, so proxy_url does not count for it`);
  return {
    address,
    params: paramsOf(job, labels),
    ...place,
    labels: publicLabels(job, target, labels, context.externalLabels),
    ...times,
    honorLabels: job.honorLabels,
    honorTimestamps: job.honorTimestamps,
    metricRelabel: job.metricRelabel,
    http: job.http,
    limits: job.limits,
  };
}

function addressOf(
  job: ScrapeJob,
  { at }: StaticTarget,
  labels: ReadonlyMap<string, string>,
): TargetAddress | undefined {
  const scheme = labels.get('__scheme__') ?? '';
  const text = labels.get('__address__') ?? '';
  const address = hostAndPort(scheme, text);
  if (typeof address === 'string') {
    at.problem(address);
    return undefined;
  }
  if (!PORT.test(text))
    at.warning(`${text} has no port: ${String(address.port)} is asked, as in Prometheus; a NIM has 8000`);
  const path = labels.get('__metrics_path__') ?? USUAL_PATH;
  return { ...address, path: job.metricsPath === undefined && path === USUAL_PATH ? undefined : path };
}

const PORT = /:\d+$/;

/** The address, or in words why it is none. Without a port that of the scheme is meant, as in Prometheus. */
function hostAndPort(scheme: string, text: string): TargetAddress | string {
  if (scheme !== 'http' && scheme !== 'https')
    return `relabel_configs make the scheme "${scheme}"; it is http or https`;
  if (text === '') return 'relabel_configs leave no __address__';
  if (text.includes('@')) return 'relabel_configs make an __address__ with credentials in it';
  const port = PORT.test(text) ? '' : scheme === 'https' ? ':443' : ':80';
  const result = /[/?#\s]/.test(text) ? undefined : parseTargetAddress(`${scheme}://${text}${port}`);
  return result?.ok === true && result.address.port > 0 ? result.address : `"${text}" is no host:port`;
}

function timesOf(
  job: ScrapeJob,
  { at }: StaticTarget,
  labels: ReadonlyMap<string, string>,
): Pick<TargetSettings, 'scrapeIntervalMs' | 'scrapeTimeoutMs'> | undefined {
  const scrapeIntervalMs = readDuration(labels.get('__scrape_interval__') ?? '') ?? 0;
  const scrapeTimeoutMs = readDuration(labels.get('__scrape_timeout__') ?? '') ?? 0;
  if (scrapeIntervalMs === 0) {
    at.problem('relabel_configs make a __scrape_interval__ that is no duration');
    return undefined;
  }
  if (scrapeTimeoutMs === 0) {
    at.problem('relabel_configs make a __scrape_timeout__ that is no duration');
    return undefined;
  }
  // Of the job itself this has been said where it stands.
  if (scrapeTimeoutMs > scrapeIntervalMs && job.timeoutMs <= job.intervalMs) {
    at.problem('relabel_configs make the scrape timeout longer than the interval');
    return undefined;
  }
  return { scrapeIntervalMs, scrapeTimeoutMs };
}

/** `__param_x` stands for the first value of `x`. */
function paramsOf(job: ScrapeJob, labels: ReadonlyMap<string, string>): TargetSettings['params'] {
  const firsts = new Map<string, string>();
  for (const [name, value] of labels) {
    if (name.startsWith('__param_')) firsts.set(name.slice('__param_'.length), value);
  }
  const params = job.params.map(([name, value]) => {
    const first = firsts.get(name);
    firsts.delete(name);
    return [name, first ?? value] as const;
  });
  return [...params, ...firsts];
}

function publicLabels(
  job: ScrapeJob,
  target: StaticTarget,
  labels: ReadonlyMap<string, string>,
  externalLabels: Labels,
): Labels {
  const result = new Map(externalLabels);
  result.set('job', job.name);
  result.set('instance', labels.get('__address__') ?? target.address);
  for (const [name, value] of labels) if (!name.startsWith('__')) result.set(name, value);
  for (const name of [...result.keys()]) if (name.startsWith('__')) result.delete(name);
  return sortLabels([...result]);
}
