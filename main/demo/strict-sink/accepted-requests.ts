import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { SeriesValue } from '../series-value.ts';
import { addDelta } from './series-sums.ts';
import type { GaugeValue } from './series-sums.ts';

/** A request whose points were taken, as it stands in the sink's journal. */
export interface AcceptedRequest {
  /** Of the unpacked bytes, in hex. */
  readonly sha256: string;
  /** Points it held, the refused ones included. */
  readonly points: number;
  readonly refused: number;
  readonly sums: Readonly<Record<string, SeriesValue>>;
  /** What of the sums' kind was in refused points that a better day would have taken. */
  readonly refusedSums: Readonly<Record<string, SeriesValue>>;
  readonly gauges: Readonly<Record<string, GaugeValue>>;
}

/** A body that was accepted. */
export interface AcceptedBody {
  readonly sha256: string;
  readonly points: number;
  /** How often it was accepted. */
  readonly times: number;
}

type Sums = ReadonlyMap<string, SeriesValue>;

/** Adds up accepted requests: all of them, and each body only once. */
export class AcceptedRequests {
  /** Points accepted, duplicates included. */
  points = 0;
  /** Points refused in these requests, duplicates included. */
  refused = 0;
  /** The same of each body's first time. */
  readonly once = { points: 0, refused: 0 };
  readonly gauges = new Map<string, GaugeValue>();
  private readonly all = new Map<string, SeriesValue>();
  private readonly unique = new Map<string, SeriesValue>();
  private readonly refusedOnce = new Map<string, SeriesValue>();
  private readonly seen = new Map<string, { points: number; times: number }>();

  add(request: AcceptedRequest): void {
    const { sha256, points, refused, sums } = request;
    const times = (this.seen.get(sha256)?.times ?? 0) + 1;
    this.seen.set(sha256, { points, times });
    this.points += points - refused;
    this.refused += refused;
    addAll(this.all, sums);
    for (const [id, gauge] of Object.entries(request.gauges)) {
      this.gauges.set(id, { last: gauge.last, points: gauge.points + (this.gauges.get(id)?.points ?? 0) });
    }
    if (times > 1) return;
    this.once.points += points - refused;
    this.once.refused += refused;
    addAll(this.unique, sums);
    addAll(this.refusedOnce, request.refusedSums);
  }

  has(sha256: string): boolean {
    return this.seen.has(sha256);
  }

  get bodies(): readonly AcceptedBody[] {
    return [...this.seen].map(([sha256, body]) => ({ sha256, ...body }));
  }

  /** Bodies that were accepted more than once. */
  get duplicates(): readonly AcceptedBody[] {
    return this.bodies.filter(({ times }) => times > 1);
  }

  /** What arrived, series by series; without duplicates, each body counts once. */
  sums({ withoutDuplicates }: { readonly withoutDuplicates: boolean }): Sums {
    return withoutDuplicates ? this.unique : this.all;
  }

  /** What was in refused points, each body once. */
  refusedSums(): Sums {
    return this.refusedOnce;
  }
}

function addAll(sums: Map<string, SeriesValue>, more: AcceptedRequest['sums']): void {
  for (const [id, value] of Object.entries(more)) addDelta(sums, id, value);
}

const LINE_END = 0x0a;

/**
 * The sink's journal: one JSON line per accepted request, written before the answer, so that a killed sink knows what
 * it had counted. Half a line at the end was never answered with success and is cut off.
 */
export class Journal {
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
    if (existsSync(file)) truncateSync(file, readFileSync(file).lastIndexOf(LINE_END) + 1);
  }

  append(request: AcceptedRequest): void {
    appendFileSync(this.file, `${JSON.stringify(request)}\n`, { mode: 0o600 });
  }
}

/** Adds up a journal's file, also while a sink writes it. A file that is not there yet is an empty one. */
export function readJournal(file: string): AcceptedRequests {
  const accepted = new AcceptedRequests();
  if (!existsSync(file)) return accepted;
  for (const line of readFileSync(file, 'utf8').split('\n').slice(0, -1)) {
    accepted.add(JSON.parse(line) as AcceptedRequest);
  }
  return accepted;
}
