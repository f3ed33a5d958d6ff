import type { TargetAnswer } from './ask-targets.ts';
import type { Configuration } from './config/configuration.ts';
import { describeConfiguration, withoutQuotes } from './describe-configuration.ts';
import { environmentSecrets, secretsOf } from './known-secrets.ts';
import type { MonitorFacts } from './monitor-facts.ts';
import { queueReport } from './queue-report.ts';
import { OwnWords, redactAll, redactor } from './redact.ts';
import type { OutboxRefusal, StoredLedgerFacts } from './stored-queue.ts';
import type { EnvironmentToken } from './token-from-environment.ts';

/** All that may go into a bug report, before anything is taken out of it. */
export interface DiagnosticsInput {
  /** Wall clock, ms since the Unix epoch. */
  readonly takenMs: number;
  /** Versions of the program, of what it runs on, and of the system. */
  readonly program: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the environment says of a token. */
  readonly token: EnvironmentToken;
  /** Each problem as a line where it has any; undefined when none was named. */
  readonly configuration: Configuration | readonly string[] | undefined;
  readonly ledger: StoredLedgerFacts | OutboxRefusal | undefined;
  /** Of a monitor that runs in this process. */
  readonly monitor: MonitorFacts | undefined;
  readonly answers: readonly TargetAnswer[];
  /** Secrets that are known beside those of the configuration and the environment. */
  readonly secrets: readonly string[];
  /** The user's home folder; it becomes `~`. */
  readonly home: string;
}

/** What the report holds, for the user to know before it is written. */
export const WHAT_IT_HOLDS =
  'It holds versions, the configuration, the ledger and what went wrong last. Names of hosts, boxes, labels and metrics ' +
  'stay in it, because a fault can seldom be found without them. Tokens, passwords, credentials, and values of headers and ' +
  'queries are taken out; no metric is in it, nor anything that a model was asked or answered.';

/** Variables that change what the program does; of them it is told that they are set, never to what. */
const VARIABLES = [
  ...['DT_API_TOKEN', 'DT_API_TOKEN_FILE', 'DT_ENDPOINT', 'CREDENTIALS_DIRECTORY'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS'],
  ...['DBUS_SESSION_BUS_ADDRESS', 'XDG_STATE_HOME', 'XDG_CONFIG_HOME'],
];
/** Of possible duplicates the newest are enough. */
const MOST_DUPLICATES = 20;

/** The report as a value for JSON. Every text in it went through the redactor. */
export function diagnosticsOf(input: DiagnosticsInput): unknown {
  const { takenMs, program, environment, token, configuration, ledger, monitor, answers, secrets, home } = input;
  const known = [
    ...secrets,
    ...environmentSecrets(environment),
    ...configuredSecrets(configuration),
    ...tokenOf(token),
  ];
  const redact = redactor(known);
  const atHome = (text: string): string => (home.length > 1 ? text.split(home).join('~') : text);
  const report = {
    about: new OwnWords(WHAT_IT_HOLDS),
    takenAt: new Date(takenMs).toISOString(),
    program,
    environment: VARIABLES.filter((name) => isSet(environment, name)).map((name) => new OwnWords(name)),
    token: describeToken(token),
    configuration: configurationPart(configuration),
    ledger: ledger === undefined ? undefined : describeLedger(ledger, takenMs),
    monitor: monitor === undefined ? undefined : describeMonitor(monitor, takenMs),
    answers,
  };
  return redactAll(report, (text) => atHome(redact(text)));
}

function isSet(environment: DiagnosticsInput['environment'], name: string): boolean {
  return (environment[name] ?? environment[name.toLowerCase()] ?? '') !== '';
}

function tokenOf(token: EnvironmentToken): readonly string[] {
  return token.kind === 'present' ? [token.secret] : [];
}

/** Never the token itself. */
function describeToken(token: EnvironmentToken): unknown {
  const kind = new OwnWords(token.kind);
  if (token.kind === 'unset') return { kind };
  return token.kind === 'present' ? { kind, source: token.source } : { kind, reason: token.reason };
}

function configuredSecrets(configuration: DiagnosticsInput['configuration']): readonly string[] {
  return isRead(configuration) ? secretsOf(configuration).texts : [];
}

function configurationPart(configuration: DiagnosticsInput['configuration']): unknown {
  if (isRead(configuration)) return describeConfiguration(configuration);
  return configuration === undefined ? new OwnWords('none was named') : { problems: configuration.map(withoutQuotes) };
}

function isRead(configuration: DiagnosticsInput['configuration']): configuration is Configuration {
  return configuration !== undefined && 'targets' in configuration;
}

function describeLedger(ledger: StoredLedgerFacts | OutboxRefusal, nowMs: number): unknown {
  if (ledger.kind === 'refused') return { refused: ledger.why, reason: ledger.reason };
  return { ...shortReport(ledger, nowMs), bytes: ledger.bytes, notices: ledger.notices };
}

function describeMonitor({ ledger, deadLetters, queueBytes, store, delivery, targets }: MonitorFacts, nowMs: number) {
  return {
    ledger: shortReport({ summary: ledger, deadLetters }, nowMs),
    ...{ queueBytes, store, delivery },
    targets: targets.map(({ settings: { box, address }, state }) => {
      return { box, address: `${address.host}:${String(address.port)}`, ...state };
    }),
  };
}

function shortReport({ summary, deadLetters }: Pick<StoredLedgerFacts, 'summary' | 'deadLetters'>, nowMs: number) {
  const report = queueReport(summary, deadLetters, nowMs);
  // As lists: what somebody else has named is never the name of a field.
  const boxes = Object.entries(report.boxes).map(([box, { destinations, possibleDuplicates, ...counts }]) => ({
    ...{ box, ...counts, possibleDuplicates: possibleDuplicates.length },
    destinations: Object.entries(destinations).map(([destination, owed]) => ({ destination, ...owed })),
  }));
  return {
    ...report,
    boxes,
    possibleDuplicates: report.possibleDuplicates.slice(-MOST_DUPLICATES),
    possibleDuplicatesEver: report.possibleDuplicates.length + report.unlistedDuplicates,
  };
}
