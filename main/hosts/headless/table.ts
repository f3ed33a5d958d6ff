interface TableLayout {
  /** How many columns from the left begin at the left; the others are numbers and end at the right. */
  readonly left: number;
  /** Whether the last column is text too. */
  readonly lastLeft?: boolean;
}

/** Head and rows as lines, each column as wide as its widest cell. All rows have as many cells as the head. */
export function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { left, lastLeft = false }: TableLayout,
): readonly string[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      const isText = column < left || (lastLeft && column === row.length - 1);
      return isText ? cell.padEnd(width) : cell.padStart(width);
    });
    return cells.join('  ').trimEnd();
  });
}
