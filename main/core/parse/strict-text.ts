import type { MetricType } from '../model/exposition.ts';
import type { ParseIssue, Sample } from '../model/sample.ts';
import { labelsKey, valueOf } from './labels-key.ts';
import type { Line } from './line.ts';
import { ownerOf } from './owner.ts';
import { parseNumber } from './parse-number.ts';
import { HistogramCheck } from './strict-histogram.ts';

interface Declared {
  readonly name: string;
  readonly type: MetricType;
}

/** A histogram series of the text, and where it begins. */
interface OpenHistogram {
  readonly family: string;
  readonly line: number;
  readonly check: HistogramCheck;
}

/**
 * The text format 0.0.4 beyond its grammar: one TYPE before the samples, one HELP, each series once, histograms and
 * summaries as described there. Families may interleave and a HELP may come late: Prometheus' own parser and its
 * tests allow that. Source: prometheus.io, "Exposition formats".
 */
export class TextRules {
  readonly #report: (issue: ParseIssue) => void;
  readonly #declared = new Map<string, Declared>();
  readonly #helped = new Set<string>();
  readonly #sampled = new Set<string>();
  readonly #series = new Set<string>();
  /** By family and labels. */
  readonly #histograms = new Map<string, OpenHistogram>();
  readonly #quantiles = new Map<string, number>();

  constructor(report: (issue: ParseIssue) => void) {
    this.#report = report;
  }

  line(line: Line, number: number): void {
    switch (line.kind) {
      case 'sample':
        return this.#sample(line.sample, number);
      case 'type':
        return this.#type(line.name, line.type, number);
      case 'help':
        return this.#help(line.name, line.text, number);
      case 'unit':
      case 'blank':
      case 'eof':
      case 'bad':
    }
  }

  end(): void {
    for (const { family, line, check } of this.#histograms.values()) this.#tell(line, check.end(), family);
  }

  #type(name: string, type: MetricType, line: number): void {
    if (this.#declared.has(name)) this.#tell(line, '# TYPE only once', name);
    else if (this.#sampled.has(name)) this.#tell(line, '# TYPE before the samples', name);
    this.#declared.set(name, { name, type });
  }

  /** A HELP without text is none. */
  #help(name: string, text: string, line: number): void {
    if (text === '') return;
    if (this.#helped.has(name)) this.#tell(line, '# HELP only once', name);
    this.#helped.add(name);
  }

  #sample(sample: Sample, line: number): void {
    this.#sampled.add(sample.name);
    const series = `${sample.name} ${labelsKey(sample.labels)}`;
    if (this.#series.has(series)) this.#tell(line, 'each series only once', sample.name);
    this.#series.add(series);
    const owner = ownerOf(this.#declared, sample.name, 'text');
    if (owner?.type === 'histogram') this.#tell(line, this.#histogram(owner.name, sample, line), owner.name);
    if (owner?.type === 'summary') this.#tell(line, this.#summary(owner.name, sample), owner.name);
  }

  #histogram(family: string, sample: Sample, line: number): string | undefined {
    const key = `${family} ${labelsKey(sample.labels, 'le')}`;
    const open = this.#histograms.get(key) ?? { family, line, check: new HistogramCheck('text') };
    this.#histograms.set(key, open);
    return open.check.add(sample.name.slice(family.length), sample);
  }

  #summary(family: string, sample: Sample): string | undefined {
    if (sample.name !== family) return undefined;
    const quantile = parseNumber(valueOf(sample.labels, 'quantile') ?? '');
    if (quantile === undefined) return 'a number in "quantile"';
    const key = `${family} ${labelsKey(sample.labels, 'quantile')}`;
    const before = this.#quantiles.get(key);
    this.#quantiles.set(key, quantile);
    return before !== undefined && quantile <= before ? 'quantiles in ascending order' : undefined;
  }

  #tell(line: number, expected: string | undefined, family: string): void {
    if (expected !== undefined) this.#report({ line, column: 1, expected, family });
  }
}
