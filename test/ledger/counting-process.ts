import type { Chance } from '../torture/chance.ts';

/** A counter has one value; of a histogram these are its buckets, not cumulative, and its sum. */
export interface Shown {
  readonly family: string;
  /** Undefined for a counter. */
  readonly bounds: readonly number[] | undefined;
  readonly values: readonly number[];
}

/** One process of the target, from its start to its end. */
export interface Life {
  readonly startMs: number;
  /** It began after the last answer of the one before; else it has been there for long, as behind a load balancer. */
  readonly fresh: boolean;
}

/** What a whole answer shows. */
export interface Page {
  readonly number: number;
  readonly life: Life;
  /** Stands for the labels that were given to the target when it was asked. */
  readonly names: string;
  /** By `name{label="…"}`. */
  readonly series: ReadonlyMap<string, Shown>;
  readonly text: string;
  readonly contentType: string;
  /** The target's own clock, whole seconds; undefined when it does not say. */
  readonly dateMs: number | undefined;
  /** A line in it is none. */
  readonly hasBadLine: boolean;
}

/** Families; of all but one every series begins at zero with its process. */
export const FAMILIES = ['tokens_total', 'finish_total', 'energy_total', 'latency_seconds', 'depth'] as const;
export const beginsAtZero = (family: string): boolean => !family.startsWith('energy');

const REASONS = ['stop', 'length', 'abort', 'error'];
const MODELS = ['llama', 'qwen'];
const DAY_MS = 86_400_000;

interface Histogram {
  readonly buckets: number[];
  sum: number;
}

/** A target that counts, is restarted, swapped for another, and whose series vanish and return. */
export class CountingProcess {
  readonly #chance: Chance;
  readonly #openMetrics: boolean;
  #life: Life;
  #counters = new Map<string, { readonly family: string; value: number }>();
  #bounds: readonly number[] = [0.5, 1, 2.5];
  #latency = new Map<string, Histogram>();
  /** Of the card, not of the process. */
  #energy = 1e6;
  #hidden = new Set<string>();
  #pages = 0;
  #layouts = 0;

  constructor(chance: Chance, openMetrics: boolean, nowMs: number) {
    this.#chance = chance;
    this.#openMetrics = openMetrics;
    this.#life = { startMs: nowMs - DAY_MS + 0.25, fresh: false };
    this.work();
  }

  get life(): Life {
    return this.#life;
  }

  /** Some requests are served. */
  work(): void {
    const chance = this.#chance;
    this.#energy += chance.whole(0, 500);
    if (chance.is(0.15)) return;
    this.#count('tokens_total', 'tokens_total', chance.whole(1, chance.is(0.1) ? 1e12 : 900));
    const reason = chance.pick(chance.is(0.9) ? REASONS.slice(0, 2) : REASONS);
    this.#count('finish_total', `finish_total{reason="${reason}"}`, chance.whole(1, 9));
    this.#observe(chance.pick(chance.is(0.9) ? MODELS.slice(0, 1) : MODELS));
  }

