/** What ended unasked since the start, for a bug report. */
export class CrashCounts {
  readonly #counts = new Map<string, number>();

  /** `what`: the page, or the kind of a child process. */
  add(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** In words: `page 2, Utility 1`, or `none`. */
  get words(): string {
    return [...this.#counts].map(([what, count]) => `${what} ${count}`).join(', ') || 'none';
  }
}
