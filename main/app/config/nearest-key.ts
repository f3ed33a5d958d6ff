const LONGEST_KEY = 60;

/** `; did you mean "…"?` where a known key is so near that it was probably meant, or nothing. */
export function didYouMean(key: string, known: readonly string[]): string {
  const { name, distance } = nearest(key, known);
  return name !== undefined && distance <= Math.max(1, Math.floor(Math.min(key.length, LONGEST_KEY) / 3))
    ? `; did you mean "${name}"?`
    : '';
}

/** As `didYouMean`; where none is near, the nearest all the same. */
export function nearestKnown(key: string, known: readonly string[]): string {
  const { name } = nearest(key, known);
  const meant = didYouMean(key, known);
  return meant === '' && name !== undefined ? `; the nearest known key is "${name}"` : meant;
}

interface Nearest {
  readonly name: string | undefined;
  readonly distance: number;
}

function nearest(key: string, known: readonly string[]): Nearest {
  let best: Nearest = { name: undefined, distance: Infinity };
  // The work grows with the product of the lengths, and no key is that long.
  const wanted = plain(key).slice(0, LONGEST_KEY);
  for (const name of known) {
    const distance = editDistance(wanted, plain(name));
    if (distance < best.distance) best = { name, distance };
  }
  return best;
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[-.\s]/g, '_');
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const cost = Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(swapped ? Math.min(cost, (beforeLast[column - 2] ?? Infinity) + 1) : cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
