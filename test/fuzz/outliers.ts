const KEPT = 501;
const ENOUGH = 101;
/** Below it, the collector of garbage or another process may be all there is to see. */
const LEAST_MS = 100;
/** What any case costs, counted as bytes, so that empty ones have a scale too. */
const FIXED_BYTES = 2_000;

/** Tells when a case took far longer for its length than the others of the same run. */
export class TimeScale {
  private readonly msPerByte: number[] = [];
  private readonly factor: number;
  private next = 0;

  /** `factor`: so many times the usual time per byte is out of the ordinary. */
  constructor(factor: number) {
    this.factor = factor;
  }

  /** How much longer than allowed it took: 1 and more is an outlier. 0 as long as there is nothing to compare with. */
  excess(bytes: number, ms: number): number {
    if (this.msPerByte.length < ENOUGH || ms < LEAST_MS) return 0;
    const sorted = [...this.msPerByte].sort((a, b) => a - b);
    const median = sorted[sorted.length >> 1] ?? 0;
    return ms / ((bytes + FIXED_BYTES) * median * this.factor);
  }

  add(bytes: number, ms: number): void {
    this.msPerByte[this.next % KEPT] = ms / (bytes + FIXED_BYTES);
    this.next += 1;
  }
}
