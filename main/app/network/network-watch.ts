import type { NetworkVerdict } from './judge-network.ts';

type Trouble = Extract<NetworkVerdict, { whose: 'mine' }>;

/** Where our own network stands. Times are of a clock that only grows, ms. */
export interface NetworkWatch {
  /** What is gone. It holds from the first sign on, so that no alert fires, until the network was back for a while. */
  readonly trouble: Trouble | undefined;
  readonly sinceMs: number;
  /** Since when nothing of ours has seemed amiss, while `trouble` still holds. */
  readonly backSinceMs: number | undefined;
  readonly told: boolean;
}

export const NETWORK_FINE: NetworkWatch = { trouble: undefined, sinceMs: 0, backSinceMs: undefined, told: false };

/** A change of networks is over sooner, and nobody needs to hear of it. */
const TELL_AFTER_MS = 15_000;
/** As long as this it has to last that it is back. */
const BACK_AFTER_MS = 15_000;
/** Longer where nothing that answers shows it: else a box that is gone for good would be taken for our network. */
const PERHAPS_BACK_AFTER_MS = 60_000;

export interface NetworkStep {
  readonly watch: NetworkWatch;
  /** What is to be told now, once each. */
  readonly notice: 'gone' | 'back' | undefined;
}

/** Follows the verdicts: told once however many fail, and back once. */
export function watchNetwork(watch: NetworkWatch, verdict: NetworkVerdict, monotonicMs: number): NetworkStep {
  if (verdict.whose === 'mine') {
    const sinceMs = watch.trouble === undefined ? monotonicMs : watch.sinceMs;
    const tell = !watch.told && monotonicMs - sinceMs >= TELL_AFTER_MS;
    const next = { trouble: verdict, sinceMs, backSinceMs: undefined, told: watch.told || tell };
    return { watch: next, notice: tell ? 'gone' : undefined };
  }
  if (watch.trouble === undefined) return { watch, notice: undefined };
  const afterMs = verdict.whose === 'unknown' ? PERHAPS_BACK_AFTER_MS : BACK_AFTER_MS;
  const backSinceMs = watch.backSinceMs ?? monotonicMs;
  if (monotonicMs - backSinceMs < afterMs) return { watch: { ...watch, backSinceMs }, notice: undefined };
  return { watch: NETWORK_FINE, notice: watch.told ? 'back' : undefined };
}
