import type { BoxLedger, DeadLetter, LedgerCounts, LedgerSummary, PossibleDuplicate } from '../core/model/ledger.ts';

/** The ledger's words for people and programs, in points. Source: main/LEDGER.md. */
export interface QueueCounts {
  readonly produced: number;
  readonly delivered: number;
  readonly queued: number;
  readonly folded: number;
  readonly carried: number;
  /** By reason; only reasons that occurred. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
  /** The newest, oldest first. */
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  /** Age of the oldest point that is queued or carried; null when nothing waits. */
  readonly oldestSeconds: number | null;
}

/** One box, and what of it is owed to whom. */
export interface BoxReport extends QueueCounts {
  /** By OTLP base URL; empty for what was counted before any destination was known. */
  readonly destinations: Readonly<Record<string, Omit<QueueCounts, 'possibleDuplicates'>>>;
}

/** All that `nim-glance queue` tells. */
export interface QueueReport extends QueueCounts {
  /** How many possible duplicates are listed no longer. */
  readonly unlistedDuplicates: number;
  readonly deadLetters: readonly DeadLetter[];
  readonly boxes: Readonly<Record<string, BoxReport>>;
}

/** The ledger at `nowMs` (wall clock). What a destination is owed is added up for each box, and for all. */
export function queueReport(
  { boxes, possibleDuplicates, unlistedDuplicates, oldestMs, ...sums }: LedgerSummary,
  deadLetters: readonly DeadLetter[],
  nowMs: number,
): QueueReport {
  const names = [...new Set(boxes.map(({ box }) => box))];
  return {
    ...countsOf(sums),
    possibleDuplicates,
    unlistedDuplicates,
    oldestSeconds: ageOf(oldestMs, nowMs),
    deadLetters,
    boxes: Object.fromEntries(
      names.map((name) => {
        const own = boxes.filter(({ box }) => box === name);
        const duplicates = possibleDuplicates.filter(({ box }) => box === name);
        return [name, boxReport(own, duplicates, nowMs)];
      }),
    ),
  };
}

function boxReport(
  accounts: readonly BoxLedger[],
  possibleDuplicates: readonly PossibleDuplicate[],
  nowMs: number,
): BoxReport {
  const destinations = accounts.map(({ destination, oldestMs, ...counts }) => {
    return [destination, { ...countsOf(counts), oldestSeconds: ageOf(oldestMs, nowMs) }] as const;
  });
  const oldest = accounts.flatMap(({ oldestMs }) => oldestMs ?? []);
  return {
    ...accounts.map(countsOf).reduce(addUp, NOTHING),
    possibleDuplicates,
    oldestSeconds: ageOf(oldest.length === 0 ? undefined : Math.min(...oldest), nowMs),
    destinations: Object.fromEntries(destinations),
  };
}

type Counts = Omit<QueueCounts, 'possibleDuplicates' | 'oldestSeconds'>;

const NOTHING: Counts = { produced: 0, delivered: 0, queued: 0, folded: 0, carried: 0, dropped: {}, skipped: {} };

function countsOf({ produced, delivered, queued, folded, carried, dropped, skipped }: LedgerCounts | Counts): Counts {
  return { produced, delivered, queued, folded, carried, dropped, skipped };
}

function addUp(a: Counts, b: Counts): Counts {
  return {
    produced: a.produced + b.produced,
    delivered: a.delivered + b.delivered,
    queued: a.queued + b.queued,
    folded: a.folded + b.folded,
    carried: a.carried + b.carried,
    dropped: addReasons(a.dropped, b.dropped),
    skipped: addReasons(a.skipped, b.skipped),
  };
}

function addReasons(a: Counts['dropped'], b: Counts['dropped']): Counts['dropped'] {
  const sums: Record<string, number> = { ...a };
  for (const [reason, points] of Object.entries(b)) sums[reason] = (sums[reason] ?? 0) + points;
  return sums;
}

/** Never negative: a clock may have been set back. */
function ageOf(oldestMs: number | undefined, nowMs: number): number | null {
  return oldestMs === undefined ? null : Math.max(0, Math.round(nowMs - oldestMs) / 1000);
}
