import type { ExpositionFormat } from '../model/exposition.ts';
import type { Sample } from '../model/sample.ts';
import { valueOf } from './labels-key.ts';
import { parseNumber } from './parse-number.ts';

/**
 * The rules for the samples of one histogram or gauge histogram, in the order of the text.
 * Sources: OpenMetrics 1.0, "Histogram" and "GaugeHistogram"; text 0.0.4, "Histograms and summaries".
 */
export class HistogramCheck {
  readonly #format: ExpositionFormat;
  #bound: number | undefined;
  #total = 0;
  #negativeBounds = false;
  #sum: number | undefined;
  #gaugeSum: number | undefined;
  #count: number | undefined;

  constructor(format: ExpositionFormat) {
    this.#format = format;
  }

  /** What the sample breaks, in words; its suffix tells which part it is. */
  add(suffix: string, sample: Sample): string | undefined {
    if (suffix === '_bucket') return this.#addBucket(sample);
    if (suffix === '_sum') this.#sum = sample.value;
    if (suffix === '_gsum') this.#gaugeSum = sample.value;
    if (suffix === '_count' || suffix === '_gcount') this.#count = sample.value;
    return undefined;
  }

  /** What lacks when no sample follows, in words. */
  end(): string | undefined {
    if (this.#bound !== Infinity) return 'a bucket le="+Inf"';
    if (this.#count !== undefined && this.#count !== this.#total) return 'a count equal to the bucket le="+Inf"';
    return this.#format === 'text' ? this.#textEnd() : this.#openMetricsEnd();
  }

  #addBucket({ labels, value }: Sample): string | undefined {
    const bound = parseNumber(valueOf(labels, 'le') ?? '') ?? NaN;
    if (Number.isNaN(bound)) return 'a number in "le"';
    if (this.#bound !== undefined && bound <= this.#bound) return 'buckets in ascending order of "le"';
    if (value < this.#total) return 'buckets that do not fall';
    this.#bound = bound;
    this.#total = value;
    this.#negativeBounds ||= bound < 0;
    return undefined;
  }

  #textEnd(): string | undefined {
    return this.#count === undefined ? 'a _count beside the buckets' : undefined;
  }

  #openMetricsEnd(): string | undefined {
    const summed = this.#sum !== undefined || this.#gaugeSum !== undefined;
    if (summed !== (this.#count !== undefined)) return 'a sum and a count, or neither';
    if (this.#negativeBounds && this.#sum !== undefined) return 'no _sum beside a negative "le"';
    if (!this.#negativeBounds && (this.#gaugeSum ?? 0) < 0) return 'a _gsum below zero only beside a negative "le"';
    return undefined;
  }
}
