// How fast the stages are, what the screen costs and what the host uses, as ratios to known anchors in one run:
// `npm run bench [-- --rounds N] [--folder DIR] [--only pipeline,commit,screen,host,shell]`.
// Numbers of this machine at this moment; no test depends on them.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { commitWorks } from './commit-works.ts';
import { collectorMissing, hostMissing, measureHosts, type HostCost } from './host-bench.ts';
import { fileSystemWords, machineWords } from './machine.ts';
import { npmParser, pipelineWorks, type TextParser } from './pipeline-works.ts';
import { median, medianMs, medianRatio, timeRounds, type Timings } from './rounds.ts';
import { bundleSizes, measureScreen, screenMissing } from './screen-bench.ts';
import { measureShells, shellMissing, type ShellCost } from './shell-bench.ts';

const NPM = 'parse-prometheus-text-format';
const SERIALIZER = "OpenTelemetry's serializer";
/** Models whose texts are some 20 kB and 1 MB. */
const SIZES = [1, 49];
const SERIES = 5_000;
const AT_LEAST_MS = 60;
const now = (): number => performance.now();

/** How often the screen is updated in one round, and for how long a host is measured. */
const UPDATES = 20;
const HOST_MS = 30_000;
const IDLE_MS = 30_000;
const HOST_TARGETS = [1, 10, 100];
const PARTS = {
  pipeline: () => {
    const parser = npmParser();
    if (parser === undefined) console.log(`${NPM} is not installed: what is compared to it is left out.`);
    for (const models of SIZES) benchPipeline(models, parser);
  },
  commit: benchCommit,
  screen: benchScreen,
  host: benchHosts,
  shell: benchShell,
};

const { rounds, folder, only } = readArguments();
console.log(machineWords());
console.log(`Ratios are medians over ${String(rounds)} interleaved rounds of the same run; above 1 is faster.`);
for (const [name, part] of Object.entries(PARTS)) if (only.includes(name)) await part();
// What was measured may still hold a connection.
process.exit();

function readArguments(): { rounds: number; folder: string; only: readonly string[] } {
  const options = {
    rounds: { type: 'string', default: '9' },
    folder: { type: 'string' },
    only: { type: 'string', default: Object.keys(PARTS).join(',') },
  } as const;
  const { values } = parseArgs({ options });
  const count = Number(values.rounds);
  if (!Number.isInteger(count) || count < 1) {
    console.error(`--rounds takes a whole number from 1 on, not ${values.rounds}`);
    process.exit(2);
  }
  const only = values.only.split(',');
  const unknown = only.find((name) => !(name in PARTS));
  if (unknown !== undefined) {
    console.error(`--only takes some of ${Object.keys(PARTS).join(', ')}, not ${unknown}`);
    process.exit(2);
  }
  // Not the system's folder for temporary files: that is often no disk.
  return { rounds: count, folder: values.folder ?? join(import.meta.dirname, '../../dist'), only };
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

async function benchScreen(): Promise<void> {
  console.log('\nThe screen, in Chromium with software rendering');
  const missing = screenMissing();
  if (missing !== undefined) {
    console.log(`  left out: ${missing}`);
    return;
  }
  const { lines, ours, plain } = await measureScreen(rounds, UPDATES);
  const ratio = median(ours.map((value, round) => value / (plain[round] ?? NaN))).toFixed(2);
  const both = `${ms(median(ours))} to ${ms(median(plain))}`;
  const what = `one update with ${String(lines)} lines of 360 points takes ${ratio} times the main thread's time`;
  console.log(`  ${what} of as many lines of bare Chart.js (${both})`);
  for (const { kind, bytes, gzipped } of bundleSizes())
    console.log(`  bundle, ${kind}: ${count(bytes)} bytes, ${count(gzipped)} with gzip`);
}

async function benchHosts(): Promise<void> {
  console.log('\nThe host: scrapes each 10 s, forwarding; CPU of one core and memory (Pss)');
  const missing = hostMissing();
  if (missing !== undefined) {
    console.log(`  left out: ${missing}`);
    return;
  }
  const noCollector = collectorMissing();
  if (noCollector !== undefined) console.log(`  without the Collector: ${noCollector}`);
  for (const targets of HOST_TARGETS) tellHosts(await measureHosts(folder, targets, HOST_MS));
}

async function benchShell(): Promise<void> {
  console.log('\nThe shell in Electron, beside a bare window of it, one after the other; all processes together');
  const missing = shellMissing();
  if (missing !== undefined) {
    console.log(`  left out: ${missing}`);
    return;
  }
  const { ours, bare } = await measureShells(rounds, IDLE_MS);
  const beside = (what: string, of: (cost: ShellCost) => number, words: (value: number) => string): void => {
    const ratio = (of(ours) / of(bare)).toFixed(2);
    console.log(`  ${what}: ${ratio} times a bare window's (${words(of(ours))} to ${words(of(bare))})`);
  };
  beside('from the toggle to the second frame', ({ openMs }) => median(openMs), ms);
  beside(
    'memory (Pss) while hidden',
    ({ memoryBytes }) => memoryBytes,
    (value) => `${(value / 2 ** 20).toFixed(0)} MiB`,
  );
  beside(
    'CPU of one core while hidden',
    ({ cpu }) => cpu,
    (value) => `${(value * 100).toFixed(2)} %`,
  );
}

function tellHosts(costs: readonly HostCost[]): void {
  const collector = costs.find(({ program }) => program === 'Collector');
  for (const { program, targets, cpu, memoryBytes, points } of costs) {
    const used = `${(cpu * 100).toFixed(2)} %, ${(memoryBytes / 2 ** 20).toFixed(0)} MiB, ${count(points)} points sent`;
    const memory = collector === undefined ? '' : `; memory ${(memoryBytes / collector.memoryBytes).toFixed(2)} times`;
    const beside = collector === undefined || program === 'Collector' ? '' : `${memory} the Collector's`;
    console.log(`  ${count(targets)} targets, ${program}: ${used}${beside}`);
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
