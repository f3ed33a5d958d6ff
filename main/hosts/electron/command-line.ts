import { resolve } from 'node:path';
import type { TitleChoice } from './tray-title.ts';

/** What the user asked for on the command line. */
export interface CommandLine {
  /** Undefined: the configuration file, or the first start. */
  readonly target: string | undefined;
  readonly endpoint: string | undefined;
  readonly scrapeIntervalMs: number;
  readonly demo: boolean;
  /** Nothing opens at the start: the desktop started the program, not the user. */
  readonly hidden: boolean;
  /** Keys that open the popover from everywhere, as Electron writes them (`Ctrl+Alt+N`); undefined: none. */
  readonly shortcut: string | undefined;
  /** What stands beside the icon on macOS. */
  readonly trayTitle: TitleChoice;
}

const DEFAULTS: CommandLine = {
  ...{ target: undefined, endpoint: undefined, scrapeIntervalMs: 10_000, demo: false },
  ...{ hidden: false, shortcut: undefined, trayTitle: 'none' },
};

const SWITCHES: Readonly<Record<string, Partial<CommandLine>>> = {
  '--demo': { demo: true },
  '--hidden': { hidden: true },
};

const VALUES: Readonly<Record<string, (value: string) => Partial<CommandLine>>> = {
  '--forward': (value) => ({ endpoint: value }),
  '--interval': (value) => ({ scrapeIntervalMs: intervalMs(value) }),
  '--shortcut': (value) => ({ shortcut: value }),
  '--tray-title': (value) => ({ trayTitle: titleChoice(value) }),
};

/**
 * Reads `[URL] [--forward BASE_URL] [--interval 10s] [--demo] [--hidden] [--shortcut KEYS] [--tray-title kv-cache]`; a
 * value may stand after `=`, too. Chromium's own switches stand among them and are passed over.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  let read = DEFAULTS;
  for (let at = 0; at < args.length; at += 1) {
    const [word, inWord] = splitOnce(args[at] ?? '');
    const value = VALUES[word];
    if (value !== undefined) read = { ...read, ...value(inWord ?? args[(at += 1)] ?? '') };
    else if (!word.startsWith('-')) read = { ...read, target: args[at] ?? '' };
    else read = { ...read, ...SWITCHES[word] };
  }
  return read;
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const at = text.startsWith('--') ? text.indexOf('=') : -1;
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function intervalMs(text: string): number {
  const seconds = /^(\d+(?:\.\d+)?)s?$/.exec(text)?.[1];
  if (seconds === undefined || Number(seconds) < 1) throw new RangeError('--interval takes seconds, from 1s up');
  return Number(seconds) * 1000;
}

function titleChoice(text: string): TitleChoice {
  if (text === 'none' || text === 'kv-cache' || text === 'waiting') return text;
  throw new RangeError('--tray-title takes none, kv-cache or waiting');
}

/** The words after the application's own folder; a packaged application has none before its arguments. */
export function ownArguments(argv: readonly string[], appPath: string, isPackaged: boolean): readonly string[] {
  if (isPackaged) return argv.slice(1);
  const at = argv.findIndex((word, index) => index > 0 && !word.startsWith('-') && resolve(word) === appPath);
  return argv.slice(at < 0 ? 2 : at + 1);
}
