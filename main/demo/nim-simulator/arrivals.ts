/** One request as it arrives: everything chance decides about it is drawn here, so that serving it is no game of chance. */
export interface ArrivingRequest {
  readonly arrivedMs: number;
  readonly promptTokens: number;
  /** Tokens it generates until it stops by itself or meets its limit. */
  readonly outputTokens: number;
  readonly finishedReason: 'stop' | 'length';
  /** Where it stands among requests whose clients hang up, in [0, 1): low ones go first. */
  readonly hangUpRank: number;
}

/** Mean arrivals per second of model time at a load of 1, before waves. */
const MEAN_PER_SECOND = 6.8;
/** Two waves that never quite meet: [share of the mean, period in seconds, phase]. */
const WAVES = [
  [0.24, 97, 0],
  [0.1, 31, 1.3],
] as const;
const PEAK_PER_SECOND = MEAN_PER_SECOND * (1 + WAVES[0][0] + WAVES[1][0]);
const PROMPT_TOKENS = { median: 380, spread: 0.8, most: 6000 };
const OUTPUT_TOKENS = { median: 210, spread: 0.65, most: 1024 };

/** Arrivals per second at a moment of model time. */
function rateAt(ms: number): number {
  const seconds = ms / 1000;
  let factor = 1;
  for (const [share, period, phase] of WAVES) factor += share * Math.sin((2 * Math.PI * seconds) / period + phase);
  return MEAN_PER_SECOND * factor;
}

/**
 * A Poisson stream whose rate follows the waves: candidates come at the peak rate and are kept with the share
 * that the rate then has of the peak. Each call returns the next request, times never falling. `load`, above 0,
 * is asked each time and multiplies the rate.
 */
export function createArrivals(random: () => number, load: () => number): () => ArrivingRequest {
  let clockMs = 0;
  return () => {
    do {
      clockMs += (-Math.log(1 - random()) / (PEAK_PER_SECOND * load())) * 1000;
    } while (random() * PEAK_PER_SECOND > rateAt(clockMs));
    const promptTokens = drawLength(random, PROMPT_TOKENS);
    const outputTokens = drawLength(random, OUTPUT_TOKENS);
    const cutShort = random() < 0.12 || outputTokens === OUTPUT_TOKENS.most;
    return {
      arrivedMs: clockMs,
      promptTokens,
      outputTokens,
      finishedReason: cutShort ? 'length' : 'stop',
      hangUpRank: random(),
    };
  };
}

/** A log-normal length in tokens, at least one: many short texts, a few long ones. */
function drawLength(random: () => number, length: { median: number; spread: number; most: number }): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const tokens = Math.round(length.median * Math.exp(length.spread * normal));
  return Math.min(length.most, Math.max(1, tokens));
}
