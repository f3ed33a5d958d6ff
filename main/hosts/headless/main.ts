import { parseArgs } from 'node:util';
import { tokenFromEnvironment } from '../../app/token-from-environment.ts';
import { demoCommand } from './demo-command.ts';
import { runCommand } from './run-command.ts';
import { simulateCommand } from './simulate-command.ts';
import { sinkCommand } from './sink-command.ts';
import { UsageError } from './usage-error.ts';

const HELP = `nim-glance: watches NVIDIA NIM and forwards its metrics to Dynatrace

  nim-glance demo [--for 20s] [--json]
      a simulated NIM, scraped each second into a local sink as strict as Dynatrace
  nim-glance run ADDRESS [--forward URL] [--interval 10s] [--for 30s]
      watches the NIM at ADDRESS; --forward takes the OTLP base URL, for example
      https://abc12345.live.dynatrace.com/api/v2/otlp, and the token from DT_API_TOKEN
  nim-glance simulate [--port 8000] [--seed N] [--json]
      the simulated NIM alone
  nim-glance sink [--port 4318] [--token TOKEN] [--scopes A,B] [--json]
      the sink alone; prints what it received when it ends
`;

const OPTIONS = {
  for: { type: 'string' },
  json: { type: 'boolean', default: false },
  forward: { type: 'string' },
  interval: { type: 'string', default: '10s' },
  port: { type: 'string' },
  seed: { type: 'string', default: '1' },
  token: { type: 'string' },
  scopes: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Which options each command takes; any other is refused. */
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  demo: ['for', 'json'],
  run: ['forward', 'interval', 'for'],
  simulate: ['port', 'seed', 'json'],
  sink: ['port', 'token', 'scopes', 'json'],
};

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  const [command, ...operands] = positionals;
  if (values.help || command === undefined || command === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  refuseWhatIsNotTaken(command, argv, operands);
  switch (command) {
    case 'demo':
      return demoCommand({ for: values.for, json: values.json });
    case 'run':
      return runCommand({
        ...values,
        for: values.for,
        forward: values.forward,
        target: operands[0],
        token: tokenFromEnvironment(process.env),
      });
    case 'simulate':
      return simulateCommand({ port: values.port ?? '8000', seed: values.seed, json: values.json });
    default:
      return sinkCommand({
        port: values.port ?? '4318',
        token: values.token,
        scopes: values.scopes,
        json: values.json,
      });
  }
}

function refuseWhatIsNotTaken(command: string, argv: readonly string[], operands: readonly string[]): void {
  const taken = Object.prototype.hasOwnProperty.call(TAKEN, command) ? TAKEN[command] : undefined;
  if (taken === undefined) throw new UsageError(`there is no command "${command}"; nim-glance --help lists them`);
  const most = command === 'run' ? 1 : 0;
  if (operands.length > most) throw new UsageError(`${command} does not take "${operands[most] ?? ''}"`);
  for (const argument of argv) {
    const name = /^--([a-z]+)/.exec(argument)?.[1];
    if (name !== undefined && !taken.includes(name)) throw new UsageError(`${command} does not take --${name}`);
  }
}

let exitCode: number;
try {
  exitCode = await main(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`nim-glance: ${message}\n`);
  const isUsage = error instanceof UsageError || error instanceof RangeError || isParseArgsError(error);
  exitCode = isUsage ? 2 : 1;
}
// A request that is still under way must not keep the program: it ends once everything is printed.
process.stdout.write('', () => process.exit(exitCode));

function isParseArgsError(error: unknown): boolean {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
