import type { BoxReport, QueueReport } from '../../app/queue-report.ts';
import { plain } from './plain.ts';
import { drawTable } from './table.ts';

type Row = Omit<BoxReport, 'destinations'>;
type Letter = QueueReport['deadLetters'][number];

/** The ledger as lines of text for a terminal. */
export function drawQueue(report: QueueReport): readonly string[] {
  const boxes = Object.entries(report.boxes);
  if (boxes.length === 0) return ['The ledger is empty: nothing was forwarded yet.'];
  const rows = boxes.flatMap(([name, box]) => [rowOf(name, box), ...destinationRows(box)]);
  const sum = boxes.length === 1 ? [] : [rowOf('all', report)];
  return [
    ...drawTable(HEAD, [...rows, ...sum], { left: 1 }),
    ...reasonLines('Dropped', report.dropped),
    ...reasonLines('Skipped, never owed', report.skipped),
    ...duplicateLines(report),
    ...letterLines(report.deadLetters),
  ];
}

/** Dead letters as a table; none when there are none. */
export function drawLetters(letters: readonly Letter[]): readonly string[] {
  if (letters.length === 0) return [];
  const rows = letters.map(({ id, box, atMs, points, reason }) => {
    return [String(id), plain(box), timeOf(atMs), number(points), plain(reason)];
  });
  return drawTable(['id', 'box', 'refused at', 'points', 'reason'], rows, { left: 3, lastLeft: true });
}

/** `2026-11-24 08:22:46 UTC`. */
export function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

const HEAD = ['box', 'produced', 'delivered', 'queued', 'dropped', 'folded', 'carried', 'skipped', 'oldest'];

/** More than one is seldom: after the user entered another address. */
function destinationRows({ destinations }: BoxReport): readonly (readonly string[])[] {
  const entries = Object.entries(destinations);
  if (entries.length < 2) return [];
  return entries.map(([destination, counts]) => rowOf(`  to ${destination === '' ? 'none yet' : destination}`, counts));
}

function rowOf(name: string, row: Omit<Row, 'possibleDuplicates'>): readonly string[] {
  const { produced, delivered, queued, dropped, folded, carried, skipped, oldestSeconds } = row;
  const counts = [produced, delivered, queued, total(dropped), folded, carried, total(skipped)];
  return [plain(name), ...counts.map(number), oldestSeconds === null ? '–' : age(oldestSeconds)];
}

function reasonLines(word: string, byReason: Readonly<Record<string, number>>): readonly string[] {
  const parts = Object.entries(byReason).map(([reason, points]) => `${number(points)} ${reason}`);
  return parts.length === 0 ? [] : ['', `${word}: ${parts.join(', ')}`];
}

function duplicateLines({ possibleDuplicates, unlistedDuplicates }: QueueReport): readonly string[] {
  const count = possibleDuplicates.length + unlistedDuplicates;
  if (count === 0) return [];
  const requests = count === 1 ? '1 request' : `${number(count)} requests`;
  return ['', `Possible duplicates: ${requests} whose answer was never seen (--json lists them)`];
}

function letterLines(letters: readonly Letter[]): readonly string[] {
  if (letters.length === 0) return [];
  return [
    '',
    'Refused by the destination and kept; nim-glance dead-letters shows, resends or discards them:',
    ...drawLetters(letters),
  ];
}

function total(byReason: Readonly<Record<string, number>>): number {
  return Object.values(byReason).reduce((sum, points) => sum + points, 0);
}

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
] as const;

function age(seconds: number): string {
  const [unit, size] = UNITS.find(([, least]) => seconds >= 2 * least) ?? ['s', 1];
  return `${number(Math.floor(seconds / size))} ${unit}`;
}
