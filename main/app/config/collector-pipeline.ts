import { didYouMean } from './nearest-key.ts';
import type { Entry, Keys, Value } from './yaml-value.ts';

/** A component of a Collector's configuration: its name (`prometheus/nim`) as a place, and its settings. */
export type Component = Pick<Entry, 'at' | 'value'>;

/** Of the pipeline for metrics, what we can do. All else has been reported. */
export interface Pipeline {
  readonly receivers: readonly Component[];
  /** `cumulativetodelta`. */
  readonly processor: Component | undefined;
  readonly exporter: Component | undefined;
}

const SECTIONS = ['receivers', 'processors', 'exporters', 'extensions', 'connectors', 'service'] as const;
type Section = (typeof SECTIONS)[number];

const TOP_LEVEL: Keys<Section> = { of: 'the configuration', known: SECTIONS };

const SERVICE: Keys<'extensions' | 'metrics' | 'pipelines' | 'telemetry'> = {
  of: 'service',
  known: ['extensions', 'metrics', 'pipelines', 'telemetry'],
};

const PARTS = ['receivers', 'processors', 'exporters'] as const;
type Part = (typeof PARTS)[number];
const PIPELINE: Keys<Part> = { of: 'the pipeline for metrics', known: PARTS };

/** Names by part, as the pipeline lists them. */
type Listed = Readonly<Record<Part, readonly Value[]>>;

/** Finds the components of the pipeline for metrics: `service.pipelines.metrics`, or `service.metrics` as on Dynatrace's page. */
export function readPipeline(root: Value): Pipeline {
  const fields = root.fields(TOP_LEVEL);
  const defined = (section: Section) =>
    new Map(
      fields
        .get(section)
        ?.entries()
        .map((entry) => [entry.key, entry]),
    );
  const listed = readService(fields.get('service'));
  if (fields.get('service') === undefined) root.problem('service is missing: its pipeline says what is used');
  fields.key('connectors')?.warning('connectors have no effect here');
  const use = (part: Part) => usedOf(part, defined(part), listed?.[part] ?? []);
  const [receivers, processors, exporters] = [use('receivers'), use('processors'), use('exporters')];
  reportExtensions(defined('extensions'));
  if (listed !== undefined) reportMissing(listed);
  return {
    receivers: receivers.filter(({ at }) => isReceiver(at)),
    processor: processors.filter(({ at }) => isProcessor(at))[0],
    exporter: onlyOne(exporters.filter(({ at }) => isExporter(at))),
  };
}

function readService(service: Value | undefined): Listed | undefined {
  const fields = service?.fields(SERVICE);
  fields?.key('telemetry')?.warning('telemetry has no effect here');
  const found = [...pipelinesOf(fields?.get('pipelines'))];
  const beside = fields?.get('metrics');
  if (beside !== undefined) found.push(beside);
  const [pipeline, second] = found;
  if (pipeline === undefined) {
    service?.problem('service has no pipeline for metrics');
    return undefined;
  }
  second?.problem('a second pipeline for metrics; only one is supported here');
  const parts = pipeline.fields(PIPELINE);
  const list = (part: Part) => parts.get(part)?.list() ?? [];
  return { receivers: list('receivers'), processors: list('processors'), exporters: list('exporters') };
}

function pipelinesOf(pipelines: Value | undefined): readonly Value[] {
  return (pipelines?.entries() ?? []).flatMap(({ key, at, value }) => {
    if (typeOf(key) === 'metrics') return value ?? [];
    at.warning(`the pipeline ${key} has no effect here: only metrics are forwarded`);
    return [];
  });
}

/** The components that the pipeline lists; what is defined and not listed has no effect, as in the Collector. */
function usedOf(part: Part, defined: ReadonlyMap<string, Entry>, listed: readonly Value[]): readonly Component[] {
  const used = new Set<string>();
  const components = listed.flatMap((item) => {
    const name = item.text();
    if (name === undefined) return [];
    used.add(name);
    const entry = defined.get(name);
    if (entry === undefined) {
      const hint = didYouMean(name, [...defined.keys()]);
      item.problem(`the pipeline lists ${name}, which ${part} does not define${hint}`);
      return [];
    }
    reportUnsupported(part, entry.at);
    return entry;
  });
  for (const [name, { at }] of defined)
    if (!used.has(name)) at.warning(`${name} has no effect: the pipeline for metrics does not list it`);
  return components;
}

const HARMLESS_PROCESSORS: ReadonlySet<string> = new Set(['batch', 'memory_limiter', 'memorylimiter']);
const LOCAL_EXPORTERS: ReadonlySet<string> = new Set(['debug', 'logging', 'nop', 'file']);

function reportUnsupported(part: Part, at: Value): void {
  const type = typeOf(at.name);
  switch (part) {
    case 'receivers':
      if (!isReceiver(at)) at.warning(`the receiver ${at.name} is left out: only prometheus is supported here`);
      break;
    case 'processors':
      if (HARMLESS_PROCESSORS.has(type)) at.warning(`the processor ${at.name} is not needed here and left out`);
      else if (!isProcessor(at))
        at.problem(
          `the processor ${at.name} is not supported here and would change what is sent; use metric_relabel_configs`,
        );
      break;
    case 'exporters':
      if (LOCAL_EXPORTERS.has(type))
        at.warning(`the exporter ${at.name} is left out: only otlp_http is supported here`);
      else if (!isExporter(at)) at.problem(`the exporter ${at.name} is not supported here; use otlp_http`);
      break;
  }
}

function reportExtensions(defined: ReadonlyMap<string, Entry>): void {
  for (const [name, { at }] of defined) {
    if (typeOf(name) === 'health_check') at.warning(`${name} opens no port here`);
    else at.warning(`the extension ${name} has no effect here`);
  }
}

function reportMissing({ receivers, processors, exporters }: Listed): void {
  const lacks = (listed: readonly Value[], is: (at: Pick<Value, 'name'>) => boolean) =>
    !listed.some((item) => is({ name: item.source }));
  if (lacks(receivers, isReceiver)) receivers[0]?.problem('the pipeline for metrics lists no prometheus receiver');
  if (lacks(exporters, isExporter))
    exporters[0]?.warning('the pipeline lists no otlp_http exporter: nothing is forwarded');
  if (lacks(processors, isProcessor))
    processors[0]?.warning('cumulativetodelta is not listed; counters are sent as deltas all the same');
}

function onlyOne(exporters: readonly Component[]): Component | undefined {
  const [first, second] = exporters;
  second?.at.problem('a second otlp_http exporter; there is one destination');
  return first;
}

/** `prometheus` of `prometheus/nim`. */
function typeOf(name: string): string {
  return name.split('/')[0] ?? '';
}

function isReceiver({ name }: Pick<Value, 'name'>): boolean {
  return typeOf(name) === 'prometheus';
}

/** With and without underscores: the Collector has renamed them. */
function isProcessor({ name }: Pick<Value, 'name'>): boolean {
  return typeOf(name).replace(/_/g, '') === 'cumulativetodelta';
}

function isExporter({ name }: Pick<Value, 'name'>): boolean {
  return typeOf(name).replace(/_/g, '') === 'otlphttp';
}
