import type { LedgerNumbers } from './judge-run.ts';
import type { Stage } from './stage.ts';
import { pause, until } from './wait.ts';

const DRAIN_LIMIT_MS = 120_000;
const POLL_MS = 300;
const MOST_ROUNDS = 5;
/** What is younger is on its way; what is older may still be folded and then needs a delta to go with. */
const FRESH_SECONDS = 5;

interface Queue extends LedgerNumbers {
  readonly deadLetters: readonly unknown[];
  /** Of what is queued or carried; null when nothing waits. */
  readonly oldestSeconds: number | null;
}

/**
 * The weather is good again: what was refused is sent once more, what was folded goes out with the next deltas, and
 * then the target falls silent until nothing waits. Returns the ledger as it stands in the end, the program ended.
 */
export async function drain(stage: Stage): Promise<LedgerNumbers> {
  await stage.destination({ do: 'clear' });
  await stage.seen();
  // A carry waits for the next delta of its series; this one may not have come back since the last restart.
  await stage.target({ do: 'label-set' });
  await stage.seen();
  // A new process waits for nobody: all holds and delays of the old one are over.
  await stage.endProgram('SIGTERM');
  resend(stage);
  stage.startProgram();
  await until('what is old or was folded goes out', DRAIN_LIMIT_MS, async () => {
    await pause(POLL_MS);
    const { carried, deadLetters, oldestSeconds } = readQueue(stage);
    return carried === 0 && deadLetters.length === 0 && (oldestSeconds ?? 0) < FRESH_SECONDS;
  });
  await stage.target({ do: 'refuse' });
  let queue = readQueue(stage);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await until('the queue is empty', DRAIN_LIMIT_MS, async () => {
      await pause(POLL_MS);
      return readQueue(stage).queued === 0;
    });
    // What the last scrapes brought may be committed and not sent.
    await stage.endProgram('SIGTERM');
    queue = readQueue(stage);
    if (queue.queued === 0) return queue;
    stage.startProgram();
  }
  return queue;
}

function resend(stage: Stage): void {
  const { status, err } = stage.run(['dead-letters', 'resend', 'all']);
  if (status !== 0) stage.problems.push(`dead-letters resend all ended with ${String(status)}: ${err.trim()}`);
}

function readQueue(stage: Stage): Queue {
  const { status, out, err } = stage.run(['queue', '--json']);
  if (status !== 0) throw new Error(`queue --json ended with ${String(status)}: ${err.trim()}`);
  return JSON.parse(out) as Queue;
}
