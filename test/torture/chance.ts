import { seededRandom } from '../../main/demo/nim-simulator/seeded-random.ts';

/** All that is random in a run, from one seed. What the programs make of it in time differs from run to run all the same. */
export class Chance {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  /** A number from `least` up to `most`. */
  between(least: number, most: number): number {
    return least + this.random() * (most - least);
  }

  /** A whole number from `least` up to and with `most`. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  /** True with this probability. */
  is(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(all: readonly T[]): T {
    if (all.length === 0) throw new Error('Nothing to pick from.');
    return all[this.whole(0, all.length - 1)] as T;
  }

  /** Each item once, in an order of its own. */
  shuffled<T>(all: readonly T[]): readonly T[] {
    const keyed = all.map((item) => [this.random(), item] as const);
    return keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
  }
}
