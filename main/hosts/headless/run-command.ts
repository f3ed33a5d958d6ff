import { setTimeout } from 'node:timers/promises';
import { describeChanges } from '../../app/config/describe-changes.ts';
import { readListen } from '../../app/listen-address.ts';
import { createMonitor, type Monitor } from '../../app/monitor.ts';
import { openAlertMemory } from '../../app/open-alert-memory.ts';
import { openState } from '../../app/open-state.ts';
import { OwnMetrics } from '../../app/own-metrics.ts';
import type { AlertMemory } from '../../app/ports.ts';
import { quickConfiguration } from '../../app/quick-configuration.ts';
import { readConfigurationFile, type FileConfiguration } from './configuration-file.ts';
import { environmentToken } from './environment-token.ts';
import { headlessPorts } from './headless-ports.ts';
import { serveOwnMetrics } from './http/own-metrics-server.ts';
import { openScreen } from './open-screen.ts';
import { parseDuration } from './parse-duration.ts';
import { plain } from './plain.ts';
import { programVersion } from './program-version.ts';
import { showMonitor } from './show-monitor.ts';
import { stateFolder } from './state-folder.ts';
import { untilEnded } from './until-ended.ts';
import { UsageError } from './usage-error.ts';
import { openWithRoom } from './wait-for-room.ts';
import { watchFile } from './watch-file.ts';

export interface RunArguments {
  readonly target: string | undefined;
  /** The configuration file; then neither target nor `forward` nor `interval` may be given. */
  readonly config: string | undefined;
  /** Where the ledger is kept; without it and without a file it is in memory. */
  readonly stateDir: string | undefined;
  readonly forward: string | undefined;
  readonly interval: string | undefined;
  readonly for: string | undefined;
  /** `127.0.0.1:PORT` for its own metrics and health, and for the screen; undefined opens no port, or a free one. */
  readonly listen: string | undefined;
  /** Serves the screen to a browser, and prints nothing but its address. */
  readonly open: boolean;
}

const DEFAULT_INTERVAL = '10s';

/** `nim-glance run`: watches, and forwards when told where. Ends with 0 whatever the targets did, 1 for a bad file. */
export async function runCommand(args: RunArguments): Promise<number> {
  const forMs = args.for === undefined ? undefined : parseDuration('--for', args.for);
  const port = args.listen === undefined ? undefined : readPort(args.listen);
  const from = await configurationOf(args);
  if (!from.ok) return refuse(from.errors);
  const token = await environmentToken(process.env);
  if (token.kind === 'refused') return refuse([token.reason]);
  const outbox = await outboxOf(args, forMs);
  if (outbox?.kind === 'refused') return refuse([outbox.reason]);
  const metrics = new OwnMetrics();
  const monitor = createMonitor(
    {
      configuration: from.configuration,
      token: token.kind === 'present' ? token.secret : undefined,
      outbox,
      alertMemory: alertMemoryOf(args),
      observer: metrics,
    },
    headlessPorts,
  );
  tell([...from.configuration.warnings, ...(outbox?.outbox.notices ?? [])]);
  const close = await serve(monitor, metrics, port, args.open);
  const hide = args.open ? nothing : showMonitor(monitor.api, process.stdout);
  const unwatch = args.config === undefined ? nothing : follow(args.config, from, monitor);
  await watchUntilEnded(monitor, { unwatch, hide, forMs });
  close();
  return 0;
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

function nothing(): void {
  // Where there is no file to follow and no port to close.
}

function readPort(text: string): number {
  const listen = readListen(text);
  if (!listen.ok) throw new UsageError(listen.reason);
  return listen.port;
}

async function configurationOf(args: RunArguments): Promise<FileConfiguration> {
  const { target, config, forward, interval } = args;
  if (config !== undefined) {
    if (target !== undefined || forward !== undefined || interval !== undefined)
      throw new UsageError('run takes either --config FILE or an ADDRESS with --forward and --interval');
    return readConfigurationFile(config);
  }
  if (target === undefined)
    throw new UsageError('run needs the address of a NIM, for example http://dgx-lab:8000, or --config FILE');
  const configuration = quickConfiguration({
    target,
    endpoint: forward,
    forward: forward !== undefined,
    scrapeIntervalMs: parseDuration('--interval', interval ?? DEFAULT_INTERVAL),
    box: headlessPorts.computerName,
  });
  return { ok: true, configuration, text: undefined };
}

/** Whoever names a file or a folder wants counts that outlive the program; one address is often watched in passing. */
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

function isKept({ config, stateDir }: Pick<RunArguments, 'config' | 'stateDir'>): boolean {
  return config !== undefined || stateDir !== undefined;
}

/** Opens the port that was asked for, if any; what comes back closes it. */
async function serve(
  monitor: Monitor,
  metrics: OwnMetrics,
  port: number | undefined,
  open: boolean,
): Promise<() => void> {
  const facts = { metrics, facts: () => monitor.facts(), version: programVersion() };
  if (open) {
    const { env: environment, stdout: output } = process;
    const screen = await openScreen({ api: monitor.api, facts, port: port ?? 0, output, environment });
    tell(['open this address in a browser; it lets one in, and the next is printed when it was used']);
    return () => void screen.close();
  }
  if (port === undefined) return nothing;
  const server = await serveOwnMetrics({ port, ...facts });
  tell([`its own metrics are at ${server.url}/metrics, its health at /healthz and /readyz`]);
  return () => void server.close();
}

/** Applies each change of the file, all or nothing, and says in one line what changed. */
function follow(file: string, from: FileConfiguration & { readonly ok: true }, monitor: Monitor): () => void {
  let current = from.configuration;
  const reread = async (): Promise<void> => {
    const next = await readConfigurationFile(file);
    if (!next.ok) {
      tell([`${file} has errors, so nothing of it was applied:`, ...next.errors]);
      return;
    }
    const changes = describeChanges(current, next.configuration);
    current = next.configuration;
    monitor.apply(current);
    tell([`${file}: ${changes}`, ...current.warnings]);
  };
  return watchFile(file, from.text, () => void reread());
}

function refuse(errors: readonly string[]): number {
  tell(errors);
  return 1;
}

function tell(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${plain(line)}\n`);
}
