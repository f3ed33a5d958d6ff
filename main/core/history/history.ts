import type { HistogramPoint, Point } from '../model/point.ts';
import type { Signal, SignalView } from '../model/signal.ts';
import { addUp, quantileOf, type Distribution } from './quantile.ts';
import { Ring } from './ring.ts';

/** Values kept per signal. */
const KEPT = 360;
const QUANTILE_WINDOW_MS = 60_000;

interface TimedDistribution extends Distribution {
  readonly timeMs: number;
}

interface Track {
  readonly signal: Signal;
  readonly ring: Ring<number | null>;
  latest: Omit<SignalView, 'history'>;
  window: TimedDistribution[];
}

/** The recent past of one target, signal by signal. */
export class History {
  readonly #tracks: readonly Track[];
  readonly #intervalMs: number;

  constructor(signals: readonly Signal[], intervalMs: number) {
    this.#intervalMs = intervalMs;
    this.#tracks = signals.map((signal) => ({
      signal,
      ring: new Ring(KEPT),
      latest: { value: null, why: 'no_scrape' },
      window: [],
    }));
  }

  /** Takes the points of one good scrape. A delta over more than two intervals feeds nothing. */
  record(points: readonly Point[], nowMs: number): void {
    const fresh = points.filter((point) => point.timeMs - point.startMs <= 2 * this.#intervalMs);
    for (const track of this.#tracks) {
      track.latest = valueOf(track, fresh, nowMs);
      track.ring.push(track.latest.value);
    }
  }

  /** A scrape failed: nothing is known of this time. */
  recordGap(): void {
    for (const track of this.#tracks) {
      track.latest = { value: null, why: 'no_scrape' };
      track.ring.push(null);
    }
  }

  view(id: string): SignalView {
    const track = this.#tracks.find(({ signal }) => signal.id === id);
    if (!track) return { value: null, why: 'no_family', history: [] };
    return { ...track.latest, history: track.ring.toArray() };
  }
}

function valueOf(track: Track, points: readonly Point[], nowMs: number): Omit<SignalView, 'history'> {
  const { families, combine } = track.signal;
  const family = families.find((name) => points.some(({ metric }) => metric === name));
  const own = points.filter(({ metric }) => metric === family);
  if (typeof combine === 'object') return quantileView(track, own, combine.quantile, nowMs);
  const values = own.flatMap((point) => (point.kind === 'histogram' ? [] : [ratePart(point, combine)]));
  if (values.length === 0) return { value: null, why: 'no_family' };
  const sum = values.reduce((total, value) => total + value, 0);
  return { value: combine === 'mean' ? sum / values.length : sum, why: null };
}

function ratePart(point: Exclude<Point, HistogramPoint>, combine: 'sum' | 'mean' | 'rate'): number {
  if (combine !== 'rate') return point.value;
  const seconds = (point.timeMs - point.startMs) / 1000;
  return seconds > 0 ? point.value / seconds : 0;
}

function quantileView(track: Track, own: readonly Point[], q: number, nowMs: number): Omit<SignalView, 'history'> {
  for (const point of own) {
    if (point.kind === 'histogram')
      track.window.push({ timeMs: point.timeMs, bounds: point.bounds, buckets: point.buckets });
  }
  track.window = track.window.filter(({ timeMs }) => nowMs - timeMs < QUANTILE_WINDOW_MS);
  const all = addUp(track.window);
  if (all === undefined) return { value: null, why: 'no_family' };
  const value = quantileOf(all, q);
  return value === undefined ? { value: null, why: 'no_traffic' } : { value, why: null };
}
