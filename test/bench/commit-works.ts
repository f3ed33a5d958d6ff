import { createHash } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { trackTarget, type DeltaRules } from '../../main/core/delta/track-target.ts';
import type { TargetBaselines } from '../../main/core/model/baselines.ts';
import { decodeRequest } from '../../main/core/otlp/decode-request.ts';
import { encodeSentPoints } from '../../main/core/otlp/encode-request.ts';
import { LedgerFile } from '../../main/core/outbox/ledger-file.ts';
import { LedgerOutbox } from '../../main/core/outbox/ledger-outbox.ts';
import { groupFamilies } from '../../main/core/parse/group-families.ts';
import { readExposition } from '../../main/core/parse/read-exposition.ts';
import type { Work } from './rounds.ts';

/** A request of one scrape, not compressed, bytes. */
const PAYLOAD = 50_000;
/** So many states are made beforehand; then they come round again. */
const TICKS = 16;
const DESTINATION = 'https://a';

export interface CommitWorks {
  readonly works: readonly Work[];
  /** What the bare append writes each time. */
  readonly bytes: number;
  /** How many requests were committed. */
  readonly commits: () => number;
  readonly close: () => void;
}

/**
 * One durable commit of `series` baselines and a request of 50 kB, and beside it a bare append of as many bytes with
 * fdatasync, in the same folder. What was committed is delivered before the next one, outside the clock.
 */
export async function commitWorks(parent: string, series: number): Promise<CommitWorks> {
  const folder = mkdtempSync(join(parent, 'nim-glance-bench-'));
  const opened = await LedgerFile.open(folder, { holder: 'the bench' });
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const { store } = opened;
  const sha256 = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
  const codec = { decode: decodeRequest, encode: encodeSentPoints };
  const outbox = new LedgerOutbox(store, { codec, sha256, nowMs: 0 });
  const states = statesOf(series);
  const body = Buffer.alloc(PAYLOAD, 'the same bytes again');
  const bytes = Buffer.alloc(series * 8 + PAYLOAD, 1);
  const log = openSync(join(folder, 'bare.log'), 'a');
  let tick = 0;
  const commit = (): void => {
    tick += 1;
    const stored = outbox.commit({
      ...{ target: 't', box: 'b', destination: DESTINATION, baselines: states[tick % TICKS] },
      requests: [{ body, points: 150, gauges: 0, oldestMs: tick }],
      ...{ joined: new Map(), dropped: {}, skipped: {}, forwarding: '', atMs: tick },
    });
    if (stored.kind === 'failed') throw new Error(stored.reason);
  };
  const settleAll = (): void => {
    for (;;) {
      const request = outbox.take(tick, DESTINATION);
      if (request === undefined) return;
      outbox.settle(request, { kind: 'delivered', rejectedPoints: 0 }, tick);
    }
  };
  const append = (): void => {
    writeSync(log, bytes);
    fdatasyncSync(log);
  };
  return {
    works: [
      { name: 'commit', prepare: settleAll, run: commit },
      { name: 'append', run: append },
    ],
    bytes: bytes.length,
    commits: () => tick,
    close: () => {
      store.close();
      closeSync(log);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Baselines of that many counters, as scrapes one after the other leave them. */
function statesOf(series: number): readonly TargetBaselines[] {
  const rules: DeltaRules = {
    ...{ beginsAtZero: () => false, maxGapMs: 1e9, maxStalenessMs: 1e9, identity: '' },
    ...{ summaryQuantiles: false, onGap: 'sum', intervalMs: 10_000 },
  };
  const states: TargetBaselines[] = [];
  for (let tick = 0; tick < TICKS; tick += 1) {
    const line = (index: number): string => `c_total{model_name="m",index="${String(index)}"} ${String(index + tick)}`;
    const text = `# TYPE c_total counter\n${Array.from({ length: series }, (_, index) => line(index)).join('\n')}\n`;
    const exposition = groupFamilies(readExposition(Buffer.from(text), { format: 'text', strict: false }));
    const scrape = { exposition, startSeconds: 1, observedMs: tick * 10_000, dateMs: undefined };
    states.push(trackTarget(states[tick - 1], scrape, rules).baselines);
  }
  return states;
}
