import type { Point } from './model/point.ts';

/** Which metrics the user forwards. `id` names the choice, so that it can be stored and opened again. */
export interface Selection {
  readonly id: string;
  readonly has: (metric: string) => boolean;
}

/** Undefined while forwarding is off. */
type Choice = Selection | undefined;

/**
 * From when on a choice holds: deltas that began earlier are not owed by it. Milliseconds since the Unix epoch; infinite
 * while it waits for the next scrape, so that no clock that is set meanwhile matters.
 */
interface Term {
  readonly choice: Choice;
  readonly fromMs: number;
}

type Terms = readonly [Term, ...Term[]];

const EVER_MS = 0;
const NEXT_SCRAPE = Infinity;

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
  readonly #terms: Terms;

  private constructor(intervalMs: number, terms: Terms) {
    this.#intervalMs = intervalMs;
    this.#terms = terms;
  }

  /** `remembered` is what `remember` told in an earlier run; undefined when this target is new. */
  static open(intervalMs: number, choice: Choice, remembered: Terms | undefined): OwedPoints {
    if (remembered === undefined) return new OwedPoints(intervalMs, [{ choice, fromMs: EVER_MS }]);
    const [newest, ...older] = remembered;
    if (newest.choice?.id === choice?.id) return new OwedPoints(intervalMs, [{ ...newest, choice }, ...older]);
    return new OwedPoints(intervalMs, remembered).#with({ choice, fromMs: NEXT_SCRAPE });
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
  changed(choice: Choice, nowMs: number, lastGoodMs: number | undefined): OwedPoints {
    const recent = lastGoodMs !== undefined && nowMs - lastGoodMs <= 2 * this.#intervalMs;
    return this.#with({ choice, fromMs: recent ? lastGoodMs : NEXT_SCRAPE });
  }

  /** Once the baselines of a scrape are stored: every choice holds for what comes after it, whatever the clock said. */
  after(observedMs: number): OwedPoints {
    const [newest, ...older] = this.#terms;
    const begun = ({ choice, fromMs }: Term): Term => ({ choice, fromMs: Math.min(fromMs, observedMs) });
    return new OwedPoints(this.#intervalMs, [begun(newest), ...older.map(begun)]);
  }

  owes(point: Point): boolean {
    if (!this.has(point.metric)) return false;
    return point.kind === 'gauge' || point.startMs >= this.#sinceMs(point.metric);
  }

  /** To be stored with each tick. */
  remember(): string {
    return JSON.stringify(this.#terms.map(({ choice, fromMs }) => [choice?.id ?? null, storedTime(fromMs)]));
  }

  #with(term: Term): OwedPoints {
    return new OwedPoints(this.#intervalMs, [term, ...this.#terms.slice(0, MOST_TERMS - 1)]);
  }

  /** Since when a metric has been chosen without a break. */
  #sinceMs(metric: string): number {
    const end = this.#terms.findIndex(({ choice }) => choice?.has(metric) !== true);
    return this.#terms[end < 0 ? this.#terms.length - 1 : end - 1]?.fromMs ?? EVER_MS;
  }
}

/** JSON knows no infinity. */
const storedTime = (fromMs: number): number | null => (fromMs === NEXT_SCRAPE ? null : fromMs);

type StoredTerm = readonly [id: string | null, fromMs: number | null];

/**
 * What `OwedPoints.remember` told; earlier versions told the latest term alone, and nothing while forwarding was off.
 * `open` gives the selection of an id.
 */
export function recallTerms(text: string, open: (id: string) => Selection): Terms | undefined {
  const stored = JSON.parse(text === '' ? '[[null,0]]' : text) as StoredTerm | readonly StoredTerm[];
  const [newest, ...older] = (isAlone(stored) ? [stored] : stored).map(([id, fromMs]): Term => {
    return { choice: id === null ? undefined : open(id), fromMs: fromMs ?? NEXT_SCRAPE };
  });
  return newest === undefined ? undefined : [newest, ...older];
}

function isAlone(stored: StoredTerm | readonly StoredTerm[]): stored is StoredTerm {
  return typeof stored[0] === 'string';
}
