/** The past of one target's signal. */
export interface Line {
  /** Oldest first; null is a gap. */
  readonly history: readonly (number | null)[];
  /** Between two entries, ms. */
  readonly intervalMs: number;
}

/**
 * The past of several as one line with an entry every `intervalMs`. All end now; `join` joins, in the order of `lines`, the
 * entries of those that reach back so far.
 */
export function joinHistories(
  lines: readonly Line[],
  intervalMs: number,
  join: (soFar: number | null, entry: number | null) => number | null,
): readonly (number | null)[] {
  const length = Math.max(0, ...lines.map((line) => Math.floor((line.history.length * line.intervalMs) / intervalMs)));
  const joined: (number | null)[] = [];
  for (let ago = length - 1; ago >= 0; ago -= 1) joined.push(joinedAgo(lines, ago * intervalMs, join));
  return joined;
}

function joinedAgo(
  lines: readonly Line[],
  agoMs: number,
  join: (soFar: number | null, entry: number | null) => number | null,
): number | null {
  let joined: number | null | undefined;
  for (const { history, intervalMs } of lines) {
    const entry = history[history.length - 1 - Math.floor(agoMs / intervalMs)];
    if (entry !== undefined) joined = joined === undefined ? entry : join(joined, entry);
  }
  return joined ?? null;
}
