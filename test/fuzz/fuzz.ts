import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { replay } from './replay.ts';
import { watchRun } from './watch-run.ts';

const USAGE = 'Usage: npm run fuzz -- [--seconds 60] [--seed N] | --case FILE';

process.exitCode = await main();

/** 0: nothing found; 1: something; 2: not a command. The last line of a run is JSON. */
async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    console.error(USAGE);
    return 2;
  }
  if ('file' in options) return replay(options.file, readFileSync(options.file)) ? 0 : 1;
  console.log(`seed ${String(options.seed)}, ${String(options.seconds)} s`);
  const { cases, throws, outliers } = await watchRun(options);
  console.log(JSON.stringify({ cases, throws, outliers, seed: options.seed }));
  return throws + outliers === 0 && cases > 0 ? 0 : 1;
}

type Options = { readonly file: string } | { readonly seed: number; readonly seconds: number };

function readOptions(): Options | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ options: { seconds: text, seed: text, case: text } });
    if (values.case !== undefined) return { file: values.case };
    const seconds = Number(values.seconds ?? 60);
    const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
    return seconds > 0 && Number.isFinite(seconds) && Number.isSafeInteger(seed) ? { seconds, seed } : undefined;
  } catch {
    return undefined;
  }
}
