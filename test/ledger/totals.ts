import type { SentDelta } from '../../main/core/model/sent-point.ts';

const OWN_LABELS = new Set(['reason', 'model']);

/** Values by name: of a counter its own, of a histogram each bucket under its upper bound, and its sum. */
export class Totals {
  readonly #values = new Map<string, number>();

  /** `bounds` undefined: a counter with one value; else the buckets and the sum. */
  add(key: string, bounds: readonly number[] | undefined, values: readonly number[]): void {
    values.forEach((value, index) => {
      const name = bounds === undefined ? key : `${key} ${nameOf(bounds, index)}`;
      this.#values.set(name, (this.#values.get(name) ?? 0) + value);
    });
  }

  addDelta(box: string, delta: SentDelta): void {
    const [[name, value] = ['', '']] = Object.entries(delta.attributes).filter(([label]) => OWN_LABELS.has(label));
    const key = `${box} ${delta.metric}${name === '' ? '' : `{${name}="${value}"}`}`;
    if (delta.kind === 'sum') this.add(key, undefined, [delta.value]);
    else this.add(key, delta.bounds, [...delta.buckets, delta.sum ?? NaN]);
  }

  addAll(others: Totals): void {
    for (const [name, value] of others.#values) this.#values.set(name, (this.#values.get(name) ?? 0) + value);
  }

  /** Those that are not zero, sorted. */
  get nonZero(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#values].filter(([, value]) => value !== 0).sort());
  }
}

function nameOf(bounds: readonly number[], index: number): string {
  if (index > bounds.length) return 'sum';
  return `up to ${String(bounds[index] ?? Infinity)}`;
}
