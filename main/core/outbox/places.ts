/** Gives equal values one place in a list, so that many can share it. */
export class Places<T> {
  readonly all: T[] = [];
  readonly #byIdentity = new Map<T, number>();
  readonly #byText = new Map<string, number>();
  readonly #textOf: (value: T) => string;

  /** Values of the same text are equal. */
  constructor(textOf: (value: T) => string) {
    this.#textOf = textOf;
  }

  of(value: T): number {
    const seen = this.#byIdentity.get(value);
    if (seen !== undefined) return seen;
    const text = this.#textOf(value);
    const place = this.#byText.get(text) ?? this.all.push(value) - 1;
    this.#byText.set(text, place);
    this.#byIdentity.set(value, place);
    return place;
  }
}
