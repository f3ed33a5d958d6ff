import { tokenProblem } from '../token-rules.ts';
import { readBoxes } from './boxes.ts';
import { readPipeline, type Component, type Pipeline } from './collector-pipeline.ts';
import type { Configuration } from './configuration.ts';
import { readGoDuration } from './quantities.ts';
import { readEndpoint } from './read-forward.ts';
import type { FormContext } from './read-own-form.ts';
import { readGlobal, readScrapeConfigs, type GlobalSettings, type ScrapeJob } from './read-scrape-config.ts';
import { resolveTargets } from './resolve-targets.ts';
import type { Keys, Value } from './yaml-value.ts';

/** Any of them at the top level tells the Collector's form. */
export const COLLECTOR_KEYS = ['receivers', 'exporters', 'service'] as const;

/** Prometheus' own, which the receiver has too. */
const DEFAULT_INTERVAL_MS = 60_000;

/** The configuration of an OpenTelemetry Collector that scrapes, converts and sends by OTLP, as far as we do the same. */
export function readCollectorForm(root: Value, context: FormContext): Omit<Configuration, 'warnings'> {
  const pipeline = readPipeline(root);
  const boxes = readBoxes(undefined, context.computerName);
  const targets = pipeline.receivers.flatMap((receiver) => {
    const { global, jobs } = readReceiver(receiver, context);
    return resolveTargets(jobs, { boxes, externalLabels: global.externalLabels, md5: context.md5 });
  });
  const { endpoint, token } = readExporter(pipeline);
  return {
    form: 'collector',
    targets,
    namedBoxes: [],
    forward: {
      endpoint,
      token,
      boxes: 'all',
      // The Collector sends all that it scrapes.
      families: { preset: 'everything', include: [], exclude: [] },
      summaryQuantiles: false,
    },
    alerts: [],
    maxStalenessMs: readStaleness(pipeline.processor),
  };
}

const RECEIVER: Keys<'config'> = {
  of: 'the prometheus receiver',
  known: ['config'],
  refused: (key) =>
    key === 'target_allocator' ? 'is not supported here: targets are named under static_configs' : undefined,
  ignored: (key) => {
    if (key === 'trim_metric_suffixes') return 'has no effect here: names are sent as they were scraped';
    if (key === 'report_extra_scrape_metrics') return 'has no effect here';
    if (key === 'use_start_time_metric' || key === 'start_time_metric_regex')
      return 'has no effect here: process_start_time_seconds is always used';
    return undefined;
  },
};

const RECEIVER_CONFIG: Keys<'global' | 'scrape_configs'> = {
  of: 'config of the prometheus receiver',
  known: ['global', 'scrape_configs'],
};

function readReceiver(
  { at, value }: Component,
  context: FormContext,
): { readonly global: GlobalSettings; readonly jobs: readonly ScrapeJob[] } {
  const config = value?.fields(RECEIVER).get('config');
  const fields = config?.fields(RECEIVER_CONFIG);
  const global = readGlobal(fields?.get('global'), DEFAULT_INTERVAL_MS);
  const list = fields?.get('scrape_configs');
  if (list === undefined || (list.isList() && list.list().length === 0))
    at.problem(`the receiver ${at.name} needs config: with scrape_configs that name the targets`);
  return { global, jobs: readScrapeConfigs(list, global, context.resolvePath) };
}

const PROCESSOR: Keys<'max_staleness'> = {
  of: 'the processor cumulativetodelta',
  known: ['max_staleness'],
  refused: (key) =>
    ['include', 'exclude', 'metrics'].includes(key)
      ? 'is not supported here: every counter and histogram is sent as deltas'
      : undefined,
  ignored: (key) =>
    key === 'initial_value' ? 'has no effect here: a first value is sent only when it is known to be new' : undefined,
};

function readStaleness(processor: Component | undefined): number | undefined {
  const value = processor?.value?.fields(PROCESSOR).get('max_staleness');
  const text = value?.text();
  if (text === undefined) return undefined;
  const ms = readGoDuration(text);
  if (ms === undefined) {
    value?.problem(`max_staleness takes a duration such as 25h, not "${value.source}"`);
    return undefined;
  }
  // 0 means the default there: never. A series that is silent for ever would fill the memory.
  return ms === 0 ? undefined : ms;
}

const NO_EFFECT_AT_EXPORTER: ReadonlyMap<string, string> = new Map([
  ['compression', 'has no effect here: requests are always compressed with gzip'],
  ['encoding', 'has no effect here: requests are always protobuf'],
  ['timeout', 'has no effect here: requests have a deadline of their own'],
  ['retry_on_failure', 'has no effect here: what was not delivered stays queued'],
  ['sending_queue', 'has no effect here: what was not delivered stays queued'],
  ['read_buffer_size', 'has no effect here'],
  ['write_buffer_size', 'has no effect here'],
  ['max_idle_conns', 'has no effect here'],
  ['traces_endpoint', 'has no effect here: only metrics are sent'],
  ['logs_endpoint', 'has no effect here: only metrics are sent'],
]);

const EXPORTER: Keys<'endpoint' | 'metrics_endpoint' | 'headers'> = {
  of: 'the exporter otlp_http',
  known: ['endpoint', 'metrics_endpoint', 'headers'],
  refused: (key) =>
    ['tls', 'proxy_url', 'auth', 'auths'].includes(key) ? 'is not supported here at an exporter' : undefined,
  ignored: (key) => NO_EFFECT_AT_EXPORTER.get(key),
};

function readExporter({ exporter }: Pipeline): { endpoint: string | undefined; token: string | undefined } {
  const fields = exporter?.value?.fields(EXPORTER);
  const value = fields?.get('metrics_endpoint') ?? fields?.get('endpoint');
  if (exporter !== undefined && value === undefined)
    exporter.at.problem(`the exporter ${exporter.at.name} needs an endpoint`);
  return {
    endpoint: warnsOfUnset(value, NO_ENDPOINT) ? undefined : readEndpoint(value, false),
    token: readToken(fields?.get('headers')),
  };
}

const NO_ENDPOINT = 'what is scraped is kept until a destination is set';
const NO_TOKEN = 'the token of the keychain is used, if there is one';

/** The page's own variables may be set later, or elsewhere: the file as it stands is good. */
function warnsOfUnset(value: Value | undefined, consequence: string): boolean {
  const variable = value?.unsetVariable();
  if (variable === undefined) return false;
  value?.warning(`the environment variable ${variable} is not set: ${consequence}`);
  return true;
}

/** The token of the header `Authorization`. */
function readToken(headers: Value | undefined): string | undefined {
  let token: string | undefined;
  for (const { key, at, value } of headers?.entries() ?? []) {
    if (key.toLowerCase() === 'authorization') token = value === undefined ? undefined : readAuthorization(value);
    else at.warning(`the header ${key} is not sent`);
  }
  return token;
}

/** No message repeats any of it. */
function readAuthorization(value: Value): string | undefined {
  const text = warnsOfUnset(value, NO_TOKEN) ? undefined : value.text();
  if (text === undefined) return undefined;
  const token = /^(?:Api-Token|Bearer)\s+(.*)$/i.exec(text.trim())?.[1];
  const wrong = token === undefined ? 'it is written as: Api-Token TOKEN' : tokenProblem(token);
  if (wrong === undefined) return token;
  value.problem(`Authorization: ${wrong}`);
  return undefined;
}
