import { hostname } from 'node:os';
import { readAttachPoint, type AttachPoint } from '../../app/attach/attach-file.ts';
import { isProof, newSecret, oneSided, proofOf } from '../../app/attach/key-proof.ts';
import { postJson } from '../../app/attach/pair-with.ts';
import { forgetPaired, readPaired } from '../../app/attach/paired-computers.ts';
import { CODE_PATH, type CodeMessage } from '../../../preload/contract/socket-message.ts';
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
  const answer = point === undefined ? undefined : await askForCode(point);
  if (point === undefined || answer === undefined) return notRunning(folder, stderr);
  const { code, goodForMs } = answer;
  const { port } = new URL(point.url);
  const name = plain(hostname());
  stdout.write(
    `${code}\n\nGood once, for ${String(Math.round(goodForMs / 60_000))} minutes. On your laptop, in NIM Glance: Settings, Attach to another machine:\n` +
      `  Address  ${name}:${port}   or whatever your ssh calls this machine; the tunnel is opened for you\n` +
      `  Code     ${code}\n` +
      `By hand: ssh -N -L ${port}:127.0.0.1:${port} ${name}, and the address 127.0.0.1:${port}\n`,
  );
  return 0;
}

/** Undefined where it is not the monitor that answers: it has ended, and its port may be somebody else's. */
async function askForCode({ url, key }: AttachPoint): Promise<CodeMessage | undefined> {
  const nonce = newSecret();
  const answer = await postJson(`${url}${CODE_PATH}`, { nonce, proof: proofOf(key, 'screen', oneSided(nonce)) });
  try {
    const told = socketParsers.code(answer.kind === 'answered' && answer.status === 200 ? answer.body : '');
    return isProof(told.proof, key, 'monitor', oneSided(nonce, told.code)) ? told : undefined;
  } catch {
    return undefined;
  }
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
  stdout.write(`${plain(name)} is forgotten: it is cut off, and cannot connect again\n`);
  return 0;
}
