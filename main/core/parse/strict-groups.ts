import { labelsKey } from './labels-key.ts';
import { HistogramCheck } from './strict-histogram.ts';
import type { FamilySample } from './strict-samples.ts';

/** The samples of one metric at one time, of which a family's text consists. */
interface Point {
  readonly group: string;
  readonly timestampMs: number | undefined;
  /** Where it begins. */
  readonly line: number;
  readonly seen: Set<string>;
  readonly histogram: HistogramCheck | undefined;
}

/**
 * The order of the samples within one family. Source: OpenMetrics 1.0, "Metric" and "MetricPoint": neither metrics nor
 * their points are interleaved, and the times of a metric do not go back.
 */
export class GroupRules {
  readonly #report: (line: number, expected: string) => void;
  readonly #groups = new Set<string>();
  #point: Point | undefined;

  constructor(report: (line: number, expected: string) => void) {
    this.#report = report;
  }

  /** Takes the next sample and reports what it breaks. */
  add(placed: FamilySample, line: number): void {
    const { sample, suffix } = placed;
    const group = groupOf(placed);
    const order = this.#orderProblem(group, placed);
    if (order !== undefined) this.#report(line, order);
    const point = this.#pointOf(group, placed, line);
    const series = `${suffix} ${labelsKey(sample.labels)}`;
    if (point.seen.has(series) && sample.timestampMs === undefined) this.#report(line, 'each series only once');
    point.seen.add(series);
    const broken = point.histogram?.add(suffix, sample);
    if (broken !== undefined) this.#report(line, broken);
  }

  /** No sample follows in this family. */
  end(): void {
    const lacking = this.#point?.histogram?.end();
    if (lacking !== undefined) this.#report(this.#point?.line ?? 0, lacking);
    this.#point = undefined;
  }

  #orderProblem(group: string, { type, sample: { timestampMs } }: FamilySample): string | undefined {
    const before = this.#point;
    if (before?.group !== group) return this.#groups.has(group) ? 'the lines of a metric as one group' : undefined;
    if ((before.timestampMs === undefined) !== (timestampMs === undefined))
      return 'a time in all lines of a metric or in none';
    const back = before.timestampMs !== undefined && timestampMs !== undefined && timestampMs < before.timestampMs;
    return back && type !== 'info' ? 'times that do not go back' : undefined;
  }

  #pointOf(group: string, { type, sample: { timestampMs } }: FamilySample, line: number): Point {
    if (this.#point?.group === group && this.#point.timestampMs === timestampMs) return this.#point;
    this.end();
    this.#groups.add(group);
    const isHistogram = type === 'histogram' || type === 'gaugehistogram';
    const histogram = isHistogram ? new HistogramCheck('openmetrics') : undefined;
    this.#point = { group, timestampMs, line, seen: new Set(), histogram };
    return this.#point;
  }
}

/** Labels of the metric, without those of the value. An info's are all of the value: it is one metric. */
function groupOf({ family, type, suffix, sample: { labels } }: FamilySample): string {
  if (type === 'info') return '';
  return labelsKey(labels, valueLabel(family, type, suffix));
}

function valueLabel(family: string, type: FamilySample['type'], suffix: string): string | undefined {
  if (type === 'stateset') return family;
  if (type === 'summary' && suffix === '') return 'quantile';
  return suffix === '_bucket' ? 'le' : undefined;
}
