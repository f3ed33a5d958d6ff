// A process that writes a ledger until it is killed: `node ledger-child.ts FOLDER SINK SEED [ROUNDS]`; after so many
// rounds it prints `ended` and kills itself.
// What it "sends" is appended to SINK as one line `SHA VALUE` before it is settled. It prints `ready` when it writes.

import { appendFileSync } from 'node:fs';
import { LedgerOutbox } from '../../../../main/core/outbox/ledger-outbox.ts';
import { baselinesAt, openedIn, sha256, tickOf } from './outbox-world.ts';
import { jsonCodec, pointOf } from './sent-points.ts';

const [folder = '', sink = '', seed = '1', rounds = 'Infinity'] = process.argv.slice(2);
const store = await openedIn(folder, `process ${String(process.pid)}`);
const codec = jsonCodec();
const limits = { maxBytes: 1e6, maxAgeMs: 40, carryAfterMs: 5 };
const outbox = new LedgerOutbox(store, { codec, sha256, nowMs: 0, limits });
let state = Number(seed) + 1;
console.log('ready');
for (let round = 0; round < Number(rounds); round += 1) {
  const count = countOf();
  const by = 1 + Math.floor(random() * 9);
  const nowMs = count + by;
  const filler = { ...pointOf('gauge', 'g'.repeat(Math.floor(random() * 3_000)), 1, nowMs) };
  const joined = random() < 0.5 ? outbox.carries('b', 'https://a') : new Map<string, never>();
  const carried = [...joined.values()].reduce((sum, delta) => sum + (delta.kind === 'sum' ? delta.value : 0), 0);
  const points = [pointOf('sum', 'm', by + carried, nowMs), filler];
  outbox.commit(tickOf(nowMs, [points], { baselines: baselinesAt(nowMs, nowMs), joined }));
  const request = random() < 0.7 ? outbox.take(nowMs, 'https://a') : undefined;
  if (request === undefined) continue;
  const how = random();
  const arrives = how < 0.8;
  if (arrives) {
    const value = codec.decode(request.body).reduce((sum, point) => sum + (point.kind === 'sum' ? point.value : 0), 0);
    appendFileSync(sink, `${sha256(request.body)} ${String(value)}\n`);
  }
  if (how < 0.6) outbox.settle(request, { kind: 'delivered', rejectedPoints: 0 }, nowMs);
  else outbox.settle(request, { kind: 'waiting', unseen: arrives }, nowMs);
}
console.log('ended');
process.kill(process.pid, 'SIGKILL');

/** What is counted: the baseline tells, so it goes on where the last process was cut off. */
function countOf(): number {
  const observation = outbox.baselines('t')?.series.get('s')?.observation;
  return observation?.kind === 'number' ? observation.value : 0;
}

function random(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}
