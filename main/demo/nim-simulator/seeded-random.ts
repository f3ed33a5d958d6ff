/**
 * Repeatable chance: the same seed gives the same numbers in [0, 1). A 32-bit xorshift with its output scrambled by
 * one multiplication; good enough for arrivals and lengths, of no use for secrets.
 */
export function seededRandom(seed: number): () => number {
  // Spread small seeds over all bits; xorshift must never start at zero.
  let state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return (Math.imul(state, 0x2545f491) >>> 0) / 0x100000000;
  };
}
