import { findDifferences } from '../../main/demo/compare-truth.ts';
import type { Difference } from '../../main/demo/compare-truth.ts';
import { addSeries } from '../../main/demo/series-value.ts';
import type { SeriesValue } from '../../main/demo/series-value.ts';

type Series = ReadonlyMap<string, SeriesValue>;

/** The numbers of `nim-glance queue --json` that a run is judged by. */
export interface LedgerNumbers {
  readonly produced: number;
  readonly delivered: number;
  readonly queued: number;
  readonly carried: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly possibleDuplicates: readonly { readonly sha256: string }[];
  /** How many there have been that are listed no longer. */
  readonly unlistedDuplicates: number;
}

/** All that is known of a run once it is over. */
export interface RunEvidence {
  /** What happened; more than one where the simulator was killed before it said how its answers ended. */
  readonly truths: readonly Series[];
  /** What the sink took, each body once. */
  readonly arrived: Series;
  /** What it refused by partial success, each body once. */
  readonly refused: Series;
  /** Values that are queued or carried, where they are known. Empty when nothing waits. */
  readonly waiting: Series;
  /** Points that the sink took and refused, each body once. */
  readonly sinkPoints: { readonly points: number; readonly refused: number };
  /** Bodies that it took more than once. */
  readonly duplicates: readonly { readonly sha256: string; readonly times: number }[];
  readonly ledger: LedgerNumbers;
}

export interface RunVerdict {
  /** Values that are short of the truth, and those that exceed it. */
  readonly lost: number;
  readonly invented: number;
  readonly possibleDuplicates: number;
  readonly duplicates: readonly { readonly sha256: string; readonly times: number; readonly listed: boolean }[];
  /** Everything that is not as it must be, as sentences. Empty for a good run. */
  readonly problems: readonly string[];
}

/** Judges a run: truth = arrived + refused + waiting, value by value; the ledger's own sum; and every duplicate listed. */
export function judgeRun(evidence: RunEvidence): RunVerdict {
  const { arrived, refused, waiting, ledger } = evidence;
  const accounted = [arrived, refused, waiting].reduce(addUp);
  const differences = fewestDifferences(evidence.truths, accounted);
  const duplicates = evidence.duplicates.map((body) => ({ ...body, listed: isListed(body, ledger) }));
  return {
    lost: differences.filter(({ kind }) => kind === 'lost').length,
    invented: differences.filter(({ kind }) => kind === 'invented').length,
    possibleDuplicates: ledger.possibleDuplicates.length + ledger.unlistedDuplicates,
    duplicates,
    problems: [
      ...differences.map(({ sentence }) => sentence),
      ...ledgerProblems(evidence),
      ...duplicates.filter(({ listed }) => !listed).map(duplicateProblem),
    ],
  };
}

/** What cannot be known is taken in favour of the program: the truth that fits best. */
function fewestDifferences(truths: readonly Series[], accounted: Series): readonly Difference[] {
  const [first, ...others] = truths.map((truth) => findDifferences(truth, accounted));
  if (first === undefined) throw new Error('A run is judged by at least one truth.');
  return others.reduce((best, next) => (next.length < best.length ? next : best), first);
}

function addUp(left: Series, right: Series): Series {
  const sums = new Map(left);
  for (const [id, value] of right) {
    const before = sums.get(id);
    sums.set(id, before === undefined ? value : addSeries(before, value, 1));
  }
  return sums;
}

function ledgerProblems({ ledger, sinkPoints, waiting }: RunEvidence): readonly string[] {
  const { produced, delivered, queued, carried, dropped } = ledger;
  const problems: string[] = [];
  const given = Object.values(dropped).reduce((sum, points) => sum + points, 0);
  if (produced !== delivered + queued + given) {
    problems.push(`The ledger does not add up: ${produced} ≠ ${delivered} + ${queued} + ${given}.`);
  }
  const settled = delivered + (dropped['rejected'] ?? 0);
  const received = sinkPoints.points + sinkPoints.refused;
  if (settled !== received) {
    problems.push(`The ledger says ${settled} points were answered, the sink answered ${received}.`);
  }
  if (waiting.size === 0 && queued + carried > 0) {
    problems.push(`${queued} points are still queued and ${carried} carried, so values cannot be compared.`);
  }
  return problems;
}

/** Each time but one must have been announced: the program did not see the answer before it sent again. */
function isListed({ sha256, times }: { sha256: string; times: number }, ledger: LedgerNumbers): boolean {
  const listed = ledger.possibleDuplicates.filter((possible) => possible.sha256 === sha256).length;
  return listed + ledger.unlistedDuplicates >= times - 1;
}

function duplicateProblem({ sha256, times }: { sha256: string; times: number }): string {
  return `The body ${sha256} arrived ${times} times, and the program did not list it often enough.`;
}
