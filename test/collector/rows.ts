import type { RawMetric, RawRequest } from '../../main/demo/strict-sink/otlp-schema.ts';

/**
 * A point as the recorded `collector.json` writes it, whoever sent it. What a kind does not have is left out.
 * Exemplars are not in it: the recordings have none, and we send none, as OpenTelemetry's serializer writes none.
 */
export interface Row {
  /** The number of the scrape whose time it carries, or `… ms` where the text had a time of its own. */
  readonly scrape: number | string;
  /** The same for its start; null when none is set. */
  readonly start: number | string | null;
  readonly name: string;
  readonly kind: string;
  readonly unit?: string;
  readonly description?: string;
  readonly temporality?: string;
  readonly monotonic?: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly value?: number | string;
  readonly count?: number;
  readonly sum?: number | string;
  readonly bounds?: readonly number[];
  readonly buckets?: readonly number[];
  readonly quantiles?: readonly (readonly [number, number | string])[];
}

/** The points of one resource and scope. */
export interface RowGroup {
  readonly resource: Readonly<Record<string, string>>;
  readonly scope: string;
  readonly points: readonly Row[];
}

/** What the strict sink does not read, but the official files have. */
interface Whole {
  readonly resourceMetrics?: readonly {
    readonly resource?: { readonly attributes?: Attributes };
    readonly scopeMetrics?: readonly {
      readonly scope?: { readonly name?: string; readonly version?: string; readonly attributes?: Attributes };
      readonly schemaUrl?: string;
      readonly metrics?: readonly RawMetric[];
    }[];
  }[];
}

type Attributes = readonly { readonly key?: string; readonly value?: { readonly stringValue?: string } }[];

interface AnyPoint {
  readonly attributes?: Attributes;
  readonly timeUnixNano?: string;
  readonly startTimeUnixNano?: string;
  /** 1: no value, the series is gone. */
  readonly flags?: number;
  readonly asDouble?: number;
  readonly count?: string;
  readonly sum?: number;
  readonly bucketCounts?: readonly string[];
  readonly explicitBounds?: readonly number[];
  readonly quantileValues?: readonly { readonly quantile?: number; readonly value?: number }[];
}

/** Prometheus' own report about a scrape; the recordings leave it out. */
const REPORT = /^(?:up|scrape_\w+)$/;

/** All points of a decoded request, those of the report only `withReport`. `timeOf` names a time in ms. */
export function rowGroups(
  request: RawRequest,
  timeOf: (ms: number) => number | string,
  withReport = false,
): readonly RowGroup[] {
  const { resourceMetrics = [] }: Whole = request;
  return resourceMetrics.flatMap(({ resource, scopeMetrics = [] }) =>
    scopeMetrics.map(({ scope, schemaUrl, metrics = [] }) => ({
      resource: plain(resource?.attributes),
      scope: scopeText(scope, schemaUrl),
      points: metrics
        .filter(({ name = '' }) => withReport || !REPORT.test(name))
        .flatMap((metric) => rowsOf(metric, timeOf)),
    })),
  );
}

/** The version of the Collector and our own are no part of what a target says. */
function scopeText(
  scope: { name?: string; version?: string; attributes?: Attributes } | undefined,
  schema?: string,
): string {
  const { name = '', version = '', attributes } = scope ?? {};
  const own = name === 'nim-glance' || name.endsWith('/prometheusreceiver');
  if (own) return name;
  return [name, version, schema ?? '', JSON.stringify(plain(attributes))].join(' ').trim();
}

function rowsOf(metric: RawMetric, timeOf: (ms: number) => number | string): Row[] {
  const { name = '', unit = '', description = '' } = metric;
  const body = bodyOf(metric);
  return body.points.map((point) => ({
    scrape: timeOf(milliseconds(point.timeUnixNano)),
    start: milliseconds(point.startTimeUnixNano) === 0 ? null : timeOf(milliseconds(point.startTimeUnixNano)),
    name,
    kind: body.kind,
    ...(unit === '' ? {} : { unit }),
    ...(description === '' ? {} : { description }),
    ...body.shared,
    attributes: plain(point.attributes),
    ...valuesOf(body.kind, point),
  }));
}

function bodyOf(metric: RawMetric): { kind: string; points: readonly AnyPoint[]; shared: Partial<Row> } {
  const temporality = (raw: { aggregationTemporality?: number }) => ({
    temporality: ['unspecified', 'delta', 'cumulative'][raw.aggregationTemporality ?? 0] ?? '?',
  });
  const { gauge, sum, histogram, summary } = metric;
  if (gauge) return { kind: 'gauge', points: gauge.dataPoints ?? [], shared: {} };
  if (sum) {
    const shared = { ...temporality(sum), monotonic: sum.isMonotonic === true };
    return { kind: 'sum', points: sum.dataPoints ?? [], shared };
  }
  if (histogram) return { kind: 'histogram', points: histogram.dataPoints ?? [], shared: temporality(histogram) };
  if (summary) return { kind: 'summary', points: summary.dataPoints ?? [], shared: {} };
  throw new Error(`no kind that is known: ${JSON.stringify(metric)}`);
}

function valuesOf(kind: string, point: AnyPoint): Partial<Row> {
  if (point.flags === 1) return { value: 'none' };
  if (kind === 'gauge' || kind === 'sum') return { value: numberOrText(point.asDouble ?? 0) };
  const count = Number(point.count ?? 0);
  const sum = point.sum === undefined ? {} : { sum: numberOrText(point.sum) };
  if (kind === 'summary') {
    const quantiles = (point.quantileValues ?? []).map(
      ({ quantile = 0, value = 0 }) => [quantile, numberOrText(value)] as const,
    );
    return { count, ...sum, quantiles };
  }
  const bounds = point.explicitBounds ?? [];
  return { count, ...sum, bounds, buckets: (point.bucketCounts ?? []).map(Number) };
}

/** JSON has no NaN. */
function numberOrText(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

function milliseconds(nano: string | undefined): number {
  return Number(BigInt(nano ?? 0) / 1_000_000n);
}

function plain(attributes: Attributes = []): Record<string, string> {
  return Object.fromEntries(attributes.map(({ key = '', value }) => [key, value?.stringValue ?? '']));
}
