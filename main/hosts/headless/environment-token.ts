import { readFile, stat } from 'node:fs/promises';
import { readEnvironmentToken, type EnvironmentToken } from '../../app/token-from-environment.ts';

/** The token that the environment of this process gives, by a variable, a file or a systemd credential. */
export function environmentToken(env: Readonly<Record<string, string | undefined>>): Promise<EnvironmentToken> {
  return readEnvironmentToken(env, { stat, readFile, uid: process.getuid?.() });
}
