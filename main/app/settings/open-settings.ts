import { readFileSync } from 'node:fs';
import { posix, resolve, win32 } from 'node:path';
import { directoriesOf } from '../config/directories.ts';
import { readConfiguration } from '../config/read-configuration.ts';
import { md5 } from '../hashes.ts';
import { quickSettings, type QuickOptions } from '../quick-configuration.ts';
import { replaceFile } from '../replace-file.ts';
import { unreadable, unwritable } from '../unreadable.ts';
import { SettingsBook, type LoadedText } from './settings-book.ts';

/** What decides where the configuration lies, and what it may refer to. */
export interface Machine {
  /** As Node calls it. */
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's folder. */
  readonly home: string;
  readonly computerName: string;
}

/** What the user asked for. */
export interface SettingsRequest {
  /** One address in place of a file; what is changed is gone when the program ends. */
  readonly address?: QuickOptions | undefined;
  /** A file that must be there; without it the usual one is taken, which need not. */
  readonly file?: string | undefined;
  /** Whether it is good that there is nothing to watch yet: a screen offers to add something. */
  readonly mayLackTargets: boolean;
}

export type SettingsAnswer =
  | { readonly ok: true; readonly settings: SettingsBook }
  /** Each a line for the user. */
  | { readonly ok: false; readonly errors: readonly string[] };

/** The file that is taken where none is named; it need not exist. */
export function usualSettingsFile({ platform, environment, home }: Omit<Machine, 'computerName'>): string {
  const path = platform === 'win32' ? win32 : posix;
  return path.join(directoriesOf(platform, environment, home).configuration, 'nim-glance.yaml');
}

/** Throws a `RangeError` whose message is for the user when the address cannot be used. */
export function openSettings(machine: Machine, request: SettingsRequest): SettingsAnswer {
  if (request.address !== undefined) return { ok: true, settings: quickSettings(request.address) };
  const file = request.file ?? usualSettingsFile(machine);
  const loaded = load(file);
  if (!loaded.ok) return { ok: false, errors: [loaded.reason] };
  if (loaded.text === undefined && request.file !== undefined) {
    return { ok: false, errors: [`${file}: there is no such file`] };
  }
  const { environment, computerName } = machine;
  const surroundings = { environment, computerName, md5, mayLackTargets: request.mayLackTargets };
  const opened = SettingsBook.open(
    {
      path: resolve(file),
      read: (text) => readConfiguration(text, file, surroundings),
      load: () => load(file),
      write: (text) => write(file, text),
    },
    loaded.text ?? '',
  );
  return opened.ok ? { ok: true, settings: opened.book } : { ok: false, errors: opened.errors.map(String) };
}

function load(file: string): LoadedText {
  try {
    return { ok: true, text: readFileSync(file, 'utf8') };
  } catch (error) {
    if (isMissing(error)) return { ok: true, text: undefined };
    return { ok: false, reason: `${file}: ${unreadable(error)}` };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function write(file: string, text: string): string | undefined {
  try {
    replaceFile(file, text);
    return undefined;
  } catch (error) {
    return `${file}: ${unwritable(error)}`;
  }
}
