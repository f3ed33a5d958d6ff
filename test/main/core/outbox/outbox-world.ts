import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import type { TargetBaselines } from '../../../../main/core/model/baselines.ts';
import type { LedgerCounts, LedgerSummary } from '../../../../main/core/model/ledger.ts';
import type { SentPoint } from '../../../../main/core/model/sent-point.ts';
import type { OutboxLimits } from '../../../../main/core/outbox/fold.ts';
import { LedgerFile } from '../../../../main/core/outbox/ledger-file.ts';
import { LedgerOutbox } from '../../../../main/core/outbox/ledger-outbox.ts';
import { MemoryStore } from '../../../../main/core/outbox/memory-store.ts';
import type { Settlement, StoredRequest, Tick } from '../../../../main/core/outbox/outbox.ts';
import {
  StoreFailure,
  type Changes,
  type OutboxStore,
  type RequestRecord,
} from '../../../../main/core/outbox/outbox-store.ts';
import { NO_COUNTS } from '../../../../main/core/outbox/tally.ts';
import { jsonCodec, pointOf, requestOf } from './sent-points.ts';

export const baselinesAt = (observedMs: number, value = 0): TargetBaselines => ({
  process: { startSeconds: 1, dateMs: undefined, observedMs, earlierStarts: [] },
  identity: 'i',
  series: new Map([
    [
      's',
      {
        family: 'f',
        observation: { kind: 'number', value },
        observedMs,
        timestampMs: undefined,
        createdMs: undefined,
        absentMs: 0,
      },
    ],
  ]),
  forgotten: new Set(),
  gaugeTimes: new Map(),
  doubtful: new Set(),
});

/** A tick of the target `t` of the box `b`, with one request for each list of points. */
export function tickOf(atMs: number, requests: readonly (readonly SentPoint[])[], more: Partial<Tick> = {}): Tick {
  return {
    target: 't',
    box: 'b',
    destination: 'https://a',
    baselines: baselinesAt(atMs),
    requests: requests.map(requestOf),
    joined: new Map(),
    dropped: {},
    skipped: {},
    forwarding: '',
    atMs,
    ...more,
  };
}

/** A store whose writes can be made to fail, as on a full disk. */
class FailingStore implements OutboxStore {
  failing = '';
  times = Infinity;
  damaged = false;
  readonly #store: OutboxStore;

  constructor(store: OutboxStore) {
    this.#store = store;
  }

  load() {
    return this.#store.load();
  }

  body(id: number) {
    return this.damaged ? undefined : this.#store.body(id);
  }

  apply(changes: Changes) {
    if (this.failing !== '' && this.times > 0) {
      this.times -= 1;
      throw new StoreFailure(this.failing, false);
    }
    this.#store.apply(changes);
  }

  close() {
    this.#store.close();
  }
}

/** An outbox over one kind of store, that can be cut off and opened again. */
export interface World {
  readonly outbox: LedgerOutbox;
  /** What is in the store, whatever the outbox says. */
  stored(): { readonly record: RequestRecord; readonly body: Uint8Array }[];
  /** Words make every write fail, or so many of the next ones. */
  fail(words: string, times?: number): void;
  /** From now on the disk gives back other bytes than were stored. */
  damage(): void;
  /** As after a SIGKILL: nothing was closed; what was written is there. */
  crash(nowMs: number): Promise<void>;
  close(): void;
}

export const sha256 = (body: Uint8Array) => createHash('sha256').update(body).digest('hex');

export const LIMITS: OutboxLimits = { maxBytes: 1e9, maxAgeMs: 1000, carryAfterMs: 300 };

export type Kind = 'memory' | 'file';
const KINDS: readonly Kind[] = ['memory', 'file'];

export async function worldOf(kind: Kind, limits = LIMITS, codec = jsonCodec()): Promise<World> {
  const folders: string[] = [];
  const open = async (): Promise<FailingStore> => {
    if (kind === 'memory') return new FailingStore(new MemoryStore());
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    if (folders.length > 0)
      cpSync(folders.at(-1)!, folder, { recursive: true, filter: (path) => !/lock|shm/.test(path) });
    folders.push(folder);
    return new FailingStore(await openedIn(folder));
  };
  let store = await open();
  const start = (nowMs: number) => new LedgerOutbox(store, { codec, sha256, nowMs, limits });
  let outbox = start(0);
  return {
    get outbox() {
      return outbox;
    },
    stored() {
      return store.load().requests.map((record) => ({ record, body: store.body(record.id)! }));
    },
    fail(words, times = Infinity) {
      store.failing = words;
      store.times = times;
    },
    damage() {
      store.damaged = true;
    },
    async crash(nowMs) {
      const before = store;
      if (kind === 'file') {
        store = await open();
        before.close();
      }
      store.failing = '';
      outbox = start(nowMs);
    },
    close() {
      store.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function openedIn(folder: string, holder = 'the test'): Promise<LedgerFile> {
  const opened = await LedgerFile.open(folder, { holder });
  assert.ok(opened.kind === 'opened', opened.kind === 'refused' ? opened.reason : '');
  return opened.store;
}

export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** The sums that hold at every commit, for all and for each box. */
export function balanced(outbox: LedgerOutbox): LedgerSummary {
  const summary = outbox.summary();
  for (const counts of [summary, ...summary.boxes]) {
    const dropped = Object.values(counts.dropped).reduce((sum, points) => sum + points, 0);
    assert.equal(counts.produced, counts.delivered + counts.queued + dropped, JSON.stringify(counts));
    assert.ok(counts.carried >= 0 && counts.folded >= counts.carried, JSON.stringify(counts));
  }
  return summary;
}

export const A = 'https://a';
export const B = 'https://b';
export const DELIVERED: Settlement = { kind: 'delivered', rejectedPoints: 0 };

/** A case for each store; everything it leaves behind is taken away. */
export function both(
  name: string,
  run: (world: World) => void | Promise<void>,
  limits = LIMITS,
  codec = jsonCodec(),
): void {
  for (const kind of KINDS) {
    test(`${name} (${kind})`, async () => {
      const world = await worldOf(kind, limits, codec);
      try {
        await run(world);
      } finally {
        world.close();
      }
    });
  }
}

/** Only the counts of a summary. */
export const numbers = ({ produced, delivered, queued, folded, carried, dropped, skipped }: LedgerCounts) => ({
  produced,
  delivered,
  queued,
  folded,
  carried,
  dropped,
  skipped,
});

/** All counts, those not given are nothing. */
export const counts = (changes: Partial<LedgerCounts>) => ({ ...NO_COUNTS, ...changes });

/** Takes one and settles it. */
export function send({ outbox }: World, nowMs: number, settlement: Settlement, destination = A): StoredRequest {
  const request = outbox.take(nowMs, destination);
  assert.ok(request, 'nothing was handed out');
  outbox.settle(request, settlement, nowMs);
  balanced(outbox);
  return request;
}

export const outboxOver = (store: LedgerFile) =>
  new LedgerOutbox(store, { codec: jsonCodec(), sha256, nowMs: 0, limits: LIMITS });

/** A ledger with `requests` of some 200 bytes each in it, closed. */
export async function written(folder: string, requests = 20): Promise<void> {
  const store = await openedIn(folder);
  const points = (index: number) => [pointOf('sum', `m${String(index)}`, 1, 1)];
  outboxOver(store).commit(
    tickOf(
      1,
      Array.from({ length: requests }, (_, index) => points(index)),
      { forwarding: 'on' },
    ),
  );
  store.close();
}
