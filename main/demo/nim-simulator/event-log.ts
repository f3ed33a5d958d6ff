import { closeSync, existsSync, openSync, truncateSync, writeSync } from 'node:fs';
import { bucketIndex } from '../series-value.ts';
import type { Labels } from '../series-id.ts';
import type { LogEntry } from './log-entry.ts';
import { boundsOf } from './nim-families.ts';
import type { ModelEvent } from './queueing-model.ts';
import { readEventLog } from './read-event-log.ts';
import { createTruthCounter } from './truth.ts';
import type { Truth } from './truth.ts';

export interface EventLogOptions {
  /** Label that every series of the simulator carries. */
  readonly modelName: string;
  /** Also written here, one JSON object per line. A log that is there already is gone on with, as after a kill. */
  readonly file?: string;
}

type Pending =
  | { readonly kind: 'inc'; readonly family: string; readonly labels: Labels; by: number }
  | {
      readonly kind: 'observe';
      readonly family: string;
      readonly labels: Labels;
      readonly bounds: readonly number[];
      readonly buckets: number[];
      count: number;
      sum: number;
    };

/**
 * What really happened, apart from what the page says. Events are kept added up per series and written out before
 * each answer; memory stays that of a few totals, however long the simulator runs.
 */
export class EventLog {
  private readonly modelName: string;
  private readonly counter = createTruthCounter();
  private readonly pending = new Map<string, Pending>();
  private fileDescriptor: number | undefined;
  private life = 0;
  private answers = 0;
  private startMs: number | undefined;

  constructor(options: EventLogOptions) {
    this.modelName = options.modelName;
    if (options.file === undefined) return;
    if (existsSync(options.file)) this.goOn(options.file);
    this.fileDescriptor = openSync(options.file, 'a', 0o600);
  }

  /** Start of the latest life, ms since 1970 on the simulator's clock; undefined before the first. */
  get latestStartMs(): number | undefined {
    return this.startMs;
  }

  /** A life begins at `startMs` on the simulator's clock. What the last one did and nobody asked for is written first. */
  beginLife(startMs: number): number {
    this.flush();
    this.life += 1;
    this.startMs = startMs;
    this.append({ kind: 'life', life: this.life, startMs });
    return this.life;
  }

  /** Notes an event of the present life. */
  record(event: ModelEvent): void {
    const key = event.family + (event.labels['finished_reason'] ?? '');
    let pending = this.pending.get(key);
    if (pending === undefined) {
      pending = emptyPending(event, { ...event.labels, model_name: this.modelName });
      this.pending.set(key, pending);
    }
    if (pending.kind === 'inc' && event.kind === 'inc') pending.by += event.by;
    if (pending.kind === 'observe' && event.kind === 'observe') {
      const index = bucketIndex(pending.bounds, event.value);
      pending.buckets[index] = (pending.buckets[index] ?? 0) + 1;
      pending.count += 1;
      pending.sum += event.value;
    }
  }

  /** Writes all that happened and numbers the answer that is about to show it, but for the hidden families. */
  ask(hidden: ReadonlySet<string> = new Set()): number {
    this.flush();
    this.answers += 1;
    const shown = hidden.size === 0 ? {} : { hidden: [...hidden] };
    this.append({ kind: 'asked', number: this.answers, life: this.life, ...shown });
    return this.answers;
  }

  /** Says how an answer of a life ended. */
  settle(number: number, life: number, whole: boolean): void {
    this.append({ kind: 'answer', number, life, whole });
  }

  truth(): Truth {
    return this.counter.truth();
  }

  close(): void {
    if (this.fileDescriptor === undefined) return;
    this.flush();
    closeSync(this.fileDescriptor);
    this.fileDescriptor = undefined;
  }

  /** Takes over what an earlier process wrote; half a line at its end was never answered and goes. */
  private goOn(file: string): void {
    const { entries, wholeBytes } = readEventLog(file);
    truncateSync(file, wholeBytes);
    for (const entry of entries) {
      this.counter.add(entry);
      if (entry.kind === 'asked') this.answers = entry.number;
      if (entry.kind === 'life') {
        this.life = entry.life;
        this.startMs = entry.startMs;
      }
    }
  }

  private flush(): void {
    for (const pending of this.pending.values()) this.append({ life: this.life, ...pending });
    this.pending.clear();
  }

  private append(entry: LogEntry): void {
    if (this.fileDescriptor !== undefined) writeSync(this.fileDescriptor, `${JSON.stringify(entry)}\n`);
    this.counter.add(entry);
  }
}

function emptyPending(event: ModelEvent, labels: Labels): Pending {
  if (event.kind === 'inc') return { kind: 'inc', family: event.family, labels, by: 0 };
  const bounds = boundsOf(event.family);
  const buckets = new Array<number>(bounds.length + 1).fill(0);
  return { kind: 'observe', family: event.family, labels, bounds, buckets, count: 0, sum: 0 };
}
