import type { TargetBaselines } from '../model/baselines.ts';
import type { DeadLetter, LedgerCounts, LedgerSummary } from '../model/ledger.ts';
import type { SentDelta, SentPoint } from '../model/sent-point.ts';
import { Draft } from './draft.ts';
import { DEFAULT_LIMITS, Folding, giveUp, type OutboxLimits } from './fold.ts';
import { accountId, type LedgerState } from './ledger-state.ts';
import type { Outbox, RequestCodec, Settlement, Stored, StoredRequest, Tick } from './outbox.ts';
import { StoreFailure, type AccountKey, type OutboxStore, type RequestRecord } from './outbox-store.ts';
import { adopt, settleRequest } from './settle.ts';
import { countsOf, deadLettersOf, summarize } from './summarize.ts';
import { total } from './tally.ts';
import { unpackLedger } from './unpack-ledger.ts';

export type { OutboxLimits };

/** What an outbox needs from outside. */
export interface OutboxOptions {
  readonly codec: RequestCodec;
  /** Hexadecimal SHA-256 of a body. */
  readonly sha256: (body: Uint8Array) => string;
  /** Wall clock at the start, ms since the Unix epoch. */
  readonly nowMs: number;
  readonly limits?: OutboxLimits;
}

interface KeptSettlement {
  readonly id: number;
  readonly settlement: Settlement;
  readonly atMs: number;
}

type Attempt<T> = { readonly done: true; readonly value: T } | { readonly done: false; readonly reason: string };

/**
 * All rules of main/LEDGER.md, over any store. Everything but the bodies is in memory and equal to what is stored: each
 * change is drafted, written as a whole, and only then holds.
 */
export class LedgerOutbox implements Outbox {
  readonly #store: OutboxStore;
  readonly #options: OutboxOptions;
  readonly #folding: Folding;
  readonly #kept: KeptSettlement[] = [];
  /** Gauges of ticks that could not be stored, by account. */
  readonly #lostGauges = new Map<string, AccountKey & { readonly gauges: number }>();
  #state: LedgerState;
  #notices: readonly string[];
  #problem: string | undefined;
  #newestNext = true;

  /** Throws `StoreFailure` when the store cannot be read. What it says is in flight may have been taken: it was cut off. */
  constructor(store: OutboxStore, options: OutboxOptions) {
    this.#store = store;
    this.#options = options;
    this.#folding = new Folding(options.codec, options.limits ?? DEFAULT_LIMITS);
    const { state, notices } = unpackLedger(store.load());
    this.#state = state;
    this.#notices = notices;
    for (const { id, state: was } of state.requests.values()) {
      if (was !== 'in_flight') continue;
      this.#kept.push({ id, settlement: { kind: 'waiting', unseen: true }, atMs: options.nowMs });
    }
    this.#settleKept();
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  get notices(): readonly string[] {
    return this.#notices;
  }

  get queuedBytes(): number {
    return [...this.#state.requests.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  baselines(target: string): TargetBaselines | undefined {
    return this.#state.targets.get(target)?.baselines;
  }

  forwarding(target: string): string | undefined {
    return this.#state.targets.get(target)?.forwarding;
  }

  carries(box: string, destination: string): ReadonlyMap<string, SentDelta> {
    const carries = this.#state.accounts.get(accountId({ box, destination }))?.carries ?? [];
    return new Map(Array.from(carries, ([key, { delta }]) => [key, delta]));
  }

  commit(tick: Tick): Stored {
    this.#settleKept();
    const attempt = this.#attempt((draft) => {
      join(draft, tick);
      draft.setTarget(tick.target, tick);
      const placing = { box: tick.box, destination: tick.destination, atMs: tick.atMs, unseen: false };
      for (const request of tick.requests) draft.insert(placing, request);
      const queued = tick.requests.reduce((sum, { points }) => sum + points, 0);
      const { dropped, skipped } = tick;
      draft.count(tick, { produced: queued + total(dropped), queued, dropped, skipped });
      for (const lost of this.#lostGauges.values()) draft.count(lost, { skipped: { no_commit: lost.gauges } });
      this.#folding.foldAged(draft, tick.atMs, queued);
      this.#folding.makeRoom(draft, tick.atMs);
    });
    if (attempt.done) this.#lostGauges.clear();
    else this.#loseGauges(tick);
    return storedOf(attempt);
  }

  take(nowMs: number, destination: string): StoredRequest | undefined {
    if (destination === '' || !this.#settleKept()) return undefined;
    const attempt = this.#attempt((draft) => {
      adopt(draft, destination);
      this.#folding.foldAged(draft, nowMs, 0);
      const waiting = this.#takeWaiting(draft, nowMs, destination);
      if (waiting !== undefined) return waiting;
      this.#folding.sendCarries(draft, destination, nowMs);
      return this.#takeWaiting(draft, nowMs, destination);
    });
    if (!attempt.done || attempt.value === undefined) return undefined;
    this.#newestNext = !this.#newestNext;
    return attempt.value;
  }

