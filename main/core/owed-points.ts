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

/**
 * Which points of one target are owed to the destination (ledger: "Forwarding on, off, elsewhere").
 * Counting starts at the last scrape if that is at most two intervals old, else at the next one; the same for a
 * family that is added to those forwarded. It is stored with each tick, since the program may be closed in between:
 * what was forwarded before and is now is owed over the gap, what was not is not.
 */
export class OwedPoints {
  readonly #intervalMs: number;
  #now: Term;
  #before: Term;

  /** `remembered` is what `remember` told in an earlier run; undefined when this target is new. */
  constructor(
    intervalMs: number,
    choice: Choice,
    remembered: { readonly text: string; readonly open: (id: string) => Selection; readonly nowMs: number } | undefined,
  ) {
    this.#intervalMs = intervalMs;
    this.#before = remembered === undefined ? { choice, fromMs: EVER_MS } : recall(remembered.text, remembered.open);
    const same = choice?.id === this.#before.choice?.id;
    this.#now = same ? { ...this.#before, choice } : { choice, fromMs: remembered?.nowMs ?? EVER_MS };
  }

  /** Whether a metric is forwarded now. */
  has(metric: string): boolean {
    return this.#now.choice?.has(metric) ?? false;
  }

  /** Whether this choice holds already. */
  is(choice: Choice): boolean {
    return choice?.id === this.#now.choice?.id;
  }

  /** `lastGoodMs`: our clock at the last good scrape. */
  change(choice: Choice, nowMs: number, lastGoodMs: number | undefined): void {
    const recent = lastGoodMs !== undefined && nowMs - lastGoodMs <= 2 * this.#intervalMs;
    this.#before = this.#now;
    this.#now = { choice, fromMs: recent ? lastGoodMs : nowMs };
  }

  owes(point: Point): boolean {
    if (!this.has(point.metric)) return false;
    return point.kind === 'gauge' || isIn(this.#now, point) || isIn(this.#before, point);
  }

  /** To be stored with each tick. */
  remember(): string {
    const { choice, fromMs } = this.#now;
    return choice === undefined ? '' : JSON.stringify([choice.id, fromMs]);
  }
}

function isIn({ choice, fromMs }: Term, { metric, startMs }: Point): boolean {
  return startMs >= fromMs && (choice?.has(metric) ?? false);
}

function recall(text: string, open: (id: string) => Selection): Term {
  if (text === '') return { choice: undefined, fromMs: EVER_MS };
  const [id, fromMs] = JSON.parse(text) as [string, number];
  return { choice: open(id), fromMs };
}
