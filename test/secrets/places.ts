import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spelledIn } from './canary.ts';

/** Every file below a folder that holds the secret, with how it is spelled there. */
export function findingsIn(folder: string): readonly string[] {
  return filesIn(folder).flatMap((path) => {
    const how = spelledIn(readFileSync(path));
    return how === undefined ? [] : [`${path}: ${how}`];
  });
}

/** Paths of all files below a folder. */
export function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** What others can read of a process: its arguments, and its environment. Linux only. */
export function processFile(pid: number, name: 'cmdline' | 'environ'): Buffer {
  return readFileSync(`/proc/${String(pid)}/${name}`);
}

/** The processes that a process has started and that still run. Linux only. */
export function childrenOf(pid: number): readonly number[] {
  const threads = readdirSync(`/proc/${String(pid)}/task`);
  return threads.flatMap((thread) => {
    const text = readFileSync(`/proc/${String(pid)}/task/${thread}/children`, 'latin1');
    return text
      .split(' ')
      .filter((word) => word !== '')
      .map(Number);
  });
}
