import { parentPort, workerData } from 'node:worker_threads';
import { CaseMaker } from './cases.ts';
import { Measure } from './measure.ts';
import { HEAD, HEAD_NUMBERS, type WorkerInput, type WorkerMessage } from './protocol.ts';
import { Random } from './random.ts';
import { READERS } from './readers.ts';

const MOST_FOUND = 10;
const TELL_EVERY_MS = 500;

const { seed, seconds, shared } = workerData as WorkerInput;
const head = new Int32Array(shared, 0, HEAD_NUMBERS);
const copy = new Uint8Array(shared, HEAD_NUMBERS * Int32Array.BYTES_PER_ELEMENT);
const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

const maker = new CaseMaker(new Random(seed));
const measure = new Measure(() => performance.now());
const endMs = performance.now() + seconds * 1_000;
let toldMs = performance.now();
let [cases, bytes, found] = [0, 0, 0];

while (performance.now() < endMs && found < MOST_FOUND) {
  runCase();
  if (performance.now() - toldMs < TELL_EVERY_MS) continue;
  toldMs = performance.now();
  tell({ type: 'progress', cases, bytes });
}
tell({ type: 'done', cases, bytes });

function runCase(): void {
  const made = maker.next();
  cases += 1;
  bytes += made.body.length;
  copy.set(made.body);
  Atomics.store(head, HEAD.length, made.body.length);
  Atomics.store(head, HEAD.case, cases);
  for (const [index, reader] of READERS.entries()) {
    if (reader.kind !== made.kind) continue;
    Atomics.store(head, HEAD.reader, index);
    const result = measure.run(reader, made);
    if (result === undefined) continue;
    found += 1;
    tell({ type: 'found', found: result });
  }
}
