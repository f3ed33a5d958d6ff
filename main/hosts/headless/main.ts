#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { checkConfigCommand } from './check-config-command.ts';
import { deadLetterCommand } from './dead-letter-command.ts';
import { demoCommand } from './demo-command.ts';
import { diagnosticsCommand } from './diagnostics-command.ts';
import { HELP } from './help-text.ts';
import { pairCommand } from './pair-command.ts';
import { queueCommand } from './queue-command.ts';
import { runCommand } from './run-command.ts';
import { scrapeCommand } from './scrape-command.ts';
import { serviceCommand } from './service-command.ts';
import { simulateCommand } from './simulate-command.ts';
import { sinkCommand } from './sink-command.ts';
import { testConnectionCommand } from './test-connection-command.ts';
import { tokenCommand } from './token-command.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = {
  for: { type: 'string' },
  json: { type: 'boolean', default: false },
  forward: { type: 'string' },
  interval: { type: 'string' },
  config: { type: 'string' },
  'state-dir': { type: 'string' },
  listen: { type: 'string' },
  open: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  output: { type: 'string' },
  samples: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  format: { type: 'string', default: 'auto' },
  environment: { type: 'string' },
  untested: { type: 'boolean', default: false },
  'allow-http': { type: 'boolean', default: false },
  port: { type: 'string' },
  seed: { type: 'string', default: '1' },
  token: { type: 'string' },
  scopes: { type: 'string' },
  'control-port': { type: 'string' },
  'time-scale': { type: 'string' },
  'clock-offset': { type: 'string' },
  loading: { type: 'string' },
  'event-log': { type: 'string' },
  journal: { type: 'string' },
  now: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof readArguments>['values'];

interface Command {
  /** The options it takes; any other is refused. */
  readonly options: readonly (keyof typeof OPTIONS)[];
  /** Most words that are no options. */
  readonly operands: 0 | 1 | 2;
  run(values: Values, operand: string | undefined, second: string | undefined): Promise<number>;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  [
    'demo',
    {
      options: ['for', 'json', 'open'],
      operands: 0,
      run: ({ for: duration, json, open }) => demoCommand({ for: duration, json, open }),
    },
  ],
  [
    'run',
    {
      options: ['forward', 'interval', 'for', 'config', 'state-dir', 'listen', 'open', 'quiet'],
      operands: 1,
      run: (values, target) =>
        runCommand({
          target,
          ...{ config: values.config, stateDir: values['state-dir'], forward: values.forward },
          ...{ interval: values.interval, for: values.for, listen: values.listen },
          ...{ open: values.open, quiet: values.quiet },
        }),
    },
  ],
  [
    'pair',
    {
      options: ['state-dir'],
      operands: 2,
      run: ({ 'state-dir': stateDir }, action, name) => pairCommand({ action, name, stateDir }, process),
    },
  ],
  [
    'queue',
    {
      options: ['state-dir', 'json'],
      operands: 0,
      run: ({ 'state-dir': stateDir, json }) => queueCommand({ stateDir, json }, process),
    },
  ],
  [
    'dead-letters',
    {
      options: ['state-dir', 'json'],
      operands: 2,
      run: ({ 'state-dir': stateDir, json }, action, id) => deadLetterCommand({ action, id, stateDir, json }, process),
    },
  ],
  [
    'diagnostics',
    {
      options: ['state-dir', 'config', 'output'],
      operands: 0,
      run: ({ 'state-dir': stateDir, config, output }) => diagnosticsCommand({ stateDir, config, output }, process),
    },
  ],
  ['check-config', { options: [], operands: 1, run: (_, file) => checkConfigCommand(file, process) }],
  [
    'scrape',
    {
      options: ['samples', 'strict', 'format', 'json'],
      operands: 1,
      run: ({ samples, strict, format, json }, source) =>
        scrapeCommand({ source, samples, strict, format, json }, process),
    },
  ],
  [
    'token',
    {
      options: ['environment', 'untested', 'allow-http', 'json'],
      operands: 1,
      run: ({ environment, untested, json, 'allow-http': allowHttp }, action) =>
        tokenCommand({ action, environment, untested, allowHttp, json }, process),
    },
  ],
  [
    'test-connection',
    {
      options: ['environment', 'allow-http', 'json'],
      operands: 0,
      run: ({ environment, json, 'allow-http': allowHttp }) =>
        testConnectionCommand({ environment, allowHttp, json }, process),
    },
  ],
  [
    'service',
    {
      options: ['config', 'state-dir', 'now'],
      operands: 1,
      run: ({ config, now, 'state-dir': stateDir }, action) =>
        serviceCommand({ action, config, stateDir, now }, process),
    },
  ],
  [
    'simulate',
    {
      options: ['port', 'seed', 'json', 'control-port', 'time-scale', 'clock-offset', 'loading', 'event-log'],
      operands: 0,
      run: ({ port = '8000', seed, json, loading, ...values }) =>
        simulateCommand({
          ...{ port, seed, json, loading, controlPort: values['control-port'], timeScale: values['time-scale'] },
          ...{ clockOffset: values['clock-offset'], eventLog: values['event-log'] },
        }),
    },
  ],
  [
    'sink',
    {
      options: ['port', 'token', 'scopes', 'json', 'control-port', 'journal'],
      operands: 0,
      run: ({ port = '4318', token, scopes, json, journal, 'control-port': controlPort }) =>
        sinkCommand({ port, token, scopes, json, journal, controlPort }),
    },
  ],
]);

function readArguments(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
}

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(argv);
  const [name, ...operands] = positionals;
  if (values.help || name === undefined || name === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const command = COMMANDS.get(name);
  if (command === undefined) throw new UsageError(`there is no command "${name}"; nim-glance --help lists them`);
  refuseWhatIsNotTaken(name, command, argv, operands);
  return command.run(values, operands[0], operands[1]);
}

const MOST_WORDS = ['no word', 'one word', 'two words'] as const;

function refuseWhatIsNotTaken(
  name: string,
  { options, operands: most }: Command,
  argv: readonly string[],
  operands: readonly string[],
): void {
  // What is too much is not repeated: it may be a token.
  if (operands.length > most) throw new UsageError(`${name} takes ${MOST_WORDS[most]} behind it`);
  const taken: readonly string[] = options;
  for (const argument of argv) {
    const option = /^--([a-z-]+)/.exec(argument)?.[1];
    if (option !== undefined && !taken.includes(option)) throw new UsageError(`${name} does not take --${option}`);
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
