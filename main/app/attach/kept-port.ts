import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../replace-file.ts';

const FILE = 'port';

/** The port that the monitor of `folder` had last: laptops look for it there. 0: none, any is good. */
export function keptPort(folder: string): number {
  try {
    const text = readFileSync(join(folder, FILE), 'utf8').trim();
    return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : 0;
  } catch {
    return 0;
  }
}

/** Throws what `node:fs` throws. */
export function keepPort(folder: string, port: number): void {
  if (keptPort(folder) !== port) replaceFile(join(folder, FILE), `${String(port)}\n`);
}
