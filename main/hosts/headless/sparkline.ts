const LEVELS = '▁▂▃▄▅▆▇█';

/** The last `width` values as block characters between 0 and the largest, a blank for each gap. */
export function sparkline(history: readonly (number | null)[], width: number, atLeast = 0): string {
  const recent = history.slice(-width);
  const top = Math.max(atLeast, ...recent.map((value) => value ?? 0));
  const drawn = recent.map((value) => {
    if (value === null) return ' ';
    const level = top > 0 ? Math.round((value / top) * (LEVELS.length - 1)) : 0;
    return LEVELS[Math.max(0, level)] ?? ' ';
  });
  return drawn.join('').padStart(width);
}
