import type { DropReason } from '../model/point.ts';
import { addSent, sentKey, type SentDelta, type SentPoint } from '../model/sent-point.ts';
import type { Draft } from './draft.ts';
import type { Account, Carry } from './ledger-state.ts';
import type { RequestCodec } from './outbox.ts';
import type { RequestRecord } from './outbox-store.ts';
import { total } from './tally.ts';

/** How much and how long requests are kept as they are. */
export interface OutboxLimits {
  /** All stored bodies together, bytes. */
  readonly maxBytes: number;
  /** Oldest point that a destination still takes, ms. */
  readonly maxAgeMs: number;
  /** How long a carry waits for the next delta of its series before it goes out as a point of its own, ms. */
  readonly carryAfterMs: number;
}

/** 256 MB; 55 minutes of the hour that Dynatrace accepts; 5 minutes. */
export const DEFAULT_LIMITS: OutboxLimits = { maxBytes: 256_000_000, maxAgeMs: 55 * 60_000, carryAfterMs: 5 * 60_000 };

/** Folding takes time on the main thread: after a night's sleep it is spread over several ticks. */
const POINTS_AT_ONCE = 20_000;
/** Carries that go out at once. */
const CARRIES_AT_ONCE = 15_000;

/** The rules of main/LEDGER.md about folding, upon a draft. */
export class Folding {
  readonly #codec: RequestCodec;
  readonly #limits: OutboxLimits;

  constructor(codec: RequestCodec, limits: OutboxLimits) {
    this.#codec = codec;
    this.#limits = limits;
  }

  /** Whether a destination would still take it, or must get it anyway: its answer was not seen. */
  isDue({ unseen, oldestMs }: RequestRecord, nowMs: number): boolean {
    return unseen || nowMs - oldestMs <= this.#limits.maxAgeMs;
  }

  /** Folds what has grown too old, the oldest first. `more`: points that came in meanwhile; it must not fall behind. */
  foldAged(draft: Draft, nowMs: number, more: number): void {
    let left = POINTS_AT_ONCE + 2 * more;
    for (const record of [...draft.requests]) {
      if (!isFoldable(record) || this.isDue(record, nowMs)) continue;
      this.#fold(draft, record, 'expired', nowMs);
      left -= record.points;
      if (left <= 0) return;
    }
  }

  /**
   * Until the bytes fit: folds what waits, the oldest first; then gives up what may not be folded, so that fresh data
   * find room; at last folds these, too.
   */
  makeRoom(draft: Draft, nowMs: number): void {
    let bytes = 0;
    for (const record of draft.requests) bytes += record.bytes;
    const shrink = (isMeant: (record: RequestRecord) => boolean, take: (record: RequestRecord) => void): void => {
      for (const record of bytes > this.#limits.maxBytes ? [...draft.requests].filter(isMeant) : []) {
        if (bytes <= this.#limits.maxBytes) return;
        take(record);
        bytes -= record.bytes;
      }
    };
    const fold = (record: RequestRecord): void => this.#fold(draft, record, 'evicted', nowMs);
    shrink((record) => isFoldable(record) && !draft.isNew(record), fold);
    shrink(mayBeEvicted, (record) => giveUp(draft, record, 'evicted'));
    shrink(isFoldable, fold);
  }

  /** Carries that no delta of their series came to fetch become requests of their own. */
  sendCarries(draft: Draft, destination: string, nowMs: number): void {
    let left = CARRIES_AT_ONCE;
    for (const account of [...draft.accounts]) {
      if (account.destination !== destination || left <= 0) continue;
      const loose = [...account.carries].filter(([, carry]) => this.#isLoose(carry, nowMs)).slice(0, left);
      if (loose.length > 0) this.#send(draft, account, loose, nowMs);
      left -= loose.length;
    }
  }

  #send(draft: Draft, account: Account, loose: readonly (readonly [string, Carry])[], nowMs: number): void {
    const { box, destination } = account;
    const points = loose.map(([, { delta }]) => ({
      ...delta,
      startMs: Math.min(delta.startMs, nowMs),
      timeMs: nowMs,
    }));
    const { requests, dropped } = this.#codec.encode(points);
    for (const request of requests) draft.insert({ box, destination, atMs: nowMs, unseen: false }, request);
    const sent = new Set(loose.map(([key]) => key));
    draft.setCarries(account, new Map([...account.carries].filter(([key]) => !sent.has(key))));
    const queued = requests.reduce((sum, request) => sum + request.points, 0);
    const carried = -loose.reduce((sum, [, carry]) => sum + carry.points, 0);
    draft.count(account, { produced: queued + total(dropped), queued, dropped, carried });
  }

  /** A clock that was set back must not keep it for ever. */
  #isLoose({ foldedMs }: Carry, nowMs: number): boolean {
    return nowMs < foldedMs || nowMs - foldedMs >= this.#limits.carryAfterMs;
  }

  #fold(draft: Draft, record: RequestRecord, reason: DropReason, nowMs: number): void {
    const points = this.#read(draft, record);
    if (points === undefined) return giveUp(draft, record, 'damaged');
    const deltas = points.filter(isDelta);
    const entries = deltas.map((delta) => [sentKey(delta), { delta, points: 1, foldedMs: nowMs }] as const);
    draft.setCarries(record, mergedCarries(draft.account(record).carries, entries));
    draft.remove(record);
    const folded = deltas.length;
    const lost = record.points - folded;
    draft.count(record, {
      produced: -folded,
      queued: -record.points,
      folded,
      carried: folded,
      dropped: { [reason]: lost },
    });
  }

  #read(draft: Draft, record: RequestRecord): readonly SentPoint[] | undefined {
    const body = draft.body(record);
    return body === undefined ? undefined : this.#codec.decode(body);
  }
}

/** Both; where a series is in both, its carries are added up. */
export function mergedCarries(
  before: ReadonlyMap<string, Carry>,
  more: Iterable<readonly [key: string, carry: Carry]>,
): ReadonlyMap<string, Carry> {
  const carries = new Map(before);
  for (const [key, { delta, points, foldedMs }] of more) {
    const known = carries.get(key);
    carries.set(key, {
      delta: known === undefined ? delta : addSent(known.delta, delta),
      points: (known?.points ?? 0) + points,
      foldedMs,
    });
  }
  return carries;
}

/** Its points are lost, and counted so. */
export function giveUp(draft: Draft, record: RequestRecord, reason: DropReason): void {
  draft.remove(record);
  draft.count(record, { queued: -record.points, dropped: { [reason]: record.points } });
}

/** Never sent, or refused in sight. */
function isFoldable({ state, unseen }: RequestRecord): boolean {
  return state === 'waiting' && !unseen;
}

/** Dead letters, and those that the destination may have already. */
function mayBeEvicted({ state, unseen }: RequestRecord): boolean {
  return state === 'dead' || (state === 'waiting' && unseen);
}

function isDelta(point: SentPoint): point is SentDelta {
  return point.kind !== 'gauge';
}
