import { resolve } from 'node:path';

/** What the user asked for on the command line. */
export interface CommandLine {
  readonly target: string;
  readonly endpoint: string | undefined;
  readonly scrapeIntervalMs: number;
  readonly demo: boolean;
}

const defaultTarget = 'http://127.0.0.1:8000';
const defaultIntervalMs = 10_000;

/** Reads `[URL] [--forward BASE_URL] [--interval 10s] [--demo]`. Chromium's own switches stand among them and are passed over. */
export function readCommandLine(args: readonly string[]): CommandLine {
  let target = defaultTarget;
  let endpoint: string | undefined;
  let scrapeIntervalMs = defaultIntervalMs;
  let demo = false;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word === '--demo') demo = true;
    else if (word === '--forward') endpoint = args[(at += 1)];
    else if (word === '--interval') scrapeIntervalMs = intervalMs(args[(at += 1)]);
    else if (word.startsWith('--forward=')) endpoint = word.slice('--forward='.length);
    else if (!word.startsWith('-')) target = word;
  }
  return { target, endpoint, scrapeIntervalMs, demo };
}

function intervalMs(text: string | undefined): number {
  const seconds = /^(\d+(?:\.\d+)?)s?$/.exec(text ?? '')?.[1];
  if (seconds === undefined || Number(seconds) < 1) throw new RangeError('--interval takes seconds, from 1s up');
  return Number(seconds) * 1000;
}

/** The words after the application's own folder; a packaged application has none before its arguments. */
export function ownArguments(argv: readonly string[], appPath: string, isPackaged: boolean): readonly string[] {
  if (isPackaged) return argv.slice(1);
  const at = argv.findIndex((word, index) => index > 0 && !word.startsWith('-') && resolve(word) === appPath);
  return argv.slice(at < 0 ? 2 : at + 1);
}
