import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Secret } from '../../model/target-settings.ts';
import { ScrapeProblem } from './scrape-problem.ts';

/** Not there on Windows, where opening does not wait. */
const NONBLOCKING = constants.O_RDONLY | ((constants as { O_NONBLOCK?: number }).O_NONBLOCK ?? 0);

/** A certificate chain or a token is far smaller. */
const MAX_SECRET_BYTES = 1024 * 1024;

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EISDIR: 'is a folder',
};

/**
 * What a secret says; a file is read anew, without the white space around it.
 * Rejects with a `ScrapeProblem` that names `what` and the file, never the content.
 */
export async function readSecret(secret: Secret, what: string): Promise<string> {
  if (secret.kind === 'text') return secret.text;
  const problem = (words: string): ScrapeProblem => new ScrapeProblem(`${what}: the file ${secret.path} ${words}`);
  const read = await readSmallFile(secret.path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw problem(WORDS[code] ?? `cannot be read (${code})`);
  });
  if (read === undefined) throw problem('is no ordinary file of at most 1 MiB');
  if (read.trim() === '') throw problem('is empty');
  return read.trim();
}

async function readSmallFile(path: string): Promise<string | undefined> {
  // Without O_NONBLOCK a pipe that nobody writes to would never open.
  const file = await open(path, NONBLOCKING);
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > MAX_SECRET_BYTES) return undefined;
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
