import type { Clock } from '../core/model/clock.ts';
import { Listeners } from './listeners.ts';

/** At most so often is told what it looks like now, ms: nobody sees more, and a hundred targets change all the time. */
const CALM_MS = 200;

/**
 * Tells of changes: of the first at once, of those that follow within a moment together. What is told is made once, for all
 * who listen, and not at all while nobody does.
 */
export class CalmChanges<T> {
  readonly #listeners = new Listeners<T>();
  readonly #make: () => T;
  readonly #clock: Pick<Clock, 'after' | 'monotonicMs'>;
  #listening = 0;
  #toldMs = -Infinity;
  #cancel: (() => void) | undefined;

  constructor(make: () => T, clock: Pick<Clock, 'after' | 'monotonicMs'>) {
    this.#make = make;
    this.#clock = clock;
  }

  /** The returned function ends it. */
  add(listener: (value: T) => void): () => void {
    const end = this.#listeners.add(listener);
    let isOpen = true;
    this.#listening += 1;
    return () => {
      end();
      if (isOpen) this.#listening -= 1;
      isOpen = false;
    };
  }

  changed(): void {
    if (this.#listening === 0 || this.#cancel !== undefined) return;
    const waitMs = this.#toldMs + CALM_MS - this.#clock.monotonicMs();
    if (waitMs <= 0) this.#tell();
    else this.#cancel = this.#clock.after(waitMs, () => this.#tell());
  }

  /** Tells nothing more that was put off. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #tell(): void {
    this.#cancel = undefined;
    this.#toldMs = this.#clock.monotonicMs();
    this.#listeners.tell(this.#make());
  }
}
