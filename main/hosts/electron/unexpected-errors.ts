import { basename } from 'node:path';
import type { Ports } from '../../app/ports.ts';
import { redactor } from '../../app/redact.ts';

/** So many within a minute mean that something fails each time, and that going on helps nobody. */
const MOST = 10;
const MINUTE_MS = 60_000;
/** The newest are enough for a bug report. */
const MOST_KEPT = 5;
const MOST_PLACES = 6;
const MOST_CHARS = 300;
/** Of what looks like a secret: none is known here. */
const redact = redactor([]);

/** Errors that nobody caught since the start, for a bug report: what they were and where, not what they quote. */
export class UnexpectedErrors {
  readonly #clock: Pick<Ports['clock'], 'nowMs' | 'monotonicMs'>;
  readonly #kept: string[] = [];
  #recentMs: readonly number[] = [];
  #count = 0;

  constructor(clock: Pick<Ports['clock'], 'nowMs' | 'monotonicMs'>) {
    this.#clock = clock;
  }

  /**
   * Notes one. `goes_on`: one callback was left half done; loops have set their next turn by then, and what is owed is
   * written in one step or not at all. `ends`: there were too many.
   */
  add(error: unknown): 'goes_on' | 'ends' {
    const nowMs = this.#clock.monotonicMs();
    this.#count += 1;
    this.#recentMs = [...this.#recentMs.filter((atMs) => nowMs - atMs < MINUTE_MS), nowMs];
    this.#kept.push(`${new Date(this.#clock.nowMs()).toISOString()} ${inShort(error)}`);
    if (this.#kept.length > MOST_KEPT) this.#kept.shift();
    return this.#recentMs.length < MOST ? 'goes_on' : 'ends';
  }

  /** The newest one, in short. */
  get newest(): string {
    return this.#kept[this.#kept.length - 1] ?? 'none';
  }

  /** How many, and the newest ones with their places; or `none`. */
  get words(): string {
    return this.#count === 0 ? 'none' : [String(this.#count), ...this.#kept].join('; ');
  }
}

/** Name, message and where it was thrown. A message may quote what was read, or name a URL: no secret of these stays. */
function inShort(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`;
  const message = redact(error.message.replace(/(["'`]).*\1/gs, '$1…$1'))
    .replace(/\s+/g, ' ')
    .slice(0, MOST_CHARS);
  return [`${error.name}: ${message}`, ...placesOf(error.stack ?? '')].join(' < ');
}

/** Functions and files without their folders, which may name the user. */
function placesOf(stack: string): readonly string[] {
  const found = [...stack.matchAll(/^\s+at (?:(.+) \()?(.+?:\d+:\d+)\)?$/gm)];
  return found.slice(0, MOST_PLACES).map(([, name = '', place = '']) => `${name} ${basename(place)}`.trim());
}
