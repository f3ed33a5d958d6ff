import type { Difference } from './differences.ts';
import type { Row, RowGroup } from './rows.ts';

/** What we put on points beside the Collector's: Dynatrace may drop the resource they would else stand in. */
const OUR_ATTRIBUTES = ['box', 'service.name', 'service.instance.id'];
/** Ours where a point names no scope of its own, and the Collector's. */
const OWN_SCOPES = [
  'nim-glance',
  'github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver',
];

/** Compares what both made of one scenario; what is returned is every mismatch that no difference explains. */
export function mismatches(
  collector: readonly RowGroup[],
  ours: readonly RowGroup[],
  differences: readonly Difference[],
): readonly string[] {
  const expected = flat(collector);
  const actual = flat(ours);
  const missing = subtract(expected, actual);
  const extra = subtract(actual, expected);
  const complaints: string[] = [];
  for (const difference of differences) complaints.push(...explain(difference, missing, extra));
  for (const row of missing) complaints.push(`only the Collector: ${JSON.stringify(row)}`);
  for (const row of extra) complaints.push(`only we: ${JSON.stringify(row)}`);
  return complaints;
}

/** A row with what stands around it. */
type PlacedRow = Row & { readonly resource: Readonly<Record<string, string>>; readonly scope: string };

function flat(groups: readonly RowGroup[]): PlacedRow[] {
  return groups.flatMap(({ resource, scope, points }) =>
    points.map((point) => ({
      ...point,
      attributes: without(point.attributes, OUR_ATTRIBUTES),
      // Behind a loopback address ours is the box's name; resource.test.ts has that.
      resource: without(resource, ['service.instance.id']),
      scope: OWN_SCOPES.includes(scope) ? '' : scope,
    })),
  );
}

function without(attributes: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !names.includes(name)));
}

/** Rows of `all` that `others` does not have, each counted as often as it comes. */
function subtract(all: readonly PlacedRow[], others: readonly PlacedRow[]): PlacedRow[] {
  const counts = new Map<string, number>();
  for (const row of others) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
  return all.filter((row) => {
    const left = counts.get(keyOf(row)) ?? 0;
    counts.set(keyOf(row), left - 1);
    return left <= 0;
  });
}

/**
 * Takes away the rows that a difference is about; complains when there are none. With a pattern for both sides the rows
 * must be the same but for what the patterns name.
 */
function explain({ collector, ours, reason }: Difference, missing: PlacedRow[], extra: PlacedRow[]): string[] {
  const theirs = collector === undefined ? [] : takeMatching(missing, collector);
  const own = ours === undefined ? [] : takeMatching(extra, ours);
  const unused = (collector !== undefined && theirs.length === 0) || (ours !== undefined && own.length === 0);
  if (unused) return [`not so any more: ${reason}`];
  if (collector === undefined || ours === undefined) return [];
  const named = [...Object.keys(collector), ...Object.keys(ours)];
  const restOf = (row: PlacedRow): string =>
    stable(Object.fromEntries(Object.entries(row).filter(([name]) => !named.includes(name))));
  const rests = [theirs, own].map((rows) => rows.map(restOf).sort());
  return stable(rests[0]) === stable(rests[1]) ? [] : [`not alike otherwise: ${reason}`];
}

function takeMatching(rows: PlacedRow[], pattern: Partial<PlacedRow>): PlacedRow[] {
  const taken = rows.filter((row) => matches(row, pattern));
  rows.splice(0, rows.length, ...rows.filter((row) => !taken.includes(row)));
  return taken;
}

function matches(row: PlacedRow, pattern: Partial<PlacedRow>): boolean {
  return Object.entries(pattern).every(
    ([name, value]) => stable(row[name as keyof PlacedRow]) === stable(value as PlacedRow[keyof PlacedRow]),
  );
}

/** One text for one row, whatever the order of its keys. */
function keyOf(row: PlacedRow): string {
  return stable(row);
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
