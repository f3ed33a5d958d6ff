import { startSimulator } from '../../demo/nim-simulator/simulator-server.ts';
import { parsePort } from './parse-duration.ts';
import { untilEnded } from './until-ended.ts';
import { UsageError } from './usage-error.ts';

export interface SimulateArguments {
  readonly port: string;
  readonly seed: string;
  readonly json: boolean;
}

/** `nim-glance simulate`: the simulated NIM alone, until it is told to end; then, with --json, its truth. */
export async function simulateCommand(args: SimulateArguments): Promise<number> {
  const seed = Number(args.seed);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed takes a whole number, not "${args.seed}"`);
  const simulator = await startSimulator({ port: parsePort('--port', args.port), seed });
  const { url } = simulator;
  process.stdout.write(args.json ? `${JSON.stringify({ url })}\n` : `A simulated NIM answers at ${url}/v1/metrics\n`);
  await untilEnded(undefined);
  const { series, unseenLives } = simulator.truth();
  await simulator.close();
  if (args.json) process.stdout.write(`${JSON.stringify({ truth: Object.fromEntries(series), unseenLives })}\n`);
  return 0;
}
