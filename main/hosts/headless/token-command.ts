import type { SecretFailure, SecretStore } from '../../app/ports.ts';
import { conclusionOf, testConnection, type ConnectionStep } from '../../app/test-connection.ts';
import type { EnvironmentToken } from '../../app/token-from-environment.ts';
import { tokenProblem } from '../../app/token-rules.ts';
import { environmentToken } from './environment-token.ts';
import { headlessPorts } from './headless-ports.ts';
import { namedEndpoint, type EndpointArguments } from './named-endpoint.ts';
import { plain } from './plain.ts';
import { readToken, type TokenInput } from './read-token.ts';
import { UsageError } from './usage-error.ts';

export interface TokenArguments extends EndpointArguments {
  /** `set`, `status` or `delete`. */
  readonly action: string | undefined;
  /** `--untested`: store the token without asking the destination, for one that cannot be reached yet. */
  readonly untested: boolean;
  readonly json: boolean;
}

/** What the command reads from and writes to: `process` has it. */
export interface TokenIo {
  readonly stdin: TokenInput;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Output {
  write(text: string): unknown;
}

/**
 * `nim-glance token set|status|delete`: the keychain's token for one environment.
 *
 * Exit codes: 0 it is stored, it is gone (or never was there), the keychain said whether there is one; 1 it is not
 * stored, or the keychain is locked or unavailable; 130 given up by Ctrl-C. A `UsageError`, 2, for arguments that make
 * no sense. No output holds the token.
 */
export async function tokenCommand(
  args: TokenArguments,
  io: TokenIo,
  secrets: SecretStore = headlessPorts.secrets,
): Promise<number> {
  const { action } = args;
  // What stands in its place may be a token: it is not repeated.
  if (action !== 'set' && action !== 'status' && action !== 'delete')
    throw new UsageError('token takes set, status or delete');
  if (action !== 'status' && args.json) throw new UsageError(`token ${action} does not take --json`);
  if (action !== 'set' && args.untested) throw new UsageError(`token ${action} does not take --untested`);
  const endpoint = namedEndpoint(args, io.env);
  switch (action) {
    case 'set':
      return setToken(endpoint, args, io, secrets);
    case 'status':
      return tellStatus(endpoint, args.json, io, secrets);
    case 'delete':
      return deleteToken(endpoint, io, secrets);
  }
}

async function setToken(endpoint: string, args: TokenArguments, io: TokenIo, secrets: SecretStore): Promise<number> {
  // First the keychain: nobody should type a token that cannot be stored.
  const before = await secrets.read(endpoint);
  if (isFailure(before)) return fail(io, before);
  const token = await readToken(io.stdin, (text) => io.stderr.write(text));
  if (token === undefined) return 130;
  if (token === '')
    throw new UsageError('token set reads the token from the terminal or from standard input, and got none');
  const problem = tokenProblem(token);
  if (problem !== undefined) return refuse(io, `${problem}. It is not stored.`);
  if (!args.untested && !(await isAccepted({ address: endpoint, token, allowHttp: args.allowHttp }, io))) return 1;
  const stored = await secrets.write(endpoint, token);
  if (stored.kind !== 'stored') return fail(io, stored);
  const instead = before.kind === 'present' && before.secret !== token ? ', in place of another' : '';
  io.stdout.write(`stored: the token for ${endpoint} is in the keychain${instead}\n`);
  return 0;
}

async function isAccepted(setting: Parameters<typeof testConnection>[0], io: TokenIo): Promise<boolean> {
  const steps: ConnectionStep[] = [];
  for await (const step of testConnection(setting)) {
    steps.push(step);
    io.stderr.write(stepLine(step));
  }
  const conclusion = conclusionOf(steps);
  if (conclusion === 'accepted') return true;
  refuse(io, conclusion === 'refused' ? 'refused: the token is not stored.' : UNTESTED);
  return false;
}

const UNTESTED = 'unknown: it could not be tested, so the token is not stored. With --untested it is, without a test.';

/** One step of a test for a screen. What a server said in it must not steer the terminal. */
export function stepLine({ name, verdict, words }: ConnectionStep): string {
  return `${name}: ${verdict}: ${plain(words)}\n`;
}

async function tellStatus(endpoint: string, json: boolean, io: TokenIo, secrets: SecretStore): Promise<number> {
  const answer = await secrets.read(endpoint);
  const environment = await environmentToken(io.env);
  if (json) io.stdout.write(`${JSON.stringify(statusFacts(endpoint, answer, environment))}\n`);
  else {
    io.stdout.write(`${answer.kind}: ${statusWords(endpoint, answer)}\n`);
    if (environment.kind === 'present')
      io.stdout.write(`${environment.source} gives a token; it wins over the keychain\n`);
    if (environment.kind === 'refused') io.stdout.write(`refused: ${plain(environment.reason)}\n`);
  }
  return isFailure(answer) ? 1 : 0;
}

type Answer = Awaited<ReturnType<SecretStore['read']>>;

function statusWords(endpoint: string, answer: Answer): string {
  if (answer.kind === 'present') return `the keychain has a token for ${endpoint}`;
  if (answer.kind === 'unset') return `the keychain has no token for ${endpoint}`;
  return answer.reason;
}

function statusFacts(endpoint: string, answer: Answer, environment: EnvironmentToken): unknown {
  return {
    endpoint,
    status: answer.kind,
    ...(isFailure(answer) ? { reason: answer.reason } : {}),
    environment:
      environment.kind === 'present' ? { status: 'present', source: environment.source } : { status: environment.kind },
  };
}

async function deleteToken(endpoint: string, io: TokenIo, secrets: SecretStore): Promise<number> {
  const answer = await secrets.delete(endpoint);
  if (isFailure(answer)) return fail(io, answer);
  const words = answer.kind === 'deleted' ? 'is no longer in the keychain' : 'was not in the keychain';
  io.stdout.write(`${answer.kind}: a token for ${endpoint} ${words}\n`);
  return 0;
}

function isFailure(answer: { readonly kind: string }): answer is SecretFailure {
  return answer.kind === 'locked' || answer.kind === 'unavailable';
}

function fail(io: TokenIo, { kind, reason }: SecretFailure): number {
  return refuse(io, `${kind}: ${reason}`);
}

function refuse(io: TokenIo, words: string): number {
  io.stderr.write(`${words}\n`);
  return 1;
}
