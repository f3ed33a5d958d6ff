import type { ExpositionFormat, MetricType } from '../model/exposition.ts';

/** Suffixes of a family's samples. Source: OpenMetrics 1.0, "Suffixes"; text 0.0.4 has those of its own types. */
export const SAMPLE_SUFFIXES: { readonly [type in MetricType]: readonly string[] } = {
  counter: ['_total', '_created'],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count', '_created'],
  gaugehistogram: ['_bucket', '_gsum', '_gcount'],
  summary: ['', '_sum', '_count', '_created'],
  info: ['_info'],
  stateset: [''],
  unknown: [''],
};

/** What metadata told of a family; `type` is undefined without a `# TYPE`. */
interface Typed {
  readonly type: MetricType | undefined;
}

/**
 * The family whose sample this name is: the one of that very name if it has a type, else one that has such a suffix.
 * In the text format `_created` is a family of its own. A counter's `_total` belongs to it in both: so the Collector
 * finds the type of `x_total` in `# TYPE x counter`.
 */
export function ownerOf<F extends Typed>(
  families: ReadonlyMap<string, F>,
  sampleName: string,
  format: ExpositionFormat,
): F | undefined {
  const own = families.get(sampleName);
  if (own?.type !== undefined) return own;
  const cut = sampleName.lastIndexOf('_');
  const suffix = cut < 0 ? '' : sampleName.slice(cut);
  if (suffix === '' || (suffix === '_created' && format === 'text')) return own;
  const family = families.get(sampleName.slice(0, cut));
  return family?.type !== undefined && SAMPLE_SUFFIXES[family.type].includes(suffix) ? family : own;
}
