/** What a line is drawn against. */
export interface LineScale {
  /** The value at the upper edge; the lower edge is 0. */
  readonly top: number;
  /** Where the alert line lies; null where it is too far away to be drawn. */
  readonly limit: number | null;
}

const HEADROOM = 1.15;
/** Below this share of its limit a line would lie flat on the ground, if it were drawn against it. */
const NEAR_LIMIT = 0.5;

/** The scale of a history: `max` where it has one, else its own height, and its limit once that comes into sight. */
export function lineScale(
  history: readonly (number | null)[],
  max: number | undefined,
  limit: number | null,
): LineScale {
  if (max !== undefined) return { top: max, limit: limit !== null && limit <= max ? limit : null };
  const highest = history.reduce((most: number, value) => Math.max(most, value ?? 0), 0);
  const shown = limit !== null && highest >= limit * NEAR_LIMIT ? limit : null;
  const top = Math.max(highest, shown ?? 0) * HEADROOM;
  return { top: top > 0 ? top : 1, limit: shown };
}
