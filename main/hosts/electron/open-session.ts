import { readAttachPoint } from '../../app/attach/attach-file.ts';
import { isAnswering } from '../../app/attach/is-answering.ts';
import { createMonitorWithDemo, type RunningDemo } from '../../app/demo-switch.ts';
import { createMonitor } from '../../app/monitor.ts';
import type { MonitorOptions } from '../../app/monitor-options.ts';
import { openAlertMemory } from '../../app/open-alert-memory.ts';
import { openState } from '../../app/open-state.ts';
import type { Ports } from '../../app/ports.ts';
import { quickSettings, type QuickOptions } from '../../app/quick-configuration.ts';
import { openSettings } from '../../app/settings/open-settings.ts';
import type { SettingsBook } from '../../app/settings/settings-book.ts';
import type { CommandLine } from './command-line.ts';
import { OwnSession } from './own-session.ts';

/** What a session is opened with. */
export interface SessionOptions {
  readonly commandLine: CommandLine;
  /** From the environment. */
  readonly token: string | undefined;
  readonly ports: Ports;
  readonly stateFolder: string;
  /** The user's folder. */
  readonly home: string;
  readonly platform: string;
  readonly processId: number;
  /** Simulator and sink, loaded when they are wanted. */
  readonly startDemo: () => Promise<RunningDemo>;
  /** Takes lines about the configuration file for the user. */
  readonly tell: (lines: readonly string[]) => void;
}

/**
 * The monitor of this process; undefined where another program of this user holds the store and can be shown instead.
 * Rejects with an `Error` whose message is for the user where neither is so.
 */
export async function openSession(options: SessionOptions): Promise<OwnSession | undefined> {
  const { commandLine, ports, stateFolder, startDemo, tell } = options;
  if (commandLine.demo) return demoSession(options);
  const neighbour = readAttachPoint(stateFolder);
  if (neighbour !== undefined && (await isAnswering(neighbour, ports.clock))) return undefined;
  const settings = settingsOf(options);
  const outbox = await openState(stateFolder, options.processId, ports.clock.nowMs());
  // An older Electron has no SQLite: there the ledger is kept in memory. Never beside a file that cannot be used at the
  // moment: its baselines would count once more what was sent meanwhile.
  if (outbox.kind === 'refused' && outbox.why !== 'no_sqlite') {
    if (outbox.why === 'held' && readAttachPoint(stateFolder) !== undefined) return undefined;
    throw new Error(outbox.reason);
  }
  const kept: MonitorOptions = {
    ...{ configuration: settings.configuration, settings, token: options.token },
    ...{ outbox: outbox.kind === 'opened' ? outbox : undefined, alertMemory: openAlertMemory(stateFolder) },
  };
  return new OwnSession(createMonitorWithDemo(kept, ports, startDemo), settings, tell);
}

/** As if nothing else were set up; nothing of it is kept. */
async function demoSession({ ports, startDemo, tell }: SessionOptions): Promise<OwnSession> {
  const { target, endpoint, token } = await startDemo();
  const settings = quickSettings({ target, endpoint, forward: true, scrapeIntervalMs: 1_000, box: ports.computerName });
  const monitor = createMonitor({ configuration: settings.configuration, settings, token }, ports);
  return new OwnSession(monitor, settings, tell);
}

function settingsOf({ commandLine, ports, home, platform }: SessionOptions): SettingsBook {
  const { environment, computerName } = ports;
  const machine = { platform, environment, home, computerName };
  const opened = openSettings(machine, { address: addressOf(commandLine, computerName), mayLackTargets: true });
  if (!opened.ok) throw new Error(opened.errors.join('\n'));
  return opened.settings;
}

function addressOf({ target, endpoint, scrapeIntervalMs }: CommandLine, box: string): QuickOptions | undefined {
  if (target === undefined) return undefined;
  return { target, endpoint, forward: endpoint !== undefined, scrapeIntervalMs, box };
}
