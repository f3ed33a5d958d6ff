import type { TargetBaselines } from '../model/baselines.ts';
import type { LedgerCounts, PossibleDuplicate } from '../model/ledger.ts';
import type { DropReason } from '../model/point.ts';
import type { Outbox, Settlement, StoredRequest, Tick } from './outbox.ts';
import { Tally } from './tally.ts';

/** How much and how long the outbox keeps. */
export interface OutboxLimits {
  /** All waiting bodies together, bytes. */
  readonly maxBytes: number;
  /** Oldest point that the destination still takes, ms. */
  readonly maxAgeMs: number;
}

/** 256 MB, and 55 minutes of the hour that Dynatrace accepts. */
export const DEFAULT_LIMITS: OutboxLimits = { maxBytes: 256_000_000, maxAgeMs: 55 * 60_000 };

interface Entry {
  readonly request: StoredRequest;
  state: 'waiting' | 'in_flight' | 'dead';
}

/** An outbox that lives as long as the process; a commit cannot fail. */
export class MemoryOutbox implements Outbox {
  readonly #baselines = new Map<string, TargetBaselines>();
  readonly #entries = new Map<number, Entry>();
  readonly #tallies = new Map<string, Tally>();
  readonly #unseen: PossibleDuplicate[] = [];
  readonly #limits: OutboxLimits;
  readonly #sha256: (body: Uint8Array) => string;
  #lastId = 0;
  #bytes = 0;

  constructor(sha256: (body: Uint8Array) => string, limits: OutboxLimits = DEFAULT_LIMITS) {
    this.#sha256 = sha256;
    this.#limits = limits;
  }

  baselines(target: string): TargetBaselines | undefined {
    return this.#baselines.get(target);
  }

  commit(tick: Tick): boolean {
    this.#baselines.set(tick.target, tick.baselines);
    const queued = tick.requests.reduce((sum, { points }) => sum + points, 0);
    const dropped = Object.values(tick.dropped).reduce((sum, count) => sum + count, 0);
    this.#tally(tick.box).add({ produced: queued + dropped, queued, dropped: tick.dropped, skipped: tick.skipped });
    for (const { body, points } of tick.requests) {
      this.#lastId += 1;
      const request: StoredRequest = { id: this.#lastId, box: tick.box, storedAtMs: tick.atMs, body, points };
      this.#entries.set(request.id, { request, state: 'waiting' });
      this.#bytes += body.length;
    }
    this.#makeRoom();
    return true;
  }

  take(nowMs: number): StoredRequest | undefined {
    for (const entry of this.#entries.values()) {
      if (entry.state !== 'waiting') continue;
      if (nowMs - entry.request.storedAtMs > this.#limits.maxAgeMs) {
        this.#drop(entry.request, 'expired');
        continue;
      }
      entry.state = 'in_flight';
      return entry.request;
    }
    return undefined;
  }

  settle(request: StoredRequest, settlement: Settlement, nowMs: number): void {
    const entry = this.#entries.get(request.id);
    if (!entry) return;
    switch (settlement.kind) {
      case 'delivered': {
        // More rejected than the request held would make the sum negative: it is clamped.
        const rejected = Math.min(Math.max(0, settlement.rejectedPoints), request.points);
        this.#remove(request);
        this.#tally(request.box).add({
          queued: -request.points,
          delivered: request.points - rejected,
          dropped: { rejected },
        });
        return;
      }
      case 'waiting':
        if (settlement.unseen) {
          this.#unseen.push({ sha256: this.#sha256(request.body), atMs: nowMs, points: request.points });
        }
        entry.state = 'waiting';
        return;
      case 'dead':
        entry.state = 'dead';
    }
  }

  ledger(box: string): LedgerCounts {
    return this.#tally(box).counts;
  }

  possibleDuplicates(): readonly PossibleDuplicate[] {
    return this.#unseen;
  }

  #makeRoom(): void {
    for (const { request, state } of this.#entries.values()) {
      if (this.#bytes <= this.#limits.maxBytes) return;
      if (state !== 'in_flight') this.#drop(request, 'evicted');
    }
  }

  #drop(request: StoredRequest, reason: DropReason): void {
    this.#remove(request);
    this.#tally(request.box).add({ queued: -request.points, dropped: { [reason]: request.points } });
  }

  #remove(request: StoredRequest): void {
    if (this.#entries.delete(request.id)) this.#bytes -= request.body.length;
  }

  #tally(box: string): Tally {
    const tally = this.#tallies.get(box) ?? new Tally();
    this.#tallies.set(box, tally);
    return tally;
  }
}
