// How fast the stages are, as ratios to known anchors in one run. `npm run bench [-- --rounds N] [--folder DIR]`.
// Numbers of this machine at this moment; no test depends on them.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { commitWorks } from './commit-works.ts';
import { fileSystemWords, machineWords } from './machine.ts';
import { npmParser, pipelineWorks, type TextParser } from './pipeline-works.ts';
import { medianMs, medianRatio, timeRounds, type Timings } from './rounds.ts';

const NPM = 'parse-prometheus-text-format';
const SERIALIZER = "OpenTelemetry's serializer";
/** Models whose texts are some 20 kB and 1 MB. */
const SIZES = [1, 49];
const SERIES = 5_000;
const AT_LEAST_MS = 60;
const now = (): number => performance.now();

const { rounds, folder } = readArguments();
console.log(machineWords());
console.log(`Ratios are medians over ${String(rounds)} interleaved rounds of the same run; above 1 is faster.`);
const parser = npmParser();
if (parser === undefined) console.log(`${NPM} is not installed: what is compared to it is left out.`);
for (const models of SIZES) benchPipeline(models, parser);
await benchCommit();

function readArguments(): { rounds: number; folder: string } {
  const options = { rounds: { type: 'string', default: '9' }, folder: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const count = Number(values.rounds);
  if (!Number.isInteger(count) || count < 1) {
    console.error(`--rounds takes a whole number from 1 on, not ${values.rounds}`);
    process.exit(2);
  }
  // Not the system's folder for temporary files: that is often no disk.
  return { rounds: count, folder: values.folder ?? join(import.meta.dirname, '../../dist') };
}

function benchPipeline(models: number, npm: TextParser | undefined): void {
  const { works, bytes, samples, parsed, points, encodedBytes, serializedBytes } = pipelineWorks(models, npm);
  if (parsed !== samples || encodedBytes !== serializedBytes) throw new Error('the works do not do the same');
  const timings = timeRounds(works, { rounds, atLeastMs: AT_LEAST_MS, now });
  console.log(`\nA text of ${count(bytes)} bytes, ${count(samples)} samples, as vLLM writes it; warm`);
  if (npm !== undefined) {
    tell('parse', `${NPM} on a ready string`, timings, 'parse', 'npm');
    tell('delta alone', 'that parse, which is other work', timings, 'delta', 'npm');
    tell('parse, relabel and delta', 'that parse', timings, 'read and delta', 'npm');
  } else
    for (const name of ['parse', 'delta', 'read and delta']) console.log(`  ${name}: ${ms(medianMs(timings, name))}`);
  console.log(`${count(points)} points of it, ${count(encodedBytes)} bytes of OTLP`);
  tell('encode', `${SERIALIZER} on ready objects`, timings, 'encode', 'OpenTelemetry');
}

async function benchCommit(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const { works, bytes, close } = await commitWorks(folder, SERIES);
  try {
    const timings = timeRounds(works, { rounds: rounds * 10, atLeastMs: 0, now });
    console.log(
      `\nA commit of ${count(SERIES)} series and a request of 50 kB in ${folder} (${fileSystemWords(folder)})`,
    );
    const ratio = medianRatio(timings, 'commit', 'append').toFixed(2);
    const anchor = `a bare append of ${count(bytes)} bytes with fdatasync`;
    console.log(`  takes ${ratio} times as long as ${anchor}  (${pair(timings, 'commit', 'append')})`);
  } finally {
    close();
  }
}

function tell(what: string, anchor: string, timings: Timings, ours: string, theirs: string): void {
  const ratio = medianRatio(timings, theirs, ours);
  console.log(`  ${what}: ${ratio.toFixed(2)} times as fast as ${anchor}  (${pair(timings, ours, theirs)})`);
}

function pair(timings: Timings, ours: string, theirs: string): string {
  return `${ms(medianMs(timings, ours))} to ${ms(medianMs(timings, theirs))}`;
}

function ms(value: number): string {
  return `${value.toFixed(3)} ms`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
