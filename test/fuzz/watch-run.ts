import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { MAX_CASE_BYTES } from './mutate.ts';
import { HEAD, HEAD_NUMBERS, type Found, type WorkerInput, type WorkerMessage } from './protocol.ts';
import { READERS } from './readers.ts';

const PRINT_EVERY_MS = 3_000;
/** The worker is at one case for so long: it will not end. */
const HUNG_MS = 30_000;

/** How a run went. */
export interface Totals {
  cases: number;
  bytes: number;
  throws: number;
  outliers: number;
}

/** Runs the worker for so long, prints how it goes, and ends it when it hangs; each found case goes into a file. */
export async function watchRun({ seed, seconds }: Omit<WorkerInput, 'shared'>): Promise<Totals> {
  const headBytes = HEAD_NUMBERS * Int32Array.BYTES_PER_ELEMENT;
  const shared = new SharedArrayBuffer(headBytes + MAX_CASE_BYTES);
  const totals: Totals = { cases: 0, bytes: 0, throws: 0, outliers: 0 };
  const workerData: WorkerInput = { seed, seconds, shared };
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), { workerData });
  worker.on('message', (message: WorkerMessage) => take(message, totals));
  const startedMs = performance.now();
  const print = setInterval(() => printProgress(totals, performance.now() - startedMs), PRINT_EVERY_MS);
  const watch = watchForHang(worker, shared, totals);
  try {
    await new Promise<void>((resolve) => {
      worker.on('error', (error) => keepCurrent(shared, totals, { what: 'throw', words: String(error) }));
      worker.on('exit', () => resolve());
    });
  } finally {
    clearInterval(print);
    clearInterval(watch);
  }
  printProgress(totals, performance.now() - startedMs);
  return totals;
}

function take(message: WorkerMessage, totals: Totals): void {
  if (message.type === 'found') return keep(message.found, totals);
  totals.cases = message.cases;
  totals.bytes = message.bytes;
}

/** Writes the case where it can be found and says how to run it again. */
function keep(found: Found, totals: Totals): void {
  if (found.what === 'throw') totals.throws += 1;
  else totals.outliers += 1;
  const file = join(mkdtempSync(join(tmpdir(), 'nim-glance-fuzz-')), `case.${found.kind}`);
  writeFileSync(file, found.body);
  console.log(`${found.what} in ${found.reader}: ${found.words}\n  again: npm run fuzz -- --case ${file}`);
}

function printProgress({ cases, bytes, throws, outliers }: Totals, ms: number): void {
  const perSecond = Math.round(cases / (ms / 1_000));
  const megabytes = (bytes / 1e6).toFixed(1);
  console.log(
    `${(ms / 1_000).toFixed(0)} s: ${String(cases)} cases (${String(perSecond)}/s), ${megabytes} MB, ` +
      `${String(throws)} throws, ${String(outliers)} outliers`,
  );
}

function watchForHang(worker: Worker, shared: SharedArrayBuffer, totals: Totals): NodeJS.Timeout {
  const head = new Int32Array(shared, 0, HEAD_NUMBERS);
  let seen = { number: -1, sinceMs: performance.now() };
  return setInterval(() => {
    const number = Atomics.load(head, HEAD.case);
    if (number !== seen.number) seen = { number, sinceMs: performance.now() };
    if (performance.now() - seen.sinceMs < HUNG_MS) return;
    seen = { number, sinceMs: Infinity };
    keepCurrent(shared, totals, { what: 'outlier', words: `is not done after ${String(HUNG_MS / 1_000)} s` });
    void worker.terminate();
  }, 1_000);
}

/** Keeps the case that the worker was at when it could not tell itself. */
function keepCurrent(shared: SharedArrayBuffer, totals: Totals, what: Pick<Found, 'what' | 'words'>): void {
  const head = new Int32Array(shared, 0, HEAD_NUMBERS);
  const reader = READERS[Atomics.load(head, HEAD.reader)]!;
  const from = HEAD_NUMBERS * Int32Array.BYTES_PER_ELEMENT;
  const body = new Uint8Array(shared, from, Atomics.load(head, HEAD.length)).slice();
  keep({ ...what, reader: reader.name, kind: reader.kind, body }, totals);
}
