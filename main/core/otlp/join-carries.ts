import { addSent, sentKey, type SentDelta, type SentPoint } from '../model/sent-point.ts';

export interface Joining {
  readonly points: readonly SentPoint[];
  /** The carries that are in them now. */
  readonly joined: ReadonlyMap<string, SentDelta>;
}

/** Adds to each delta the carry of its series, over the time of both (ledger: "Folding"). `carries` are by `sentKey`. */
export function joinCarries(points: readonly SentPoint[], carries: ReadonlyMap<string, SentDelta>): Joining {
  const joined = new Map<string, SentDelta>();
  if (carries.size === 0) return { points, joined };
  const all = points.map((point) => {
    if (point.kind === 'gauge') return point;
    const key = sentKey(point);
    const carry = carries.get(key);
    if (carry === undefined || joined.has(key)) return point;
    joined.set(key, carry);
    // A clock that was set back meanwhile must not put the point into the future.
    return { ...addSent(carry, point), timeMs: point.timeMs };
  });
  return { points: all, joined };
}
