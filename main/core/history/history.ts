import type { Family } from '../model/family.ts';
import type { Point, SumPoint } from '../model/point.ts';
import type { Signal, SignalView } from '../model/signal.ts';
import { conclude, known, unknown, type Gain } from './conclude.ts';
import { familiesOf, findSource, readSource } from './read-source.ts';
import { Ring } from './ring.ts';

/** Values kept per signal. */
const KEPT = 360;
/** What quantiles and means look back on, ms. */
const WINDOW_MS = 60_000;

type Latest = Omit<SignalView, 'history'>;

interface Track {
  readonly signal: Signal;
  readonly ring: Ring;
  latest: Latest;
  /** What was made of it for those who asked; undefined until somebody does. */
  view: SignalView | undefined;
  /** What quantiles and means are taken of. */
  window: readonly { readonly gain: Gain; readonly family: string; readonly atMs: number }[];
}

/** The recent past of one target, signal by signal. A signal goes on when a restart brings other families for it. */
export class History {
  readonly #tracks: readonly Track[];
  readonly #byId: ReadonlyMap<string, Track>;
  readonly #intervalMs: number;
  /** When the next entry is due; undefined before the first. */
  #nextMs: number | undefined;

  constructor(signals: readonly Signal[], intervalMs: number) {
    this.#intervalMs = intervalMs;
    this.#tracks = signals.map((signal) => ({
      signal,
      ring: new Ring(KEPT),
      latest: { ...unknown('no_scrape'), families: [] },
      view: undefined,
      window: [],
    }));
    this.#byId = new Map(this.#tracks.map((track) => [track.signal.id, track]));
  }

  /**
   * Takes the points of one good scrape and the families that it told. A delta over more than two intervals, as
   * near as scrapes come, feeds nothing; what went by before it without a scrape is a gap.
   */
  record(points: readonly Point[], told: readonly Family[], nowMs: number): void {
    const missed = this.#missedUntil(nowMs);
    const fresh = points.filter((point) => Math.round((point.timeMs - point.startMs) / this.#intervalMs) <= 2);
    for (const track of this.#tracks) {
      // The clock may be set back: then what seems to lie ahead is of no use either.
      track.window = track.window.filter(({ atMs }) => Math.abs(nowMs - atMs) < WINDOW_MS);
      track.latest = latestOf(track, fresh, told, nowMs);
      track.view = undefined;
      // Above the largest bucket it is at least the bound: a gap would hide the worst.
      const entry = track.latest.above ?? track.latest.value;
      // Asked at half the pace, it tells of both intervals.
      push(track.ring, missed === 1 ? entry : null, missed);
      track.ring.push(entry);
    }
  }

  /** A scrape failed: nothing is known of this time. */
  recordGap(nowMs: number): void {
    const missed = this.#missedUntil(nowMs);
    for (const track of this.#tracks) {
      track.latest = { ...unknown('no_scrape'), families: [] };
      track.view = undefined;
      push(track.ring, null, missed + 1);
    }
  }

  /** The same object until the next scrape. Its past is copied when it is read: most who ask want only what is new. */
  view(id: string): SignalView {
    const track = this.#byId.get(id);
    if (!track) return { ...unknown('no_family'), families: [], history: [] };
    track.view ??= viewOf(track);
    return track.view;
  }

  /** How many intervals went by in which nobody asked: entries lie one interval apart. */
  #missedUntil(nowMs: number): number {
    const dueMs = this.#nextMs ?? nowMs;
    const missed = Math.min(KEPT, Math.max(0, Math.round((nowMs - dueMs) / this.#intervalMs)));
    const nextMs = dueMs + (missed + 1) * this.#intervalMs;
    // Scrapes out of turn are a little ahead; much further ahead lies only what a clock that was set back left behind.
    this.#nextMs = nextMs - nowMs > 2 * this.#intervalMs ? nowMs + this.#intervalMs : nextMs;
    return missed;
  }
}

function push(ring: Ring, item: number | null, times: number): void {
  for (let done = 0; done < times; done += 1) ring.push(item);
}

function viewOf({ latest: { value, above, why, families }, ring }: Track): SignalView {
  return {
    value,
    above,
    why,
    families,
    get history() {
      return ring.toArray();
    },
  };
}

function latestOf(track: Track, points: readonly Point[], told: readonly Family[], nowMs: number): Latest {
  const source = findSource(track.signal, told);
  if (source === undefined) return { ...unknown('no_family'), families: [] };
  const families = familiesOf(source, told);
  const reading = readSource(source, points, perSecond);
  if (reading.kind === 'value') return { ...known(reading.value), families };
  if (reading.kind !== 'unknown') {
    track.window = [...track.window, { gain: reading, family: source.of.family, atMs: nowMs }];
  } else if (reading.why !== 'no_difference') return { ...unknown(reading.why), families };
  // Without a difference now, those of the last minute still tell.
  const gains = track.window.flatMap(({ family, gain }) => (family === source.of.family ? [gain] : []));
  return { ...(gains.length === 0 ? unknown('no_difference') : conclude(source, gains)), families };
}

function perSecond({ value, startMs, timeMs }: SumPoint): number {
  return timeMs > startMs ? (value * 1000) / (timeMs - startMs) : 0;
}
