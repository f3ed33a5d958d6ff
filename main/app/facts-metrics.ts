import { Counter, Gauge, Registry } from 'prom-client';
import type { BoxLedger } from '../core/model/ledger.ts';
import type { TargetSettings } from '../core/model/target-settings.ts';
import type { MonitorFacts } from './monitor-facts.ts';

type Labels = Readonly<Record<string, string>>;
/** A series and its value. */
type Row = readonly [labels: Labels, value: number];

/** Who we are, and what this process costs. */
export interface ProcessFacts {
  readonly version: string;
  /** Node's version, such as `v24.21.0`. */
  readonly node: string;
  /** Seconds since the Unix epoch. */
  readonly startSeconds: number;
  readonly cpuSeconds: number;
  readonly residentBytes: number;
}

/**
 * What a monitor knows, as a registry of its own: one picture of one moment, in which
 * `produced_total - folded_total = delivered_total + queued + dropped_total`.
 */
export function factsRegistry(facts: MonitorFacts, process: ProcessFacts, nowMs: number): Registry {
  const registry = new Registry();
  const add = metricsIn(registry);
  addLedger(add, facts, nowMs);
  addStore(add, facts);
  addTargets(add, facts);
  addProcess(add, process);
  return registry;
}

/** How a target is named in every metric. */
export function targetLabels({ box, labels, address }: TargetSettings): Labels {
  const job = labels.find(([name]) => name === 'job')?.[1] ?? '';
  return { box, job, target: `${address.host}:${String(address.port)}` };
}

type Add = (kind: 'counter' | 'gauge', by: readonly string[], name: string, help: string, rows: readonly Row[]) => void;

/** A metric without `by` begins at 0 by itself; one with them has only the series that it is given. */
function metricsIn(registry: Registry): Add {
  return (kind, by, name, help, rows) => {
    const metric = { name, help, labelNames: [...by], registers: [registry] };
    if (kind === 'counter') {
      const counter = new Counter(metric);
      for (const [labels, value] of rows) counter.inc({ ...labels }, value);
    } else {
      const gauge = new Gauge(metric);
      for (const [labels, value] of rows) gauge.set({ ...labels }, value);
    }
  };
}

const ALONE: readonly string[] = [];
const ACCOUNT = ['box', 'destination'];
const TARGET = ['box', 'job', 'target'];
const NO_LABELS: Labels = {};

function addLedger(add: Add, { ledger, queueBytes, deadLetters }: MonitorFacts, nowMs: number): void {
  const { boxes, possibleDuplicates, unlistedDuplicates } = ledger;
  const points = (kind: 'counter' | 'gauge', word: string, help: string, valueOf: (box: BoxLedger) => number): void => {
    const rows = boxes.map((box): Row => [accountOf(box), valueOf(box)]);
    add(kind, ACCOUNT, `nim_glance_points_${word}`, help, rows);
  };
  const byReason = (word: 'dropped' | 'skipped', help: string): void => {
    const rows = boxes.flatMap((box) =>
      Object.entries(box[word]).map(([reason, count]): Row => [{ ...accountOf(box), reason }, count]),
    );
    add('counter', [...ACCOUNT, 'reason'], `nim_glance_points_${word}_total`, help, rows);
  };
  points('counter', 'produced_total', 'Points made, before any was folded back.', (box) => box.produced + box.folded);
  points('counter', 'folded_total', 'Points taken back into their series.', (box) => box.folded);
  points('counter', 'delivered_total', 'Points that the destination took.', (box) => box.delivered);
  byReason('dropped', 'Points given up, by reason.');
  byReason('skipped', 'Observations that were never owed, by reason.');
  points('gauge', 'queued', 'Points committed and not settled.', (box) => box.queued);
  points('gauge', 'carried', 'Folded points that wait for the next delta of their series.', (box) => box.carried);
  const oldest = boxes.map((box): Row => [accountOf(box), ageOf(box, nowMs)]);
  add('gauge', ACCOUNT, 'nim_glance_queue_oldest_seconds', 'Age of the oldest waiting point, or 0.', oldest);
  const alone = (kind: 'counter' | 'gauge', name: string, help: string, value: number): void =>
    add(kind, ALONE, name, help, [[NO_LABELS, value]]);
  alone('gauge', 'nim_glance_queue_bytes', 'Size of all stored requests.', queueBytes);
  alone('gauge', 'nim_glance_dead_letters', 'Refused requests that are kept.', deadLetters.length);
  const duplicates = possibleDuplicates.length + unlistedDuplicates;
  alone('counter', 'nim_glance_possible_duplicates_total', 'Requests whose answer was never seen.', duplicates);
}

function addStore(add: Add, { store, delivery }: MonitorFacts): void {
  const durable: Row = [NO_LABELS, bit(store.durable)];
  const writable: Row = [NO_LABELS, bit(store.problem === undefined)];
  add('gauge', ALONE, 'nim_glance_store_durable', 'Whether what is committed survives this process.', [durable]);
  add('gauge', ALONE, 'nim_glance_store_writable', 'Whether the last write was stored.', [writable]);
  const states = STATES.map((state): Row => [{ state }, bit(delivery.kind === state)]);
  add('gauge', ['state'], 'nim_glance_delivery_state', 'How delivery stands: 1 for what it does.', states);
}

type State = MonitorFacts['delivery']['kind'];

/** An object, so that the compiler misses a new one. */
const STATES = Object.keys({ sending: 0, catching_up: 0, retrying: 0, held: 0 } satisfies Record<State, 0>);

function addTargets(add: Add, { targets }: MonitorFacts): void {
  const asked = targets.filter(({ state }) => state.good + state.failed > 0);
  const up = asked.map(({ settings, state }): Row => [targetLabels(settings), bit(state.lastFailure === '')]);
  add('gauge', TARGET, 'nim_glance_target_up', 'Whether the last scrape was good.', up);
  const lastGood = targets.flatMap(({ settings, state: { lastGoodMs } }): Row[] =>
    lastGoodMs === undefined ? [] : [[targetLabels(settings), lastGoodMs / 1000]],
  );
  add('gauge', TARGET, 'nim_glance_target_last_good_timestamp_seconds', 'When it last was.', lastGood);
}

function addProcess(add: Add, { version, node, startSeconds, cpuSeconds, residentBytes }: ProcessFacts): void {
  add('gauge', ['version', 'node'], 'nim_glance_build_info', 'Which program this is.', [[{ version, node }, 1]]);
  const alone = (kind: 'counter' | 'gauge', name: string, help: string, value: number): void =>
    add(kind, ALONE, name, help, [[NO_LABELS, value]]);
  alone('gauge', 'process_start_time_seconds', 'Start of the process, since the Unix epoch.', startSeconds);
  alone('counter', 'process_cpu_seconds_total', 'Processor time, user and system.', cpuSeconds);
  alone('gauge', 'process_resident_memory_bytes', 'Memory that the process has.', residentBytes);
}

function accountOf({ box, destination }: BoxLedger): Labels {
  return { box, destination };
}

/** Never negative: a clock may have been set back. */
function ageOf({ oldestMs }: BoxLedger, nowMs: number): number {
  return oldestMs === undefined ? 0 : Math.max(0, nowMs - oldestMs) / 1000;
}

function bit(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
