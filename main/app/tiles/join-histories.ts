/** The past of one target's signal. */
export interface Line {
  /** Oldest first; null is a gap. */
  readonly history: readonly (number | null)[];
  /** Between two entries, ms. */
  readonly intervalMs: number;
}

/**
 * The past of several as one line with an entry every `intervalMs`. All end now; `join` gets one entry of each line
 * that reaches back so far.
 */
export function joinHistories(
  lines: readonly Line[],
  intervalMs: number,
  join: (values: readonly (number | null)[]) => number | null,
): readonly (number | null)[] {
  const length = Math.max(0, ...lines.map((line) => Math.floor((line.history.length * line.intervalMs) / intervalMs)));
  return Array.from({ length }, (_, at) => join(entriesAgo(lines, (length - 1 - at) * intervalMs)));
}

function entriesAgo(lines: readonly Line[], agoMs: number): readonly (number | null)[] {
  return lines.flatMap(({ history, intervalMs }) => {
    const entry = history[history.length - 1 - Math.floor(agoMs / intervalMs)];
    return entry === undefined ? [] : [entry];
  });
}