  /** A new process, which begins at zero; or one that had been there, elsewhere. */
  restart(startMs: number, fresh: boolean): void {
    this.#life = { startMs, fresh };
    this.#counters = new Map();
    this.#latency = new Map();
    if (this.#chance.is(0.3)) this.#bounds = this.#otherBounds();
    if (!fresh) this.work();
  }

  /** Other buckets, as after a changed configuration that needs no restart: what was counted is counted anew. */
  changeBounds(): void {
    this.#bounds = this.#otherBounds();
    for (const model of this.#latency.keys()) this.#latency.set(model, this.#empty());
    for (const model of this.#latency.keys()) this.#observe(model);
  }

  /** One series vanishes, or all that had vanished return. */
  hide(): void {
    if (this.#hidden.size > 0) this.#hidden.clear();
    else this.#hidden.add(this.#chance.pick([...this.#series().keys()]));
  }

  page(names: string, dateMs: number | undefined, hasBadLine: boolean): Page {
    this.#pages += 1;
    const series = new Map([...this.#series()].filter(([key]) => !this.#hidden.has(key)));
    const lines = [
      `# TYPE process_start_time_seconds gauge\nprocess_start_time_seconds ${String(this.#life.startMs / 1000)}`,
      `# TYPE depth gauge\ndepth ${String(this.#pages % 7)}`,
      ...FAMILIES.flatMap((family) => this.#familyLines(family, series)),
      ...(hasBadLine ? ['!? 1'] : []),
      ...(this.#openMetrics ? ['# EOF'] : []),
    ];
    const contentType = this.#openMetrics ? 'application/openmetrics-text; version=1.0.0' : 'text/plain; version=0.0.4';
    const date = dateMs === undefined ? undefined : Math.floor(dateMs / 1000) * 1000;
    const text = `${lines.join('\n')}\n`;
    return { number: this.#pages, life: this.#life, names, series, text, contentType, dateMs: date, hasBadLine };
  }

  #count(family: string, key: string, by: number): void {
    this.#counters.set(key, { family, value: (this.#counters.get(key)?.value ?? 0) + by });
  }

  /** Quarters, so that sums are exact. */
  #observe(model: string): void {
    const histogram = this.#latency.get(model) ?? this.#empty();
    this.#latency.set(model, histogram);
    const value = this.#chance.whole(0, 20) / 4;
    const index = this.#bounds.findIndex((bound) => value <= bound);
    const at = index < 0 ? this.#bounds.length : index;
    histogram.buckets[at] = (histogram.buckets[at] ?? 0) + 1;
    histogram.sum += value;
  }

  /** Never those of earlier: nobody could see that they were changed there and back between two scrapes. */
  #otherBounds(): readonly number[] {
    this.#layouts += 1;
    return [0.5, 1, 2, 4 + this.#layouts / 4];
  }

  #empty(): Histogram {
    return { buckets: [...this.#bounds, Infinity].map(() => 0), sum: 0 };
  }

  #series(): Map<string, Shown> {
    const series = new Map<string, Shown>();
    for (const [key, { family, value }] of this.#counters)
      series.set(key, { family, bounds: undefined, values: [value] });
    series.set('energy_total', { family: 'energy_total', bounds: undefined, values: [this.#energy] });
    for (const [model, { buckets, sum }] of this.#latency) {
      const shown = { family: 'latency_seconds', bounds: this.#bounds, values: [...buckets, sum] };
      series.set(`latency_seconds{model="${model}"}`, shown);
    }
    return series;
  }

  #familyLines(family: string, series: ReadonlyMap<string, Shown>): string[] {
    const own = [...series].filter(([, shown]) => shown.family === family);
    if (own.length === 0) return [];
    const isHistogram = own[0]?.[1].bounds !== undefined;
    const name = this.#openMetrics ? family.replace(/_total$/, '') : family;
    return [
      `# TYPE ${name} ${isHistogram ? 'histogram' : 'counter'}`,
      ...own.flatMap(([key, { bounds, values }]) =>
        bounds === undefined ? [`${key} ${String(values[0])}`] : histogramLines(key, bounds, values),
      ),
    ];
  }
}

function histogramLines(key: string, bounds: readonly number[], values: readonly number[]): string[] {
  const [, name = '', labels = ''] = /^([^{]*)\{(.*)\}$/.exec(key) ?? [];
  let count = 0;
  const buckets = [...bounds.map(String), '+Inf'].map((bound, index) => {
    count += values[index] ?? 0;
    return `${name}_bucket{${labels},le="${bound}"} ${String(count)}`;
  });
  return [
    ...buckets,
    `${name}_sum{${labels}} ${String(values[bounds.length + 1])}`,
    `${name}_count{${labels}} ${String(count)}`,
  ];
}
