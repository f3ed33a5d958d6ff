import type { BoxState } from '../../../preload/contract/view.ts';

/** Since when each box has been in its state, as far as was seen. */
export class StateSince {
  readonly #states = new Map<string, { readonly state: BoxState; readonly sinceMs: number }>();

  /** A box is in this state now. */
  note(box: string, state: BoxState, nowMs: number): void {
    if (this.#states.get(box)?.state !== state) this.#states.set(box, { state, sinceMs: nowMs });
  }

  /** Ms since the Unix epoch; undefined where it was not seen to begin. */
  of(box: string, state: BoxState): number | undefined {
    const seen = this.#states.get(box);
    return seen?.state === state ? seen.sinceMs : undefined;
  }

  /** Forgets all other boxes. */
  keepOnly(boxes: ReadonlySet<string>): void {
    for (const box of [...this.#states.keys()]) if (!boxes.has(box)) this.#states.delete(box);
  }
}
