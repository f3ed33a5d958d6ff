/** Whoever wants to hear of something as it happens. */
export class Listeners<T> {
  #listeners: readonly ((value: T) => void)[] = [];

  /** The returned function ends it. */
  add(listener: (value: T) => void): () => void {
    // The same function may listen twice, and each ends for itself.
    const own = (value: T): void => {
      listener(value);
    };
    this.#listeners = [...this.#listeners, own];
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== own);
    };
  }

  tell(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}
