import type { RawExposition } from '../model/exposition.ts';
import type { Sample } from '../model/sample.ts';
import type { ScrapeLimits } from '../model/target-settings.ts';

/** Longest line that is read, bytes. No exposition of use comes near it. */
export const MAX_LINE_BYTES = 1024 * 1024;

const NEWLINE = 10;
const LONGEST_SHOWN = 50;

/**
 * Which limit a relabelled scrape breaks, in words, or undefined; breaking one fails the whole scrape.
 *
 * Counted as Prometheus does (`verifyLabelLimits` and `limitAppender` in its scrape package, which run after the
 * target labels were added and `metric_relabel_configs` ran): all labels count, those of the target and `__name__` too;
 * lengths are bytes of UTF-8, and the name of the metric is the value of `__name__`; dropped samples do not count.
 * A label limit is told before the sample limit.
 */
export function limitProblem({ families }: RawExposition, limits: ScrapeLimits): string | undefined {
  let count = 0;
  for (const { samples } of families) {
    count += samples.length;
    for (const { sample } of samples) {
      const problem = labelProblem(sample, limits);
      if (problem !== undefined) return problem;
    }
  }
  if (limits.samples === 0 || count <= limits.samples) return undefined;
  return `sample_limit: ${String(count)} samples, and ${String(limits.samples)} are allowed${WHAT_TO_DO}`;
}

const WHAT_TO_DO = '. Raise the limit, or drop what is not needed with metric_relabel_configs';

function labelProblem({ name, labels }: Sample, limits: ScrapeLimits): string | undefined {
  const metric = `metric ${shown(name)}`;
  if (limits.labels > 0 && labels.length + 1 > limits.labels) {
    return `label_limit: ${metric} has ${String(labels.length + 1)} labels, and ${String(limits.labels)} are allowed${WHAT_TO_DO}`;
  }
  const { labelNameLength, labelValueLength } = limits;
  if (labelNameLength === 0 && labelValueLength === 0) return undefined;
  for (const [label, value] of [['__name__', name] as const, ...labels]) {
    const where = `${metric}, label ${shown(label)}`;
    if (isLonger(label, labelNameLength)) {
      return `label_name_length_limit: ${where}: the name has ${lengths(label, labelNameLength)}${WHAT_TO_DO}`;
    }
    if (isLonger(value, labelValueLength)) {
      return `label_value_length_limit: ${where}: the value has ${lengths(value, labelValueLength)}${WHAT_TO_DO}`;
    }
  }
  return undefined;
}

function isLonger(text: string, limit: number): boolean {
  // A UTF-16 unit is at most three bytes of UTF-8.
  if (limit === 0 || text.length * 3 <= limit) return false;
  return byteLength(text) > limit;
}

function lengths(text: string, limit: number): string {
  return `${String(byteLength(text))} bytes, and ${String(limit)} are allowed`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function shown(name: string): string {
  return name.length > LONGEST_SHOWN ? `"${name.slice(0, LONGEST_SHOWN)}…"` : `"${name}"`;
}

/** Says which line of a text is longer than any that is read, or undefined. */
export function lineProblem(body: Uint8Array): string | undefined {
  let line = 1;
  for (let start = 0; start < body.length; line += 1) {
    const found = body.indexOf(NEWLINE, start);
    const end = found === -1 ? body.length : found;
    if (end - start > MAX_LINE_BYTES) {
      return `line ${String(line)} has ${String(end - start)} bytes, and ${String(MAX_LINE_BYTES)} are allowed (built-in limit): is this a metrics page?`;
    }
    start = end + 1;
  }
  return undefined;
}
