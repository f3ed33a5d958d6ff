import { openLetters, lookIntoLedger, type DeadLetterBox } from '../../app/stored-queue.ts';
import { plain, plainJson } from './plain.ts';
import type { QueueIo } from './queue-command.ts';
import { drawLetters } from './queue-lines.ts';
import { stateFolder } from './state-folder.ts';
import { UsageError } from './usage-error.ts';

export interface DeadLetterArguments {
  /** `list`, `show`, `resend` or `discard`; undefined is `list`. */
  readonly action: string | undefined;
  /** A letter's id, or `all` to resend or discard each. */
  readonly id: string | undefined;
  /** Undefined: where it usually is. */
  readonly stateDir: string | undefined;
  /** Of `list` and `show`. */
  readonly json: boolean;
}

/**
 * `nim-glance dead-letters [list|show ID|resend ID|discard ID]`: requests that the destination refused. Exit codes: 0
 * done; 1 there is no ledger or no such letter, or, for all but `list`, an instance is running in that folder. A
 * `UsageError` when the arguments make no sense.
 */
export async function deadLetterCommand(
  args: DeadLetterArguments,
  io: QueueIo,
  nowMs: () => number = Date.now,
): Promise<number> {
  const { action = 'list', json } = args;
  if (action === 'list') return list(args, io);
  const known = VISITS.find((name) => name === action);
  if (known === undefined) throw new UsageError(`dead-letters takes list, ${VISITS.join(', ')}, not "${action}"`);
  const wanted = wantedId(action, args.id);
  if (json && known !== 'show') throw new UsageError(`dead-letters ${action} does not take --json`);
  const who = `nim-glance dead-letters (process ${String(process.pid)})`;
  const opened = await openLetters(stateFolder(args.stateDir), who, nowMs());
  if (opened.kind === 'refused') return refuse(io, opened.reason);
  try {
    return visit(opened, { action: known, wanted, json }, io);
  } finally {
    opened.close();
  }
}

/** What needs a ledger that nobody else writes to. */
const VISITS = ['show', 'resend', 'discard'] as const;

interface Visit {
  readonly action: (typeof VISITS)[number];
  readonly wanted: number | 'all';
  readonly json: boolean;
}

function visit(box: DeadLetterBox, { action, wanted, json }: Visit, io: QueueIo): number {
  for (const notice of box.notices) io.stderr.write(`nim-glance: ${plain(notice)}\n`);
  const ids = wanted === 'all' ? box.letters.map(({ id }) => id) : [wanted];
  return action === 'show' ? show(box, ids, json, io) : settle(box, action, ids, io);
}

async function list({ id, stateDir, json }: DeadLetterArguments, io: QueueIo): Promise<number> {
  if (id !== undefined) throw new UsageError(`dead-letters list does not take "${id}"`);
  const look = await lookIntoLedger(stateFolder(stateDir));
  if (look.kind === 'refused') return refuse(io, look.reason);
  const { deadLetters } = look;
  if (json) io.stdout.write(`${plainJson(JSON.stringify(deadLetters))}\n`);
  else if (deadLetters.length === 0) io.stdout.write('No request was refused.\n');
  else for (const line of drawLetters(deadLetters)) io.stdout.write(`${line}\n`);
  return 0;
}

function wantedId(action: string, id: string | undefined): number | 'all' {
  if (id === 'all') return id;
  if (id === undefined || !/^\d{1,15}$/.test(id))
    throw new UsageError(`dead-letters ${action} needs an id (nim-glance dead-letters lists them), or all`);
  return Number(id);
}

/** One point as one line. */
function show({ letters, read }: DeadLetterBox, ids: readonly number[], json: boolean, io: QueueIo): number {
  for (const id of ids) {
    const letter = letters.find((one) => one.id === id);
    if (letter === undefined) return refuse(io, `there is no refused request ${String(id)}`);
    if (!json) for (const line of drawLetters([letter])) io.stdout.write(`${line}\n`);
    for (const point of read(id)) {
      const text = JSON.stringify(json ? { letter: id, ...point } : point);
      io.stdout.write(`${json ? '' : '  '}${plainJson(text)}\n`);
    }
  }
  return 0;
}

function settle(box: DeadLetterBox, action: 'resend' | 'discard', ids: readonly number[], io: QueueIo): number {
  for (const id of ids) {
    const problem = box[action](id);
    if (problem !== undefined) return refuse(io, problem);
    const done = action === 'resend' ? 'waits to be sent again, when the program runs' : 'is discarded';
    io.stdout.write(`Request ${String(id)} ${done}\n`);
  }
  if (ids.length === 0) io.stdout.write('No request was refused.\n');
  return 0;
}

function refuse(io: QueueIo, reason: string): number {
  io.stderr.write(`nim-glance: ${plain(reason)}\n`);
  return 1;
}
