// `npm run torture -- --minutes 2 [--seed N]`: the real program between a simulated NIM and a sink, as processes, in all
// the weather there is. The first line is the seed, the last one an object with the result. Ends with 0 only if nothing
// was lost, nothing was invented, and every duplicate was announced.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readPossibleTruths } from '../../main/demo/nim-simulator/read-event-log.ts';
import { readJournal } from '../../main/demo/strict-sink/accepted-requests.ts';
import { Chance } from './chance.ts';
import { drain } from './drain.ts';
import type { Fault } from './fault.ts';
import { judgeRun } from './judge-run.ts';
import type { LedgerNumbers, RunVerdict } from './judge-run.ts';
import { programFaults } from './program-faults.ts';
import { SINK_FAULTS } from './sink-faults.ts';
import { Stage } from './stage.ts';
import { TARGET_FAULTS } from './target-faults.ts';
import { pause } from './wait.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    keep: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  process.stderr.write('torture --minutes 2 [--seed N] [--keep]: minutes above 0, a whole number as seed\n');
  process.exit(2);
}
process.stdout.write(`seed ${seed}\n`);
process.exitCode = await torture(minutes * 60_000, seed, values.keep);

async function torture(forMs: number, fromSeed: number, keep: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-torture-'));
  const stage = new Stage(folder, fromSeed);
  const faults: Record<string, number> = {};
  let isGood = false;
  try {
    await stage.start();
    const end = performance.now() + forMs;
    const chance = new Chance(fromSeed);
    const [nearSeed, farSeed] = [chance.whole(1, 1e9), chance.whole(1, 1e9)];
    const near = [...TARGET_FAULTS, ...programFaults(stage)];
    await Promise.all([
      lane({ stage, end, chance: new Chance(nearSeed), kinds: near, faults }),
      lane({ stage, end, chance: new Chance(farSeed), kinds: SINK_FAULTS.map(onSink), faults }),
    ]);
    const ledger = await drain(stage);
    await stage.end();
    const verdict = judge(stage, ledger);
    isGood = verdict.problems.length + stage.problems.length === 0;
    report(stage, faults, verdict, ledger);
  } catch (error) {
    stage.problems.push(error instanceof Error ? error.message : String(error));
    report(stage, faults);
  } finally {
    await stage.abandon();
    if (isGood && !keep) rmSync(folder, { recursive: true, force: true });
    else process.stderr.write(`What the processes wrote is in ${folder}\n`);
  }
  return isGood ? 0 : 1;
}

interface Lane {
  readonly stage: Stage;
  /** On the clock of `performance.now()`. */
  readonly end: number;
  readonly chance: Chance;
  readonly kinds: readonly Fault[];
  /** How often each kind struck. */
  readonly faults: Record<string, number>;
}

/** One trouble after the other: every kind once, then again in another order. */
async function lane({ stage, end, chance, kinds, faults }: Lane): Promise<void> {
  while (performance.now() < end) {
    for (const fault of chance.shuffled(kinds)) {
      if (performance.now() >= end) return;
      await fault.strike(stage, chance);
      faults[fault.name] = (faults[fault.name] ?? 0) + 1;
      await pause(chance.between(0, 600));
    }
  }
}

function onSink(fault: Fault): Fault {
  return { name: fault.name, strike: (stage, chance) => stage.withSink(() => fault.strike(stage, chance)) };
}

function judge(stage: Stage, ledger: LedgerNumbers): RunVerdict {
  const journal = readJournal(stage.journal);
  return judgeRun({
    truths: readPossibleTruths(stage.eventLog).map(({ series }) => series),
    arrived: journal.sums({ withoutDuplicates: true }),
    refused: journal.refusedSums(),
    waiting: new Map(),
    sinkPoints: journal.once,
    duplicates: journal.duplicates,
    ledger,
  });
}

function report(
  stage: Stage,
  faults: Readonly<Record<string, number>>,
  verdict?: RunVerdict,
  ledger?: LedgerNumbers,
): void {
  const notPossible = typeof stage.disk === 'string' ? [`disk full: ${stage.disk}`] : [];
  const problems = [...stage.problems, ...(verdict?.problems ?? [])];
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  // The list of possible duplicates is long; their number stands in the verdict.
  const numbers = { ...verdict, ledger: ledger && { ...ledger, possibleDuplicates: undefined, boxes: undefined } };
  process.stdout.write(`${JSON.stringify({ seed, faults, notPossible, ...numbers, problems })}\n`);
}
