import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { readListen } from '../../app/listen-address.ts';
import { createMonitorWithDemo } from '../../app/demo-switch.ts';
import type { Monitor } from '../../app/monitor.ts';
import { openAlertMemory } from '../../app/open-alert-memory.ts';
import { openState } from '../../app/open-state.ts';
import { OwnMetrics } from '../../app/own-metrics.ts';
import type { AlertMemory } from '../../app/ports.ts';
import type { QuickOptions } from '../../app/quick-configuration.ts';
import { followSettings } from '../../app/settings/follow-settings.ts';
import {
  openSettings,
  usualSettingsFile,
  type Machine,
  type SettingsAnswer,
} from '../../app/settings/open-settings.ts';
import type { DemoWorld } from '../../demo/demo-world.ts';
import { environmentToken } from './environment-token.ts';
import { headlessPorts } from './headless-ports.ts';
import { parseDuration } from './parse-duration.ts';
import { plain } from './plain.ts';
import { serveRun } from './serve-run.ts';
import { showMonitor } from './show-monitor.ts';
import { stateFolder } from './state-folder.ts';
import { untilEnded } from './until-ended.ts';
import { UsageError } from './usage-error.ts';
import { openWithRoom } from './wait-for-room.ts';

export interface RunArguments {
  readonly target: string | undefined;
  /** The configuration file; then neither target nor `forward` nor `interval` may be given. Without all: the usual one. */
  readonly config: string | undefined;
  /** Where the ledger is kept; without it and without a file it is in memory. */
  readonly stateDir: string | undefined;
  readonly forward: string | undefined;
  readonly interval: string | undefined;
  readonly for: string | undefined;
  /** `127.0.0.1:PORT` for its own metrics and health, and for the screen; undefined: a free one, where one is needed. */
  readonly listen: string | undefined;
  /** Serves the screen to a browser, and prints nothing but its address. */
  readonly open: boolean;
  /** Prints neither table nor lines: nobody is to read them. */
  readonly quiet: boolean;
}

const DEFAULT_INTERVAL = '10s';

/** `nim-glance run`: watches, and forwards when told where. Ends with 0 whatever the targets did, 1 for a bad file. */
export async function runCommand(args: RunArguments): Promise<number> {
  const forMs = args.for === undefined ? undefined : parseDuration('--for', args.for);
  const port = args.listen === undefined ? undefined : readPort(args.listen);
  const from = settingsOf(args);
  if (!from.ok) return refuse(from.errors);
  const { settings } = from;
  const { configuration } = settings;
  const token = await environmentToken(process.env);
  if (token.kind === 'refused') return refuse([token.reason]);
  const outbox = await outboxOf(args, forMs);
  if (outbox?.kind === 'refused') return refuse([outbox.reason]);
  const metrics = new OwnMetrics();
  const monitor = createMonitorWithDemo(
    {
      ...{ configuration, settings },
      token: token.kind === 'present' ? token.secret : undefined,
      outbox,
      alertMemory: alertMemoryOf(args),
      observer: metrics,
    },
    headlessPorts,
    tryDemo,
  );
  tell([...configuration.warnings, ...(outbox?.outbox.notices ?? [])]);
  const folder = isKept(args) ? stateFolder(args.stateDir) : undefined;
  const close = await serveRun({ monitor, metrics, port, open: args.open, folder, tell });
  const hide = show(monitor, args);
  const unwatch = followSettings(settings, tell);
  await watchUntilEnded(monitor, { unwatch, hide, forMs });
  close();
  return 0;
}

/** Loaded only when somebody asks for it: simulator and sink are no part of the daily work. */
async function tryDemo(): Promise<DemoWorld> {
  const { startDemoWorld } = await import('../../demo/demo-world.ts');
  return startDemoWorld();
}

interface Watching {
  readonly unwatch: () => void;
  readonly hide: () => void;
  readonly forMs: number | undefined;
}

async function watchUntilEnded(monitor: Monitor, { unwatch, hide, forMs }: Watching): Promise<void> {
  monitor.start();
  await untilEnded(forMs);
  unwatch();
  await monitor.stop();
  hide();
}

function show({ api }: Monitor, { open, quiet }: RunArguments): () => void {
  return open || quiet ? () => undefined : showMonitor(api, process.stdout);
}

function readPort(text: string): number {
  const listen = readListen(text);
  if (!listen.ok) throw new UsageError(listen.reason);
  return listen.port;
}

function settingsOf(args: RunArguments): SettingsAnswer {
  const address = addressOf(args);
  const mayLackTargets = args.open;
  const isSetUp = args.config !== undefined || existsSync(usualSettingsFile(MACHINE));
  if (address === undefined && !isSetUp && !args.open) {
    throw new UsageError(
      'run needs the address of a NIM, for example http://dgx-lab:8000, or --config FILE; with --open the screen asks',
    );
  }
  return openSettings(MACHINE, { address, file: args.config, mayLackTargets });
}

const MACHINE: Machine = {
  platform: process.platform,
  environment: process.env,
  home: homedir(),
  computerName: headlessPorts.computerName,
};

function addressOf({ target, config, forward, interval }: RunArguments): QuickOptions | undefined {
  const isQuick = target !== undefined || forward !== undefined || interval !== undefined;
  if (config !== undefined && isQuick)
    throw new UsageError('run takes either --config FILE or an ADDRESS with --forward and --interval');
  if (!isQuick) return undefined;
  if (target === undefined) throw new UsageError('--forward and --interval belong to the address of a NIM');
  return {
    target,
    endpoint: forward,
    forward: forward !== undefined,
    scrapeIntervalMs: parseDuration('--interval', interval ?? DEFAULT_INTERVAL),
    box: headlessPorts.computerName,
  };
}

/** Whoever has a file or names a folder wants counts that outlive the program; one address is often watched in passing. */
async function outboxOf(
  args: RunArguments,
  forMs = Infinity,
): Promise<Awaited<ReturnType<typeof openState>> | undefined> {
  if (!isKept(args)) return undefined;
  const open = (): ReturnType<typeof openState> =>
    openState(stateFolder(args.stateDir), process.pid, headlessPorts.clock.nowMs());
  return openWithRoom({ open, forMs, pause: setTimeout, tell: (line) => tell([line]) });
}

function alertMemoryOf(args: RunArguments): AlertMemory | undefined {
  return isKept(args) ? openAlertMemory(stateFolder(args.stateDir)) : undefined;
}

function isKept({ target, stateDir }: RunArguments): boolean {
  return target === undefined || stateDir !== undefined;
}

function refuse(errors: readonly string[]): number {
  tell(errors);
  return 1;
}

function tell(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${plain(line)}\n`);
}
