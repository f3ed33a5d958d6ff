import type { Observation, ProcessMemory, SeriesBaseline, TargetBaselines } from '../model/baselines.ts';
import { Places } from './places.ts';

/**
 * Baselines in two parts, so that a tick writes little: the layout (names, bounds, whatever changes seldom) as JSON, and
 * the numbers, which change at each scrape.
 */
export interface PackedBaselines {
  readonly layout: string;
  /**
   * `startSeconds`, `dateMs` and `observedMs` of the process; the values of each series in the order of the layout; the
   * times of gauges; then, for each series that was not simply observed at the last scrape, its place, `observedMs`,
   * `timestampMs` and `absentMs`. NaN stands for undefined: no baseline holds NaN.
   */
  readonly numbers: Float64Array;
}

/** JSON has neither -0 nor infinities; they are written as texts. */
type Exact = number | string;

interface Layout {
  readonly identity: string;
  readonly families: readonly string[];
  readonly bounds: readonly (readonly Exact[])[];
  readonly series: readonly SeriesLayout[];
  readonly gauges: readonly string[];
  readonly forgotten: readonly number[];
  /** Null: a line that named no family. */
  readonly doubtful: readonly (string | null)[];
  readonly earlierStarts: readonly Exact[];
}

/** Places in `families` and `bounds`; a number has no bounds (-1). `createdMs` is null where it is not told. */
type SeriesLayout = readonly [key: string, family: number, createdMs: Exact | null, bounds: number, hasSum: 0 | 1];

/** The same value again is `unpackBaselines(packBaselines(value))`. */
export function packBaselines(baselines: TargetBaselines): PackedBaselines {
  const { process, identity, forgotten, doubtful, gaugeTimes } = baselines;
  const families = new Places<string>((name) => name);
  const bounds = new Places<readonly Exact[]>((list) => list.join());
  const series: SeriesLayout[] = [];
  const numbers = [orNaN(process.startSeconds), orNaN(process.dateMs), process.observedMs];
  const exceptions: number[] = [];
  for (const [key, baseline] of baselines.series) {
    if (isException(baseline, process)) {
      exceptions.push(series.length, baseline.observedMs, orNaN(baseline.timestampMs), baseline.absentMs);
    }
    series.push(layoutOf(key, baseline, families, bounds));
    pushValues(numbers, baseline.observation);
  }
  const layout: Layout = {
    identity,
    families: families.all,
    bounds: bounds.all,
    series,
    gauges: [...gaugeTimes.keys()],
    forgotten: [...forgotten],
    doubtful: [...doubtful].map((family) => family ?? null),
    earlierStarts: process.earlierStarts.map(exact),
  };
  const all = [numbers, [...gaugeTimes.values()], exceptions];
  return { layout: JSON.stringify(layout), numbers: Float64Array.from(all.flat()) };
}

/** Throws when the two parts do not belong together. */
export function unpackBaselines({ layout: text, numbers }: PackedBaselines): TargetBaselines {
  const layout = JSON.parse(text) as Layout;
  const reader = new Reader(numbers);
  const process: ProcessMemory = {
    startSeconds: reader.optional(),
    dateMs: reader.optional(),
    observedMs: reader.next(),
    earlierStarts: layout.earlierStarts.map(Number),
  };
  const allBounds = layout.bounds.map((list) => list.map(Number));
  const entries = layout.series.map(([key, family, created, place, hasSum]): [string, SeriesBaseline] => {
    const observation = readObservation(reader, allBounds[place], hasSum === 1);
    const createdMs = created === null ? undefined : Number(created);
    const times = { observedMs: process.observedMs, timestampMs: undefined, createdMs, absentMs: 0 };
    return [key, { family: layout.families[family] ?? '', observation, ...times }];
  });
  const gaugeTimes = new Map(layout.gauges.map((key) => [key, reader.next()]));
  while (reader.hasMore) {
    const entry = entries[reader.next()];
    const told = { observedMs: reader.next(), timestampMs: reader.optional(), absentMs: reader.next() };
    if (entry === undefined) throw new Error('a series is named that is not in the layout');
    entry[1] = { ...entry[1], ...told };
  }
  return {
    process,
    identity: layout.identity,
    series: new Map(entries),
    forgotten: new Set(layout.forgotten),
    gaugeTimes,
    doubtful: new Set(layout.doubtful.map((family) => family ?? undefined)),
  };
}

function isException({ observedMs, timestampMs, absentMs }: SeriesBaseline, process: ProcessMemory): boolean {
  return observedMs !== process.observedMs || timestampMs !== undefined || absentMs !== 0;
}

function layoutOf(
  key: string,
  { family, observation, createdMs }: SeriesBaseline,
  families: Places<string>,
  bounds: Places<readonly Exact[]>,
): SeriesLayout {
  const created = createdMs === undefined ? null : exact(createdMs);
  if (observation.kind === 'number') return [key, families.of(family), created, -1, 0];
  const hasSum = observation.sum === undefined ? 0 : 1;
  return [key, families.of(family), created, bounds.of(observation.bounds.map(exact)), hasSum];
}

function pushValues(numbers: number[], observation: Observation): void {
  if (observation.kind === 'number') {
    numbers.push(observation.value);
    return;
  }
  numbers.push(...observation.buckets, observation.count);
  if (observation.sum !== undefined) numbers.push(observation.sum);
}

function readObservation(reader: Reader, bounds: readonly number[] | undefined, hasSum: boolean): Observation {
  if (bounds === undefined) return { kind: 'number', value: reader.next() };
  const buckets = Array.from({ length: bounds.length + 1 }, () => reader.next());
  const count = reader.next();
  return { kind: 'histogram', bounds, buckets, count, sum: hasSum ? reader.next() : undefined };
}

function exact(value: number): Exact {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value);
}

function orNaN(value: number | undefined): number {
  return value ?? NaN;
}

class Reader {
  readonly #numbers: Float64Array;
  #at = 0;

  constructor(numbers: Float64Array) {
    this.#numbers = numbers;
  }

  get hasMore(): boolean {
    return this.#at < this.#numbers.length;
  }

  next(): number {
    const value = this.#numbers[this.#at];
    if (value === undefined) throw new Error('fewer numbers than the layout needs');
    this.#at += 1;
    return value;
  }

  optional(): number | undefined {
    const value = this.next();
    return Number.isNaN(value) ? undefined : value;
  }
}
