import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { watchFile } from '../config/watch-file.ts';
import { replaceFile } from '../replace-file.ts';

/** A computer that may attach itself to this monitor. */
export interface PairedComputer {
  /** As it called itself; of two with one name the later has a number behind it. */
  readonly name: string;
  /** 64 hexadecimal digits; both sides have it. */
  readonly key: string;
  /** Ms since the Unix epoch. */
  readonly pairedMs: number;
}

const FILE = 'paired.json';
/** Of a name, so that a number fits behind it. */
const MOST_NAME = 240;

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
    return readToChange(folder);
  } catch {
    return [];
  }
}

/**
 * Adds one beside those that are there: many laptops have the same name, and none puts another one out. Throws what `node:fs`
 * throws, and where the file cannot be understood.
 */
export function addPaired(folder: string, computer: PairedComputer): void {
  const others = readToChange(folder);
  const names = new Set(others.map(({ name }) => name));
  let name = computer.name;
  for (let count = 2; names.has(name); count += 1) name = `${computer.name.slice(0, MOST_NAME)} (${String(count)})`;
  write(folder, [...others, { ...computer, name }]);
}

/** Calls `onChange` after each change, also by another process. The returned function ends it. */
export function followPaired(folder: string, onChange: () => void): () => void {
  return watchFile(join(folder, FILE), textToFollow(folder), onChange);
}

/** Whether there was one of that name. Throws as `addPaired` does. */
export function forgetPaired(folder: string, name: string): boolean {
  const before = readToChange(folder);
  const after = before.filter((computer) => computer.name !== name);
  if (after.length === before.length) return false;
  write(folder, after);
  return true;
}

/** None where there is no file. Throws where there is one that cannot be read: written anew, it would put out everybody in it. */
function readToChange(folder: string): readonly PairedComputer[] {
  const text = readText(folder);
  if (text === undefined) return [];
  try {
    return v.parse(paired, JSON.parse(text));
  } catch {
    throw new Error(`${join(folder, FILE)} is damaged: mend it, or remove it and pair again`);
  }
}

/** Undefined where there is none. Throws what else `node:fs` throws. */
function readText(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Undefined where it cannot be read, too, which may be over when it is looked at next. */
function textToFollow(folder: string): string | undefined {
  try {
    return readText(folder);
  } catch {
    return undefined;
  }
}

function write(folder: string, computers: readonly PairedComputer[]): void {
  replaceFile(join(folder, FILE), `${JSON.stringify(computers, null, 2)}\n`);
}
