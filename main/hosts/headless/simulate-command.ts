import { startControl } from '../../demo/control-server.ts';
import { simulatorControl } from '../../demo/nim-simulator/simulator-control.ts';
import type { SimulatorOptions } from '../../demo/nim-simulator/simulator-options.ts';
import { startSimulator } from '../../demo/nim-simulator/simulator-server.ts';
import { parseDuration, parsePort } from './parse-duration.ts';
import { untilEnded } from './until-ended.ts';
import { UsageError } from './usage-error.ts';

export interface SimulateArguments {
  readonly port: string;
  readonly seed: string;
  readonly json: boolean;
  /** Port of the control address, with `json`; undefined: any free one. */
  readonly controlPort?: string | undefined;
  /** How many seconds of requests pass in one second. */
  readonly timeScale?: string | undefined;
  /** Its clock less ours, such as `90s` or `-2h`. */
  readonly clockOffset?: string | undefined;
  /** How long a new life is loading its model. */
  readonly loading?: string | undefined;
  /** File of the event log; one that exists is gone on with, by a new life. */
  readonly eventLog?: string | undefined;
}

/**
 * `nim-glance simulate`: the simulated NIM alone, until it is told to end; then, with --json, its truth. With --json
 * the first line also names the address at which it is commanded.
 */
export async function simulateCommand(args: SimulateArguments): Promise<number> {
  const simulator = await startSimulator(optionsOf(args));
  const { url } = simulator;
  if (!args.json) {
    process.stdout.write(`A simulated NIM answers at ${url}/v1/metrics\n`);
    await untilEnded(undefined);
    await simulator.close();
    return 0;
  }
  const controlPort = parsePort('--control-port', args.controlPort ?? '0');
  const control = await startControl('the simulated NIM', simulatorControl(simulator), controlPort);
  process.stdout.write(`${JSON.stringify({ url, control: `${control.url}/control` })}\n`);
  await untilEnded(undefined);
  const { series, unseenLives } = simulator.truth();
  await Promise.all([simulator.close(), control.close()]);
  process.stdout.write(`${JSON.stringify({ truth: Object.fromEntries(series), unseenLives })}\n`);
  return 0;
}

function optionsOf({
  port,
  seed,
  timeScale = '1',
  clockOffset,
  loading,
  eventLog,
}: SimulateArguments): SimulatorOptions {
  const seedNumber = Number(seed);
  if (!Number.isSafeInteger(seedNumber)) throw new UsageError(`--seed takes a whole number, not "${seed}"`);
  const scale = Number(timeScale);
  if (!(scale > 0 && scale <= 10_000)) {
    throw new UsageError(`--time-scale takes a number above 0 and up to 10000, not "${timeScale}"`);
  }
  return {
    port: parsePort('--port', port),
    seed: seedNumber,
    timeScale: scale,
    ...(clockOffset === undefined ? {} : { clockOffsetMs: offsetMs(clockOffset) }),
    ...(loading === undefined ? {} : { loadingMs: parseDuration('--loading', loading) }),
    ...(eventLog === undefined ? {} : { eventLogFile: eventLog }),
  };
}

function offsetMs(text: string): number {
  const isBehind = text.startsWith('-');
  const ms = parseDuration('--clock-offset', isBehind ? text.slice(1) : text);
  return isBehind ? -ms : ms;
}
