import { addSeries } from '../series-value.ts';
import type { SeriesValue } from '../series-value.ts';
import { seriesId } from '../series-id.ts';
import type { LogEntry } from './log-entry.ts';

export interface Truth {
  /** Growth of every series over all lives that were seen. */
  readonly series: ReadonlyMap<string, SeriesValue>;
  /** Lives without a whole answer: nobody outside can know what happened in them, so they are left out. */
  readonly unseenLives: readonly number[];
  /** Answers of which the log does not say how they ended, because the simulator was killed. They count as not whole. */
  readonly unsettled: readonly AskedAnswer[];
}

export interface AskedAnswer {
  readonly life: number;
  readonly number: number;
}

/** Reads the log as it grows and can say at any time what a perfect observer would have counted. */
export interface TruthCounter {
  add(entry: LogEntry): void;
  truth(): Truth;
}

type Totals = ReadonlyMap<string, SeriesValue>;

interface Life {
  readonly totals: Map<string, SeriesValue>;
  /** Answers that were asked for and are still on their way. */
  readonly asked: Map<number, Shown>;
  first: Shown | undefined;
  last: Shown | undefined;
}

/** What an answer shows: the totals as they were when it was asked for, but for hidden families. */
interface Shown {
  readonly number: number;
  readonly totals: Totals;
  readonly hidden: readonly string[];
}

/**
 * Truth as the ledger defines it: per life, the events up to the last answer that left whole, less the baseline.
 * The baseline is the first whole answer of the first life seen; later lives were seen from their start, so theirs is 0.
 */
export function createTruthCounter(): TruthCounter {
  const lives = new Map<number, Life>();
  const lifeOf = (number: number): Life => {
    const life = lives.get(number);
    if (life === undefined) throw new Error(`The log speaks of life ${number} before it began.`);
    return life;
  };
  return {
    add(entry) {
      switch (entry.kind) {
        case 'life':
          lives.set(entry.life, { totals: new Map(), asked: new Map(), first: undefined, last: undefined });
          return;
        case 'inc':
          addTo(lifeOf(entry.life).totals, seriesId(entry.family, entry.labels), { kind: 'sum', value: entry.by });
          return;
        case 'observe': {
          const { bounds, buckets, count, sum } = entry;
          const grown: SeriesValue = { kind: 'histogram', bounds, buckets, count, sum };
          addTo(lifeOf(entry.life).totals, seriesId(entry.family, entry.labels), grown);
          return;
        }
        case 'asked':
          lifeOf(entry.life).asked.set(entry.number, shownBy(entry, lifeOf(entry.life).totals));
          return;
        case 'answer':
          settle(lifeOf(entry.life), entry.number, entry.whole);
          return;
      }
    },
    truth: () => countTruth(lives),
  };
}

/** Counts the truth of a finished log, for instance one read from its file. */
export function truthOf(entries: Iterable<LogEntry>): Truth {
  const counter = createTruthCounter();
  for (const entry of entries) counter.add(entry);
  return counter.truth();
}

function shownBy({ number, hidden = [] }: Extract<LogEntry, { kind: 'asked' }>, totals: Totals): Shown {
  return { number, totals: new Map([...totals].filter(([id]) => !isOf(hidden, id))), hidden };
}

function isOf(families: readonly string[], id: string): boolean {
  return families.includes(id.split('{')[0] ?? id);
}

/** Answers may end in another order than they were asked: their numbers decide which is first and last. */
function settle(life: Life, number: number, whole: boolean): void {
  const shown = life.asked.get(number);
  if (shown === undefined) throw new Error(`Answer ${number} ended, but was never asked for.`);
  life.asked.delete(number);
  if (!whole) return;
  if (life.first === undefined || number < life.first.number) life.first = shown;
  if (life.last === undefined) life.last = shown;
  else if (number > life.last.number) life.last = { ...shown, totals: seen(shown, life.last) };
}

/** What was seen of a life: of a hidden series, what the last answer that showed it said. */
function seen(shown: Shown, before: Shown): Totals {
  const unseen = [...before.totals].filter(([id]) => isOf(shown.hidden, id));
  return new Map([...shown.totals, ...unseen]);
}

function countTruth(lives: ReadonlyMap<number, Life>): Truth {
  const series = new Map<string, SeriesValue>();
  const unseenLives: number[] = [];
  const unsettled: AskedAnswer[] = [];
  let baselineTaken = false;
  for (const [number, life] of lives) {
    unsettled.push(...[...life.asked.keys()].map((asked) => ({ life: number, number: asked })));
    if (life.first === undefined || life.last === undefined) {
      unseenLives.push(number);
      continue;
    }
    const baseline: Totals = baselineTaken ? new Map() : life.first.totals;
    baselineTaken = true;
    for (const [id, value] of life.last.totals) {
      const before = baseline.get(id);
      addTo(series, id, before === undefined ? value : addSeries(value, before, -1));
    }
  }
  return { series, unseenLives, unsettled };
}

function addTo(totals: Map<string, SeriesValue>, id: string, grown: SeriesValue): void {
  const before = totals.get(id);
  totals.set(id, before === undefined ? grown : addSeries(before, grown, 1));
}
