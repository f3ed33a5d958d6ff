import { queueReport } from '../../app/queue-report.ts';
import { lookIntoLedger } from '../../app/stored-queue.ts';
import { plain, plainJson } from './plain.ts';
import { drawQueue } from './queue-lines.ts';
import { stateFolder } from './state-folder.ts';

export interface QueueArguments {
  /** Undefined: where it usually is. */
  readonly stateDir: string | undefined;
  readonly json: boolean;
}

/** Where the command writes: `process` has it. */
export interface QueueIo {
  readonly stdout: Output;
  readonly stderr: Output;
}

interface Output {
  write(text: string): unknown;
}

/**
 * `nim-glance queue`: the ledger as it is stored now, also while an instance runs or after it was killed. Exit codes: 0
 * it was read; 1 there is none, or it cannot be read, with the reason on standard error. `--json`: one object on one line.
 */
export async function queueCommand(args: QueueArguments, io: QueueIo, nowMs: () => number = Date.now): Promise<number> {
  const look = await lookIntoLedger(stateFolder(args.stateDir));
  if (look.kind === 'refused') {
    io.stderr.write(`nim-glance: ${plain(look.reason)}\n`);
    return 1;
  }
  for (const notice of look.notices) io.stderr.write(`nim-glance: ${plain(notice)}\n`);
  const report = queueReport(look.summary, look.deadLetters, nowMs());
  if (args.json) io.stdout.write(`${plainJson(JSON.stringify(report))}\n`);
  else for (const line of drawQueue(report)) io.stdout.write(`${line}\n`);
  return 0;
}
