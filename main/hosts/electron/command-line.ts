import { resolve } from 'node:path';
import { didYouMean } from '../../app/config/nearest-key.ts';
import type { PanelChoice } from './tray-icon.ts';
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
  /** For which ground the icon is drawn on Linux. */
  readonly trayPanel: PanelChoice;
}

const DEFAULTS: CommandLine = {
  ...{ target: undefined, endpoint: undefined, scrapeIntervalMs: 10_000, demo: false },
  ...{ hidden: false, shortcut: undefined, trayTitle: 'none', trayPanel: 'auto' },
};

const SWITCHES: Readonly<Record<string, Partial<CommandLine>>> = {
  '--demo': { demo: true },
  '--hidden': { hidden: true },
};

/** What `textAsked` answers. */
const TEXTS = ['--help', '--version'];

const VALUES: Readonly<Record<string, (value: string) => Partial<CommandLine>>> = {
  '--forward': (value) => ({ endpoint: value }),
  '--interval': (value) => ({ scrapeIntervalMs: intervalMs(value) }),
  '--shortcut': (value) => ({ shortcut: value }),
  '--tray-panel': (value) => ({ trayPanel: panelChoice(value) }),
  '--tray-title': (value) => ({ trayTitle: titleChoice(value) }),
};

/**
 * Options of others that are near to ours: Chromium’s and Node’s. Found by going through the words in the executable of
 * Electron 22 and the options of Node 24.
 */
const NOT_OURS = ['--gtk-version', '--permission'];

/** What `--help` prints. */
export const HELP = `nim-glance: watches NVIDIA NIM from the tray and forwards its metrics to Dynatrace

  nim-glance [ADDRESS] [options]
      ADDRESS is a host, host:port or a URL; without it the configuration file is used,
      ~/.config/nim-glance/nim-glance.yaml, or it is asked for

  --forward URL           forwards to this OTLP base URL, with the token from DT_API_TOKEN
  --interval 10s          how often the NIM is asked
  --demo                  a simulated NIM and a local sink in place of what is set up
  --hidden                opens nothing at the start
  --shortcut Ctrl+Alt+N   keys that open the popover from everywhere
  --tray-panel CHOICE     the panel under the icon on Linux: auto, dark or light
  --tray-title CHOICE     beside the icon on macOS: none, kv-cache or waiting
  --help, --version
`;

/** Whether only a text is wanted, and which. */
export function textAsked(args: readonly string[]): 'help' | 'version' | undefined {
  for (const word of args) {
    if (word === '--help' || word === '-h') return 'help';
    if (word === '--version') return 'version';
  }
  return undefined;
}

/**
 * Reads `[URL] [--forward BASE_URL] [--interval 10s] [--demo] [--hidden] [--shortcut KEYS] [--tray-panel light]
 * [--tray-title kv-cache]`; a value may stand after `=`, too. Options of Chromium, Electron, Node and of what starts
 * programs stand among them and are passed over, their values after `=`. Throws a RangeError for a mistake, and for an
 * option that is so near to one of ours that this one was meant.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  let read = DEFAULTS;
  for (let at = 0; at < args.length; at += 1) {
    const [word, inWord] = splitOnce(args[at] ?? '');
    const value = VALUES[word];
    if (value !== undefined) read = { ...read, ...value(given(word, inWord ?? args[(at += 1)])) };
    else if (!word.startsWith('-')) read = { ...read, target: onlyOne(read.target, args[at] ?? '') };
    else read = { ...read, ...switchOf(word, inWord) };
  }
  return read;
}

function given(word: string, value: string | undefined): string {
  if (value === undefined || value === '') throw new RangeError(`${word} needs a value`);
  return value;
}

function onlyOne(before: string | undefined, target: string): string {
  if (before !== undefined) throw new RangeError(`one address is watched, here are two: ${before} and ${target}`);
  return target;
}

function switchOf(word: string, value: string | undefined): Partial<CommandLine> {
  const own = SWITCHES[word];
  if (value !== undefined && (own !== undefined || TEXTS.includes(word)))
    throw new RangeError(`${word} takes no value`);
  return own ?? passOver(word, value);
}

function passOver(word: string, value: string | undefined): Partial<CommandLine> {
  // X programs take it so; here the display would be taken for the address.
  if (/^--?display$/.test(word) && value === undefined) throw new RangeError(`${word} takes its value after "="`);
  if (NOT_OURS.includes(word)) return {};
  const meant = didYouMean(word, [...Object.keys(SWITCHES), ...Object.keys(VALUES), ...TEXTS]);
  if (meant !== '') throw new RangeError(`there is no option ${word}${meant}`);
  return {};
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

function panelChoice(text: string): PanelChoice {
  if (text === 'auto' || text === 'dark' || text === 'light') return text;
  throw new RangeError('--tray-panel takes auto, dark or light');
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
