import type { RecordedObservation } from '../../core/alert-book.ts';
import type { AlertObservation, AlertReading, AlertRule, AlertSubject } from '../../core/model/alert.ts';

/**
 * Observations that are kept of each subject: two hours at one every ten seconds. With the product's rules that is
 * 13 numbers of 8 bytes each time, less than 80 kB for a box, less than 25 kB for a target of it.
 */
export const MOST_OBSERVATIONS = 720;

export interface RecordedSubject {
  readonly subject: AlertSubject;
  /** Oldest first. */
  readonly observations: readonly RecordedObservation[];
}

/** What was observed since the program began, for previews of rules. Numbers alone, so that it stays small. */
export class ObservationRecord {
  readonly #columns = new Map<string, { readonly subject: AlertSubject; readonly columns: Columns }>();

  note(subject: AlertSubject, observation: AlertObservation, atMs: number): void {
    const key = keyOf(subject);
    const known = this.#columns.get(key) ?? { subject, columns: new Columns() };
    this.#columns.set(key, known);
    known.columns.push(observation, atMs);
  }

  /** Of the targets, or of the boxes as wholes. */
  of(scope: AlertRule['scope']): readonly RecordedSubject[] {
    return [...this.#columns.values()]
      .filter(({ subject: { target } }) => (scope === 'box') === (target === undefined))
      .map(({ subject, columns }) => ({ subject, observations: columns.read() }));
  }

  /** Forgets all other subjects. */
  keepOnly(subjects: readonly AlertSubject[]): void {
    const kept = new Set(subjects.map(keyOf));
    for (const key of [...this.#columns.keys()]) if (!kept.has(key)) this.#columns.delete(key);
  }
}

function keyOf({ box, target }: AlertSubject): string {
  return JSON.stringify([box, target ?? null]);
}

/** What is no number, as numbers that no reading is. */
const CODES: Readonly<Record<Exclude<AlertReading, number>, number>> = {
  gap: -Infinity,
  no_data: -Number.MAX_VALUE,
  not_told: NaN,
};

/** The observations of one subject, an array of numbers per signal. */
class Columns {
  readonly #times: number[] = [];
  readonly #intervals: number[] = [];
  readonly #restarts: number[] = [];
  readonly #signals = new Map<string, number[]>();

  push({ readings, intervalMs, restarted }: AlertObservation, atMs: number): void {
    for (const [id, column] of this.#signals) if (!readings.has(id)) column.push(CODES.gap);
    for (const [id, reading] of readings) {
      // Before it was looked at, nothing is known of it.
      const column = this.#signals.get(id) ?? Array.from(this.#times, () => CODES.gap);
      this.#signals.set(id, column);
      column.push(typeof reading === 'number' ? reading : CODES[reading]);
    }
    this.#times.push(atMs);
    this.#intervals.push(intervalMs);
    this.#restarts.push(restarted ? 1 : 0);
    if (this.#times.length > MOST_OBSERVATIONS) this.#forgetOldest();
  }

  read(): readonly RecordedObservation[] {
    return this.#times.map((atMs, at) => ({
      atMs,
      observation: {
        readings: new Map([...this.#signals].map(([id, column]) => [id, readingOf(column[at])])),
        intervalMs: this.#intervals[at] ?? 0,
        restarted: this.#restarts[at] === 1,
      },
    }));
  }

  #forgetOldest(): void {
    for (const column of [this.#times, this.#intervals, this.#restarts, ...this.#signals.values()]) column.shift();
  }
}

function readingOf(stored = CODES.gap): AlertReading {
  if (stored === CODES.gap) return 'gap';
  if (stored === CODES.no_data) return 'no_data';
  return Number.isNaN(stored) ? 'not_told' : stored;
}
