import assert from 'node:assert/strict';
import { beginsAtZero, type Page, type Shown } from './counting-process.ts';
import { Totals } from './totals.ts';

interface Known extends Shown {
  readonly observedMs: number;
  readonly absentMs: number;
}

interface Last {
  readonly page: Page;
  /** The time of its points. */
  readonly observedMs: number;
}

const STALE_MS = 25 * 3_600_000;
const MAX_GAP_MS = 7 * 86_400_000;
const CLOCKS_DIFFER_MS = 5_000;
const NEVER_MS = Infinity;
const AT_NEXT_SCRAPE = Infinity;

/**
 * What is owed of one target, as `ledger.md` defines it: of each life what was counted up to the last answer that came
 * whole and was committed, less the baseline, and only while it was forwarded. Told from the pages, not from deltas.
 */
export class Truth {
  readonly owed = new Totals();
  readonly #box: string;
  last: Last | undefined;
  #known = new Map<string, Known>();
  readonly #forgotten = new Set<string>();

  constructor(box: string) {
    this.#box = box;
  }

  /** A whole page was committed, with points of this time. `owedFromMs`: since when a family is forwarded. */
  commit(page: Page, observedMs: number, owedFromMs: (family: string) => number): void {
    if (page.names !== this.last?.page.names) this.#forget();
    const { last } = this;
    assert.ok(last === undefined || page.number > last.page.number, 'an older answer was counted after a newer one');
    this.last = { page, observedMs };
    const before = this.#known;
    this.#known = new Map([...page.series].map(([key, shown]) => [key, { ...shown, observedMs, absentMs: 0 }]));
    if (last === undefined) return;
    const changed = page.life !== last.page.life;
    const tells = canTell(last, page, observedMs);
    assert.ok(tells || !changed, 'the simulation must not restart a target when nobody can see it');
    if (changed) this.#forgotten.clear();
    if (changed && !page.life.fresh) return;
    this.#count(page, before, { changed, tells, last, observedMs }, owedFromMs);
    this.#keepAbsent(before, Math.max(0, observedMs - last.observedMs), changed);
  }

  #count(
    { series }: Page,
    before: ReadonlyMap<string, Known>,
    step: Step,
    owedFromMs: (family: string) => number,
  ): void {
    const { changed, tells, last } = step;
    const trusted = tells && !last.page.hasBadLine;
    for (const [key, shown] of series) {
      const whole = changed || (trusted && !this.#forgotten.has(key));
      const earlier = beginsAtZero(shown.family) && changed ? undefined : before.get(key);
      const owed = growthOf(shown, earlier, whole, step);
      if (!isOwed(owed, owedFromMs(shown.family))) continue;
      this.owed.add(`${this.#box} ${key}`, shown.bounds, owed.grown);
    }
  }

  /** All series have other names now. */
  #forget(): void {
    this.#known.clear();
    this.#forgotten.clear();
    this.last = undefined;
  }

  #keepAbsent(before: ReadonlyMap<string, Known>, sinceMs: number, changed: boolean): void {
    for (const [key, known] of before) {
      if (this.#known.has(key) || (changed && beginsAtZero(known.family))) continue;
      const absentMs = known.absentMs + sinceMs;
      if (absentMs > STALE_MS) this.#forgotten.add(key);
      else this.#known.set(key, { ...known, absentMs });
    }
  }
}

/** From the last committed answer to this one. */
interface Step {
  /** Another process answers. */
  readonly changed: boolean;
  /** The answer tells whether the same process gave it. */
  readonly tells: boolean;
  readonly last: Last;
  readonly observedMs: number;
}

interface Growth {
  readonly startMs: number;
  readonly grown: readonly number[];
}

function isOwed(growth: Growth | undefined, fromMs: number): growth is Growth {
  return growth !== undefined && growth.startMs >= fromMs;
}

/**
 * What a series has grown by, and since when; undefined: it is a baseline. `whole`: one that was not there before began
 * since, if its family begins at zero.
 */
function growthOf(shown: Shown, before: Known | undefined, whole: boolean, step: Step): Growth | undefined {
  const { tells, last, observedMs } = step;
  if (before === undefined) {
    return whole && beginsAtZero(shown.family) ? { startMs: last.observedMs, grown: shown.values } : undefined;
  }
  if (JSON.stringify(shown.bounds) !== JSON.stringify(before.bounds)) return undefined;
  if (!tells && observedMs - before.observedMs > MAX_GAP_MS) return undefined;
  const grown = shown.values.map((value, index) => value - (before.values[index] ?? 0));
  return { startMs: before.observedMs, grown };
}

/** Whether the answer tells if the same process gave it: by the target's clock, which must go as ours does. */
function canTell(last: Last, page: Page, observedMs: number): boolean {
  if (last.page.dateMs === undefined || page.dateMs === undefined) return false;
  return Math.abs(page.dateMs - last.page.dateMs - (observedMs - last.observedMs)) <= CLOCKS_DIFFER_MS;
}

interface Switch {
  readonly fromMs: number;
}

/** Since when each family of a box is forwarded (`ledger.md`, "Forwarding on, off, elsewhere"). */
export class Forwarded {
  #now: ReadonlyMap<string, Switch> | undefined;
  #stored: ReadonlyMap<string, Switch> | undefined;

  fromMs(family: string): number {
    return this.#now?.get(family)?.fromMs ?? NEVER_MS;
  }

  /** `lastGoodMs`: undefined before the first good scrape of this run. */
  change(families: readonly string[], nowMs: number, lastGoodMs: number | undefined, intervalMs: number): void {
    const recent = lastGoodMs !== undefined && nowMs - lastGoodMs <= 2 * intervalMs;
    const begins = { fromMs: this.#now === undefined ? 0 : recent ? lastGoodMs : AT_NEXT_SCRAPE };
    const before = this.#now;
    const next = new Map(families.map((family) => [family, before?.get(family) ?? begins]));
    if (before !== undefined && JSON.stringify([...before]) === JSON.stringify([...next])) return;
    this.#now = next;
  }

  /** A page was committed: what is forwarded now is so from here on at the latest. */
  counted(observedMs: number): void {
    const begun = [...(this.#now ?? [])].map(([family, { fromMs }]) => [family, Math.min(fromMs, observedMs)] as const);
    this.#now = this.#now && new Map(begun.map(([family, fromMs]) => [family, { fromMs }]));
  }

  committed(): void {
    this.#stored = this.#now;
  }

  /** The program, or the watch over this target, began anew: it knows what was committed. */
  reopen(): void {
    this.#now = this.#stored;
  }
}
