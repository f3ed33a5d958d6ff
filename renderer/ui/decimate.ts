/** A point of a line: `x` counts entries of the history, `y` is null in a gap. */
export interface LinePoint {
  readonly x: number;
  readonly y: number | null;
}

/** Of a stretch of time: its lowest and its highest value, so that no peak is lost; or its mean, as of a rate. */
export type Keep = 'peaks' | 'mean';

/** A history as points, about `most` where it has more. A gap stays a gap. */
export function decimate(history: readonly (number | null)[], most: number, keep: Keep): readonly LinePoint[] {
  const points = history.map((y, x): LinePoint => ({ x, y }));
  if (points.length <= most) return points;
  const perStretch = keep === 'peaks' ? 2 : 1;
  const length = Math.ceil(points.length / Math.max(1, Math.floor(most / perStretch)));
  const stretches = Array.from({ length: Math.ceil(points.length / length) }, (_, at) =>
    points.slice(at * length, (at + 1) * length),
  );
  return stretches.flatMap(keep === 'peaks' ? peaksOf : meanOf);
}

function peaksOf(points: readonly LinePoint[]): readonly LinePoint[] {
  const known = points.filter(({ y }) => y !== null);
  const values = known.map(({ y }) => y ?? 0);
  const lowest = known[values.indexOf(Math.min(...values))];
  const highest = known[values.indexOf(Math.max(...values))];
  const gap = points.find(({ y }) => y === null);
  return points.filter((point) => point === lowest || point === highest || point === gap);
}

function meanOf(points: readonly LinePoint[]): readonly LinePoint[] {
  const gap = points.find(({ y }) => y === null);
  const known = points.filter(({ y }) => y !== null);
  const [middle] = known.slice(Math.floor(known.length / 2));
  if (middle === undefined) return gap === undefined ? [] : [gap];
  const mean = { x: middle.x, y: known.reduce((sum, { y }) => sum + (y ?? 0), 0) / known.length };
  if (gap === undefined) return [mean];
  return gap.x < middle.x ? [gap, mean] : [mean, gap];
}
