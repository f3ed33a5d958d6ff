/** Room at first, in values: most targets are watched for a while before a ring is full. */
const FIRST_ROOM = 8;

/** The last `capacity` values, oldest first; null is a gap. Kept as bare numbers: each target has dozens of them. */
export class Ring {
  readonly #capacity: number;
  /** NaN is a gap. */
  #items: Float64Array;
  #length = 0;
  /** Where the oldest lies once it is full. */
  #oldest = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#items = new Float64Array(Math.min(FIRST_ROOM, capacity));
  }

  /** What is not a number is a gap, too. */
  push(item: number | null): void {
    if (this.#length === this.#capacity) {
      this.#items[this.#oldest] = item ?? NaN;
      this.#oldest = (this.#oldest + 1) % this.#capacity;
      return;
    }
    if (this.#length === this.#items.length) this.#grow();
    this.#items[this.#length] = item ?? NaN;
    this.#length += 1;
  }

  /** A copy. */
  toArray(): readonly (number | null)[] {
    const copy: (number | null)[] = [];
    for (let at = 0; at < this.#length; at += 1) {
      const item = this.#items[(this.#oldest + at) % this.#capacity] ?? NaN;
      copy.push(Number.isNaN(item) ? null : item);
    }
    return copy;
  }

  #grow(): void {
    const items = new Float64Array(Math.min(this.#capacity, this.#items.length * 2));
    items.set(this.#items);
    this.#items = items;
  }
}
