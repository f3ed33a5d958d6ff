/** Something to be timed. */
export interface Work {
  readonly name: string;
  /** Outside the clock, before each run. */
  readonly prepare?: () => void;
  readonly run: () => void;
}

export interface RoundsOptions {
  readonly rounds: number;
  /** Each work runs in each round until this much time has gone by, at least once. */
  readonly atLeastMs: number;
  /** Monotonic, milliseconds. */
  readonly now: () => number;
}

/** Milliseconds of one run, by name: one number for each round. */
export type Timings = ReadonlyMap<string, readonly number[]>;

/**
 * All works in each round, each time beginning with another one: what the machine does meanwhile hits all of them. The
 * first round, in which everything is compiled, does not count.
 */
export function timeRounds(works: readonly Work[], { rounds, atLeastMs, now }: RoundsOptions): Timings {
  const timings = new Map<string, number[]>(works.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    const from = (round + 1) % works.length;
    for (const work of [...works.slice(from), ...works.slice(0, from)]) {
      const ms = timeOne(work, atLeastMs, now);
      if (round >= 0) timings.get(work.name)?.push(ms);
    }
  }
  return timings;
}

function timeOne({ prepare, run }: Work, atLeastMs: number, now: () => number): number {
  let runs = 0;
  let spent = 0;
  do {
    prepare?.();
    const begun = now();
    run();
    spent += now() - begun;
    runs += 1;
  } while (spent < atLeastMs);
  return spent / runs;
}

/** Throws when there is nothing. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('there is no median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Median of `a / b` over the rounds. */
export function medianRatio(timings: Timings, a: string, b: string): number {
  const [above, below] = [timingsOf(timings, a), timingsOf(timings, b)];
  return median(above.map((ms, round) => ms / (below[round] ?? NaN)));
}

/** Median over the rounds, ms. */
export function medianMs(timings: Timings, name: string): number {
  return median(timingsOf(timings, name));
}

function timingsOf(timings: Timings, name: string): readonly number[] {
  const found = timings.get(name);
  if (found === undefined) throw new RangeError(`nothing called ${name} was timed`);
  return found;
}
