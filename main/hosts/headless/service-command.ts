import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { directoriesOf } from '../../app/config/directories.ts';
import { usualSettingsFile } from '../../app/settings/open-settings.ts';
import { readConfigurationFile } from './configuration-file.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { plain } from './plain.ts';
import { launchdService } from './service-launchd.ts';
import { SERVICE_MARK, type CommandLine, type ServicePlan, type ServiceSubject } from './service-plan.ts';
import { systemdService } from './service-systemd.ts';
import { stateFolder } from './state-folder.ts';
import { UsageError } from './usage-error.ts';

export interface ServiceArguments {
  readonly action: string | undefined;
  /** The configuration that the service follows; undefined: the usual one. */
  readonly config: string | undefined;
  readonly stateDir: string | undefined;
  /** Starts it at once, instead of telling how. */
  readonly now: boolean;
}

/** What the command needs to know of its surroundings: `process` has it. */
export interface ServiceIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly execPath: string;
  readonly argv: readonly string[];
}

interface Output {
  write(text: string): unknown;
}

/**
 * `nim-glance service install|uninstall|status`: a service of this user that runs the configuration from login on. Exit
 * codes: 0 done, or it runs; 1 with the reason on standard error, or it does not run.
 */
export async function serviceCommand(args: ServiceArguments, io: ServiceIo): Promise<number> {
  const { action } = args;
  if (action !== 'install' && action !== 'uninstall' && action !== 'status')
    throw new UsageError('service takes install, uninstall or status');
  if (action !== 'install' && args.config !== undefined) throw new UsageError(`service ${action} takes no --config`);
  const plan = planOf(args, io);
  if (plan === undefined)
    return refuse(
      io,
      'there is a service for Linux (systemd) and macOS (launchd) alone; here the desktop program starts at login',
    );
  if (action === 'install') return install(args, plan, io);
  return action === 'uninstall' ? uninstall(plan, io) : status(plan, io);
}

function planOf(args: ServiceArguments, io: ServiceIo): ServicePlan | undefined {
  const home = homedir();
  const folders = directoriesOf(io.platform, io.env, home);
  const run = [
    'run',
    '--config',
    configurationOf(args, io),
    '--state-dir',
    resolve(stateFolder(args.stateDir)),
    '--quiet',
  ];
  const subject: ServiceSubject = {
    command: [io.execPath, ...NODE_FLAGS, io.argv[1] ?? '', ...run],
    ...{ home, environment: io.env, uid: process.getuid?.() ?? 0 },
    tokenFile: join(folders.configuration, 'dt_api_token'),
    logFile: join(folders.logs, 'service.log'),
  };
  if (io.platform === 'linux') return systemdService(subject);
  return io.platform === 'darwin' ? launchdService(subject) : undefined;
}

function configurationOf({ config }: ServiceArguments, io: ServiceIo): string {
  return resolve(config ?? usualSettingsFile({ platform: io.platform, environment: io.env, home: homedir() }));
}

async function install(args: ServiceArguments, plan: ServicePlan, io: ServiceIo): Promise<number> {
  // npx lays a program down for one call, and may take it away at any time.
  if (/[\\/]_npx[\\/]/.test(io.argv[1] ?? ''))
    return refuse(io, 'npx keeps the program for a while alone. Install it first: npm install --global nim-glance');
  const configuration = await readConfigurationFile(configurationOf(args, io));
  if (!configuration.ok) return refuse(io, ...configuration.errors);
  if ((await whose(plan)) === 'foreign') return refuse(io, `${plan.file} is there already, and is not ours`);
  for (const folder of plan.folders) await mkdir(folder, { recursive: true });
  await writeFile(plan.file, plan.text);
  say(io, `Written: ${plan.file}`);
  if (args.now) {
    const problem = firstProblem(plan.enable);
    if (problem !== undefined) return refuse(io, problem);
    say(io, 'It runs, and will at each login.');
  } else {
    say(io, 'To start it, now and at each login:', ...plan.enable.map(indented));
  }
  say(io, ...plan.hints.map((hint) => `  ${hint}`));
  return 0;
}

async function uninstall(plan: ServicePlan, io: ServiceIo): Promise<number> {
  const owner = await whose(plan);
  if (owner === 'nobody') return refuse(io, `there is no ${plan.file}`);
  if (owner === 'foreign') return refuse(io, `${plan.file} is not ours; it stays`);
  const problem = firstProblem(plan.disable);
  await rm(plan.file);
  say(io, `Removed: ${plan.file}`);
  if (problem === undefined) return 0;
  return refuse(io, `whether it still runs is not known: ${problem}`);
}

async function status(plan: ServicePlan, io: ServiceIo): Promise<number> {
  const owner = await whose(plan);
  if (owner === 'nobody') {
    say(io, 'Not installed. nim-glance service install does that.');
    return 1;
  }
  const runs = firstProblem([plan.ask]) === undefined;
  say(
    io,
    `Installed: ${plan.file}${owner === 'foreign' ? ' (not by this program)' : ''}`,
    runs ? 'It runs.' : 'It does not run.',
  );
  return runs ? 0 : 1;
}

async function whose({ file }: ServicePlan): Promise<'ours' | 'foreign' | 'nobody'> {
  try {
    return (await readFile(file, 'utf8')).includes(SERVICE_MARK) ? 'ours' : 'foreign';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'nobody';
    throw error;
  }
}

/** Runs them one after the other; why the first that failed did. */
function firstProblem(commands: readonly CommandLine[]): string | undefined {
  for (const command of commands) {
    const [program, ...words] = command;
    const { error, status: code, stderr } = spawnSync(program, words, { encoding: 'utf8', timeout: 30_000 });
    if (error !== undefined) return `${program} cannot be run (${error.message})`;
    if (code !== 0) return `${command.join(' ')}: ${stderr.trim() || `exit code ${String(code)}`}`;
  }
  return undefined;
}

function indented(command: CommandLine): string {
  return `  ${command.join(' ')}`;
}

function say({ stdout }: ServiceIo, ...lines: readonly string[]): void {
  for (const line of lines) stdout.write(`${plain(line)}\n`);
}

function refuse({ stderr }: ServiceIo, ...lines: readonly string[]): 1 {
  for (const line of lines) stderr.write(`nim-glance: ${plain(line)}\n`);
  return 1;
}
