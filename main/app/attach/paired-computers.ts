import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../replace-file.ts';

/** A computer that may attach itself to this monitor. */
export interface PairedComputer {
  /** As it called itself; of two with one name the later takes the place of the earlier. */
  readonly name: string;
  /** 64 hexadecimal digits; both sides have it. */
  readonly key: string;
  /** Ms since the Unix epoch. */
  readonly pairedMs: number;
}

const FILE = 'paired.json';

const paired = v.array(
  v.object({
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
    key: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    pairedMs: v.number(),
  }),
);

/** The computers that were paired with the monitor of `folder`, the first one first. A file that cannot be read pairs none. */
export function readPaired(folder: string): readonly PairedComputer[] {
  try {
    return v.parse(paired, JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
  } catch {
    return [];
  }
}

/** Throws what `node:fs` throws. */
export function addPaired(folder: string, computer: PairedComputer): void {
  write(folder, [...readPaired(folder).filter(({ name }) => name !== computer.name), computer]);
}

/** Whether there was one of that name. Throws what `node:fs` throws. */
export function forgetPaired(folder: string, name: string): boolean {
  const before = readPaired(folder);
  const after = before.filter((computer) => computer.name !== name);
  if (after.length === before.length) return false;
  write(folder, after);
  return true;
}

function write(folder: string, computers: readonly PairedComputer[]): void {
  replaceFile(join(folder, FILE), `${JSON.stringify(computers, null, 2)}\n`);
}
