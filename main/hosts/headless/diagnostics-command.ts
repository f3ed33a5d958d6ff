import { readFile, writeFile } from 'node:fs/promises';
import { homedir, release, version } from 'node:os';
import { resolve } from 'node:path';
import { askTargets } from '../../app/ask-targets.ts';
import { diagnosticsOf, WHAT_IT_HOLDS, type DiagnosticsInput } from '../../app/diagnostics.ts';
import { secretsOf } from '../../app/known-secrets.ts';
import { lookIntoLedger } from '../../app/stored-queue.ts';
import { readConfigurationFile } from './configuration-file.ts';
import { environmentToken } from './environment-token.ts';
import { headlessPorts } from './headless-ports.ts';
import { plain } from './plain.ts';
import { programVersion } from './program-version.ts';
import type { QueueIo } from './queue-command.ts';
import { stateFolder } from './state-folder.ts';

export interface DiagnosticsArguments {
  /** Undefined: where it usually is. */
  readonly stateDir: string | undefined;
  /** The configuration file; its targets are asked once. Undefined leaves both out. */
  readonly config: string | undefined;
  /** `-` for standard output; undefined: a new file in this folder. */
  readonly output: string | undefined;
}

export interface DiagnosticsIo extends QueueIo {
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * `nim-glance diagnostics`: one JSON file for a bug report, without secrets. What is wrong with configuration or ledger
 * stands in it. Exit codes: 0 it is written, 1 it cannot be; a file that is there is not replaced.
 */
export async function diagnosticsCommand(
  args: DiagnosticsArguments,
  io: DiagnosticsIo,
  nowMs: () => number = Date.now,
): Promise<number> {
  const takenMs = nowMs();
  const file = args.output ?? `nim-glance-diagnostics-${new Date(takenMs).toISOString().replace(/:|\.\d+/g, '')}.json`;
  io.stderr.write(`A report for a bug. ${WHAT_IT_HOLDS}\n`);
  const report = `${JSON.stringify(diagnosticsOf(await inputOf(args, io, takenMs)), undefined, 2)}\n`;
  if (file === '-') {
    io.stdout.write(report);
    return 0;
  }
  try {
    await writeFile(file, report, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const why = code === 'EEXIST' ? 'it is there already' : code;
    io.stderr.write(`nim-glance: ${plain(file)} cannot be written: ${why}\n`);
    return 1;
  }
  io.stdout.write(`${plain(resolve(file))}\n`);
  io.stderr.write('Look through it before you give it away.\n');
  return 0;
}

async function inputOf(args: DiagnosticsArguments, { env }: DiagnosticsIo, takenMs: number): Promise<DiagnosticsInput> {
  const read = args.config === undefined ? undefined : await readConfigurationFile(args.config);
  const configuration = read?.ok === true ? read.configuration : undefined;
  const files = configuration === undefined ? [] : secretsOf(configuration).files;
  return {
    takenMs,
    program: {
      ...{ version: programVersion(), node: process.version, sqlite: process.versions['sqlite'] ?? 'none' },
      ...{ system: process.platform, release: release(), build: version(), processor: process.arch },
    },
    environment: env,
    token: await environmentToken(env),
    configuration: configuration ?? (read?.ok === false ? read.errors : undefined),
    ledger: await lookIntoLedger(stateFolder(args.stateDir)),
    monitor: undefined,
    answers: await askTargets(configuration?.targets ?? [], { ...headlessPorts, environment: env }),
    secrets: await textsOf(files),
    home: homedir(),
  };
}

/** What cannot be read has leaked nowhere. */
function textsOf(files: readonly string[]): Promise<readonly string[]> {
  return Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
}
