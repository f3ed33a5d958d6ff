import { readAttachPoint } from '../../app/attach/attach-file.ts';
import { postJson } from '../../app/attach/pair-with.ts';
import { forgetPaired, readPaired } from '../../app/attach/paired-computers.ts';
import { CODE_PATH } from '../../../preload/contract/socket-message.ts';
import { socketParsers } from '../../../preload/contract/socket-parsers.ts';
import { plain } from './plain.ts';
import { stateFolder } from './state-folder.ts';
import { UsageError } from './usage-error.ts';

export interface PairArguments {
  /** `list` and `forget NAME`; undefined: a new code. */
  readonly action: string | undefined;
  readonly name: string | undefined;
  readonly stateDir: string | undefined;
}

interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/**
 * `nim-glance pair`: a code for the desktop program of another machine, from the monitor that runs here; `pair list` and
 * `pair forget NAME`. Ends with 1 where no monitor runs, or none of that name was paired.
 */
export async function pairCommand({ action, name, stateDir }: PairArguments, streams: Streams): Promise<number> {
  const folder = stateFolder(stateDir);
  switch (action) {
    case undefined:
      return newCode(folder, streams);
    case 'list':
      return list(folder, streams);
    case 'forget':
      if (name === undefined) throw new UsageError('pair forget takes the name of a computer; pair list shows them');
      return forget(folder, name, streams);
    default:
      throw new UsageError('pair takes list, forget NAME, or nothing');
  }
}

async function newCode(folder: string, { stdout, stderr }: Streams): Promise<number> {
  const point = readAttachPoint(folder);
  if (point === undefined) return notRunning(folder, stderr);
  const answer = await postJson(`${point.url}${CODE_PATH}`, { key: point.key });
  if (answer.kind === 'failed' || answer.status !== 200) return notRunning(folder, stderr);
  const { code, goodForMs } = socketParsers.code(answer.body);
  const { port } = new URL(point.url);
  stdout.write(
    `${code}\n\nGood once, for ${String(Math.round(goodForMs / 60_000))} minutes. On your laptop:\n` +
      `  ssh -N -L ${port}:127.0.0.1:${port} THIS_COMPUTER\n` +
      `  NIM Glance, Settings, Attach: 127.0.0.1:${port} and the code\n`,
  );
  return 0;
}

function notRunning(folder: string, stderr: NodeJS.WritableStream): number {
  stderr.write(`no monitor of this user runs with ${folder}; start nim-glance run --config FILE, then pair\n`);
  return 1;
}

function list(folder: string, { stdout }: Streams): number {
  const computers = readPaired(folder);
  if (computers.length === 0) stdout.write('no computer is paired\n');
  for (const { name, pairedMs } of computers)
    stdout.write(`${plain(name)}  paired ${new Date(pairedMs).toISOString().slice(0, 10)}\n`);
  return 0;
}

function forget(folder: string, name: string, { stdout, stderr }: Streams): number {
  if (!forgetPaired(folder, name)) {
    stderr.write(`no computer called ${plain(name)} is paired; pair list shows them\n`);
    return 1;
  }
  stdout.write(`${plain(name)} is forgotten: it cannot connect again\n`);
  return 0;
}
