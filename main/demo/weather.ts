import type { Simulator } from './nim-simulator/simulator-server.ts';
import type { Sink } from './strict-sink/sink-server.ts';

/** One round of trouble: what happens, and at which part of the round. */
const ROUND: readonly (readonly [part: number, happens: (simulator: Simulator, sink: Sink) => void])[] = [
  [0.25, (simulator) => simulator.addLabelSet()],
  [0.4, (simulator) => simulator.loseNextScrape()],
  [0.55, (_, sink) => sink.failNext(503, 1)],
  [0.7, (simulator) => simulator.restart()],
];

/** A round that never ends would be no trouble at all. */
const ENDLESS_ROUND_MS = 240_000;

/**
 * Brings a new label set, a lost scrape, a 503 and a restart over `forMs`, or over every four minutes when it is undefined.
 * The returned function ends it.
 */
export function startWeather(simulator: Simulator, sink: Sink, forMs: number | undefined): () => void {
  const timers = new Set<NodeJS.Timeout>();
  const roundMs = forMs ?? ENDLESS_ROUND_MS;
  const round = (): void => {
    timers.clear();
    for (const [part, happens] of ROUND) {
      timers.add(setTimeout(() => happens(simulator, sink), part * roundMs));
    }
    if (forMs === undefined) timers.add(setTimeout(round, roundMs));
  };
  round();
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}
