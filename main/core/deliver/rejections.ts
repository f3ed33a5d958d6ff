import { rejectionKey, type RejectionReason } from './rejection-reasons.ts';

/** A reason that destinations gave, and how often. */
export interface KeptRejection extends RejectionReason {
  /** In how many answers it stood; how many points it cost is not told. */
  readonly answers: number;
  /** When it was last given, ms since the Unix epoch. */
  readonly lastMs: number;
}

const MOST_KEPT = 100;

/** The last reasons that destinations gave, each metric and code once. Where there are too many, the stalest goes. */
export class Rejections {
  readonly #kept = new Map<string, KeptRejection>();

  /** Notes the reasons of one answer. */
  note(reasons: readonly RejectionReason[], nowMs: number): void {
    for (const reason of reasons) {
      const key = rejectionKey(reason);
      const answers = (this.#kept.get(key)?.answers ?? 0) + 1;
      // Set anew, it becomes the last in order.
      this.#kept.delete(key);
      this.#kept.set(key, { ...reason, answers, lastMs: nowMs });
    }
    for (const key of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(key);
  }

  /** The latest first. */
  list(): readonly KeptRejection[] {
    return [...this.#kept.values()].reverse();
  }
}
