import type { Labels } from '../model/sample.ts';
import { sortLabels } from '../model/series-key.ts';

/** Labels while rules work on them. An empty value is no label, as everywhere in Prometheus. */
export class LabelBuilder {
  readonly #original: Labels;
  #pairs: (readonly [name: string, value: string])[] | undefined;

  constructor(labels: Labels) {
    this.#original = labels;
  }

  /** Empty when there is no such label. */
  get(name: string): string {
    for (const pair of this.pairs) if (pair[0] === name) return pair[1];
    return '';
  }

  set(name: string, value: string): void {
    if (value === '') {
      this.delete(name);
      return;
    }
    const at = this.pairs.findIndex((pair) => pair[0] === name);
    if (this.pairs[at]?.[1] === value) return;
    this.#pairs ??= [...this.#original];
    if (at === -1) this.#pairs.push([name, value]);
    else this.#pairs[at] = [name, value];
  }

  delete(name: string): void {
    if (this.pairs.some((pair) => pair[0] === name)) this.#pairs = this.pairs.filter((pair) => pair[0] !== name);
  }

  /** As they are now; later changes do not show in it. */
  snapshot(): Labels {
    return [...this.pairs];
  }

  /** Sorted; the very array that was given when nothing has changed. */
  labels(): Labels {
    return this.#pairs === undefined ? this.#original : sortLabels(this.#pairs);
  }

  private get pairs(): Labels {
    return this.#pairs ?? this.#original;
  }
}