  settle({ id }: StoredRequest, settlement: Settlement, nowMs: number): void {
    this.#kept.push({ id, settlement, atMs: nowMs });
    this.#settleKept();
  }

  deadLetters(): readonly DeadLetter[] {
    return deadLettersOf(this.#state);
  }

  readLetter(id: number): readonly SentPoint[] {
    const attempt = this.#attempt((draft) => {
      const letter = draft.request(id);
      const body = letter?.state === 'dead' ? draft.body(letter) : undefined;
      return body === undefined ? [] : this.#options.codec.decode(body);
    });
    return attempt.done ? attempt.value : [];
  }

  resend(id: number): Stored {
    return this.#withLetter(id, (draft, letter) => {
      draft.update({ ...letter, state: 'waiting', reason: '', refusedMs: 0 });
    });
  }

  discard(id: number): Stored {
    return this.#withLetter(id, (draft, letter) => {
      giveUp(draft, letter, 'discarded');
    });
  }

  ledger(box: string): LedgerCounts {
    return countsOf(this.#state, box);
  }

  summary(): LedgerSummary {
    return summarize(this.#state);
  }

  #withLetter(id: number, run: (draft: Draft, letter: RequestRecord) => void): Stored {
    const letter = this.#state.requests.get(id);
    if (letter?.state !== 'dead') return { kind: 'failed', reason: `there is no refused request ${String(id)}` };
    return storedOf(this.#attempt((draft) => run(draft, letter)));
  }

  /** The newest and the oldest in turn: neither a backlog nor fresh data starve. What is damaged is given up. */
  #takeWaiting(draft: Draft, nowMs: number, destination: string): StoredRequest | undefined {
    const waiting = [...draft.requests].filter(
      (record) =>
        record.state === 'waiting' && record.destination === destination && this.#folding.isDue(record, nowMs),
    );
    if (this.#newestNext) waiting.reverse();
    for (const record of waiting) {
      const body = draft.body(record);
      if (body === undefined) {
        giveUp(draft, record, 'damaged');
        continue;
      }
      draft.update({ ...record, state: 'in_flight' });
      return { id: record.id, box: record.box, body, points: record.points };
    }
    return undefined;
  }

  /** Whether all of them are stored now. */
  #settleKept(): boolean {
    for (;;) {
      const [first] = this.#kept;
      if (first === undefined) return true;
      const attempt = this.#attempt((draft) => {
        const record = draft.request(first.id);
        if (record?.state === 'in_flight') {
          settleRequest(draft, record, first.settlement, first.atMs, this.#options);
        }
      });
      if (!attempt.done) return false;
      this.#kept.shift();
    }
  }

  #loseGauges({ box, destination, requests }: Tick): void {
    const id = accountId({ box, destination });
    const gauges = requests.reduce((sum, request) => sum + request.gauges, this.#lostGauges.get(id)?.gauges ?? 0);
    this.#lostGauges.set(id, { box, destination, gauges });
  }

  #attempt<T>(run: (draft: Draft) => T): Attempt<T> {
    const draft = new Draft(this.#state, this.#store);
    try {
      const value = run(draft);
      const changes = draft.changes();
      if (changes === undefined) return { done: true, value };
      this.#store.apply(changes);
      this.#state = draft.state();
      this.#problem = undefined;
      return { done: true, value };
    } catch (error) {
      if (!(error instanceof StoreFailure)) throw error;
      this.#problem = error.message;
      if (error.startedAfresh) this.#startAfresh(error.message);
      return { done: false, reason: error.message };
    }
  }

  #startAfresh(notice: string): void {
    const { state, notices } = unpackLedger(this.#store.load());
    this.#state = state;
    this.#notices = [...this.#notices, notice, ...notices];
  }
}

/** Takes the joined carries away. One that has changed since it was handed out would be counted twice, or not at all. */
function join(draft: Draft, { box, destination, joined }: Tick): void {
  if (joined.size === 0) return;
  const account = draft.account({ box, destination });
  const carries = new Map(account.carries);
  let carried = 0;
  for (const [key, delta] of joined) {
    const carry = carries.get(key);
    if (carry?.delta !== delta) throw new StoreFailure('what was folded has changed meanwhile', false);
    carried -= carry.points;
    carries.delete(key);
  }
  draft.setCarries(account, carries);
  draft.count(account, { carried });
}

function storedOf(attempt: Attempt<unknown>): Stored {
  return attempt.done ? { kind: 'stored' } : { kind: 'failed', reason: attempt.reason };
}
