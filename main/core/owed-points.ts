import type { Point } from './model/point.ts';

/** Which metrics the user forwards. `id` names the choice, so that it can be stored and opened again. */
export interface Selection {
  readonly id: string;
  readonly has: (metric: string) => boolean;
}

/** Undefined while forwarding is off. */
type Choice = Selection | undefined;

/** From when on a choice holds: deltas that began earlier are not owed by it. Milliseconds since the Unix epoch. */
interface Term {
  readonly choice: Choice;
  readonly fromMs: number;
}

const EVER_MS = 0;

/** How many choices are remembered: somebody who tries out switches makes several between two scrapes. */
const MOST_TERMS = 32;

/**
 * Which points of one target are owed to the destination (ledger: "Forwarding on, off, elsewhere").
 * Counting starts at the last scrape if that is at most two intervals old, else at the next one; the same for a
 * family that is added to those forwarded. A family that stays chosen is not disturbed by what happens to others. It is
 * stored with each tick, since the program may be closed in between: what was forwarded before and is now is owed over
 * the gap, what was not is not.
 */
export class OwedPoints {
  readonly #intervalMs: number;
  /** The newest first; never empty. */
  #terms: readonly [Term, ...Term[]];

  /** `remembered` is what `remember` told in an earlier run; undefined when this target is new. */
  constructor(
    intervalMs: number,
    choice: Choice,
    remembered: { readonly text: string; readonly open: (id: string) => Selection; readonly nowMs: number } | undefined,
  ) {
    this.#intervalMs = intervalMs;
    const [newest, ...older] = remembered === undefined ? [] : recall(remembered.text, remembered.open);
    if (newest === undefined) this.#terms = [{ choice, fromMs: EVER_MS }];
    else if (newest.choice?.id === choice?.id) this.#terms = [{ ...newest, choice }, ...older];
    else this.#terms = [{ choice, fromMs: remembered?.nowMs ?? EVER_MS }, newest, ...older];
  }

  /** Whether a metric is forwarded now. */
  has(metric: string): boolean {
    return this.#terms[0].choice?.has(metric) ?? false;
  }

  /** Whether this choice holds already. */
  is(choice: Choice): boolean {
    return choice?.id === this.#terms[0].choice?.id;
  }

  /** `lastGoodMs`: our clock at the last good scrape. */
  change(choice: Choice, nowMs: number, lastGoodMs: number | undefined): void {
    const recent = lastGoodMs !== undefined && nowMs - lastGoodMs <= 2 * this.#intervalMs;
    this.#terms = [{ choice, fromMs: recent ? lastGoodMs : nowMs }, ...this.#terms.slice(0, MOST_TERMS - 1)];
  }

  /** The clock was set back to this: what was switched on at a later hour is on already. */
  setBack(nowMs: number): void {
    const [newest, ...older] = this.#terms;
    const earlier = (term: Term): Term => ({ ...term, fromMs: Math.min(term.fromMs, nowMs) });
    this.#terms = [earlier(newest), ...older.map(earlier)];
  }

  owes(point: Point): boolean {
    if (!this.has(point.metric)) return false;
    return point.kind === 'gauge' || point.startMs >= this.#sinceMs(point.metric);
  }

  /** To be stored with each tick. */
  remember(): string {
    return JSON.stringify(this.#terms.map(({ choice, fromMs }): StoredTerm => [choice?.id ?? null, fromMs]));
  }

  /** Since when a metric has been chosen without a break. */
  #sinceMs(metric: string): number {
    const end = this.#terms.findIndex(({ choice }) => choice?.has(metric) !== true);
    return this.#terms[end < 0 ? this.#terms.length - 1 : end - 1]?.fromMs ?? EVER_MS;
  }
}

type StoredTerm = readonly [id: string | null, fromMs: number];

function recall(text: string, open: (id: string) => Selection): Term[] {
  const stored = JSON.parse(text) as readonly StoredTerm[];
  return stored.map(([id, fromMs]) => ({ choice: id === null ? undefined : open(id), fromMs }));
}
