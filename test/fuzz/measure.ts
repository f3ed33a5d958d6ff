import type { Found } from './protocol.ts';
import type { Case } from './cases.ts';
import { TimeScale } from './outliers.ts';
import type { Reader } from './readers.ts';

const REPEATS = 3;

/** Runs cases through readers and tells which of them threw or took too long. */
export class Measure {
  private readonly scales = new Map<Reader, TimeScale>();
  private readonly nowMs: () => number;

  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** Undefined when all was well. A slow case is read three times more: only one that is slow each time counts. */
  run(reader: Reader, { kind, body }: Case): Found | undefined {
    const head = { reader: reader.name, kind, body };
    try {
      const excess = this.excessOf(reader, body);
      if (excess < 1) return undefined;
      return { ...head, what: 'outlier', words: `took ${excess.toFixed(1)} times what is allowed for its length` };
    } catch (error) {
      return { ...head, what: 'throw', words: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }

  private excessOf(reader: Reader, body: Uint8Array): number {
    const scale = this.scales.get(reader) ?? new TimeScale(reader.spread);
    this.scales.set(reader, scale);
    const ms = this.timed(reader, body);
    let excess = scale.excess(body.length, ms);
    for (let again = 0; excess >= 1 && again < REPEATS; again += 1) {
      excess = Math.min(excess, scale.excess(body.length, this.timed(reader, body)));
    }
    scale.add(body.length, ms);
    return excess;
  }

  private timed(reader: Reader, body: Uint8Array): number {
    const startedMs = this.nowMs();
    reader.read(body);
    return this.nowMs() - startedMs;
  }
}
