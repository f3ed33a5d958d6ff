import { createMonitor } from '../../app/monitor.ts';
import { headlessPorts } from './headless-ports.ts';
import { parseDuration } from './parse-duration.ts';
import { showMonitor } from './show-monitor.ts';
import { untilEnded } from './until-ended.ts';
import { UsageError } from './usage-error.ts';

export interface RunArguments {
  readonly target: string | undefined;
  readonly forward: string | undefined;
  readonly interval: string;
  readonly for: string | undefined;
  /** `DT_API_TOKEN`. */
  readonly token: string | undefined;
}

/** `nim-glance run TARGET`: watches, and forwards when told where. Ends with 0 whatever the target did. */
export async function runCommand(args: RunArguments): Promise<number> {
  if (args.target === undefined)
    throw new UsageError('run needs the address of a NIM, for example http://dgx-lab:8000');
  const forMs = args.for === undefined ? undefined : parseDuration('--for', args.for);
  const monitor = createMonitor(
    {
      target: args.target,
      endpoint: args.forward,
      token: args.token,
      forward: args.forward !== undefined,
      scrapeIntervalMs: parseDuration('--interval', args.interval),
    },
    headlessPorts,
  );
  const hide = showMonitor(monitor.api, process.stdout);
  monitor.start();
  await untilEnded(forMs);
  await monitor.stop();
  hide();
  return 0;
}
