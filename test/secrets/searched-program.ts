import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { RunningProgram } from '../main/hosts/headless/run-process.ts';
import { spelledIn } from './canary.ts';

export type Environment = Readonly<Record<string, string>>;

/** No token from whoever runs the tests. */
const NONE = { DT_API_TOKEN: '', DT_API_TOKEN_FILE: '', CREDENTIALS_DIRECTORY: '', DT_ENDPOINT: '', NODE_OPTIONS: '' };

/** The program, until the test ends. */
export function program(context: TestContext, args: readonly string[], env: Environment): RunningProgram {
  const started = new RunningProgram(args, { ...NONE, ...env });
  context.after(() => started.child.kill('SIGKILL'));
  return started;
}

/** Runs a command to its end and searches what it said; returns that. */
export async function said(context: TestContext, args: readonly string[], env: Environment = {}): Promise<string> {
  const ran = program(context, args, env);
  ran.child.stdin.end();
  await ran.ended;
  assert.notEqual(ran.out + ran.err, '', args.join(' '));
  clean(ran.out + ran.err, args.join(' '));
  return ran.out + ran.err;
}

/** Fails where the token is. */
export function clean(bytes: string | Uint8Array, where: string): void {
  assert.equal(spelledIn(bytes), undefined, `the token is in ${where}`);
}
