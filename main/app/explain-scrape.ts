import {
  formatOf,
  guessFormat,
  readOnce,
  scrapeOnce,
  signalsOnce,
  type ReadOnce,
  type SignalOnce,
} from '../core/explain.ts';
import type { ExpositionFormat, RawExposition, RawFamily } from '../core/model/exposition.ts';
import type { Labels, ParseIssue, Sample } from '../core/model/sample.ts';
import { seriesKey } from '../core/model/series-key.ts';
import { targetFromAddress } from './config/target-from-address.ts';
import { unitOf } from './dialects/catalog.ts';
import { detectDialect, dialectName, type Dialect } from './dialects/detect-dialect.ts';
import { MEANINGS, type SignalId } from './dialects/meaning.ts';
import { SIGNALS } from './dialects/signals.ts';
import { whyUnknown } from './dialects/why-unknown.ts';

/** What is to be explained, and how strictly. */
export interface ScrapeQuestion {
  readonly source:
    | { readonly kind: 'text'; readonly body: Uint8Array }
    /** `host`, `host:port` or a URL; asked once. */
    | { readonly kind: 'address'; readonly address: string };
  /** `auto`: a text is OpenMetrics when it ends in `# EOF`; an answer is what its Content-Type says. */
  readonly format: ExpositionFormat | 'auto';
  /** Refuse a text with any issue. */
  readonly strict: boolean;
}

/** `failed`: there is no text. `read`: what stands in it, and in words why it is refused nevertheless. */
export type ScrapeAnswer =
  | { readonly kind: 'failed'; readonly reason: string }
  | {
      readonly kind: 'read';
      readonly refusal: string | undefined;
      readonly explanation: ScrapeExplanation;
      /** In the order of the text. */
      readonly samples: readonly Sample[];
    };

/** One scrape, explained. */
export interface ScrapeExplanation {
  readonly dialect: Dialect;
  /** For people; empty where it is not known. */
  readonly dialectName: string;
  readonly format: ExpositionFormat;
  readonly families: readonly FamilyExplanation[];
  readonly series: number;
  readonly samples: number;
  readonly tiles: readonly TileExplanation[];
  /** The first of them, at most 1,000. */
  readonly issues: readonly ParseIssue[];
  readonly issueCount: number;
}

export interface FamilyExplanation {
  readonly name: string;
  readonly type: RawFamily['type'];
  /** As the text says (`# UNIT`), else as the catalogue knows (UCUM); empty when neither does. */
  readonly unit: string;
  readonly help: string;
  readonly series: number;
  /** In the order of the text. */
  readonly samples: readonly Sample[];
}

/** What a tile of the screen would show of this scrape. */
export interface TileExplanation extends Omit<SignalOnce, 'id' | 'why'> {
  readonly id: SignalId;
  readonly name: string;
  /** UCUM. */
  readonly unit: string;
  /** Whether the value covers all the time since the process began; otherwise it is of now. */
  readonly sinceStart: boolean;
  /** Why there is no value, in words; null when there is one. */
  readonly why: string | null;
}

/** Most bytes of a text, as of a target's answer: what is larger would fill the memory. */
export const LONGEST_TEXT = 256 * 1024 * 1024;
/** Long enough for a slow target; nothing is asked twice. */
const PATIENCE_MS = 10_000;

/** Reads one text, from where it is said, and explains it. Never rejects. */
export async function explainScrape({ source, format, strict }: ScrapeQuestion): Promise<ScrapeAnswer> {
  if (source.kind === 'text') {
    if (source.body.length > LONGEST_TEXT) return { kind: 'failed', reason: 'it is larger than 256 MiB' };
    const meant = format === 'auto' ? guessFormat(source.body) : format;
    return explain(readOnce(source.body, { format: meant, strict }), strict);
  }
  const target = targetFromAddress(source.address, { job: '', box: '', intervalMs: PATIENCE_MS });
  if (!target.ok) return { kind: 'failed', reason: target.reason };
  const result = await scrapeOnce(target.settings);
  if (result.kind === 'failed') return { kind: 'failed', reason: result.reason };
  const told = format === 'auto' ? formatOf(result.contentType) : format;
  return explain(readOnce(result.body, { format: told, strict }), strict);
}

function explain({ raw, exposition }: ReadOnce, strict: boolean): ScrapeAnswer {
  const samples = inTextOrder(raw);
  const families = raw.families.map(explainFamily);
  const dialect = detectDialect(exposition.families.map(({ name }) => name));
  const { issues, count: issueCount } = exposition.problems;
  const explanation: ScrapeExplanation = {
    dialect,
    dialectName: dialectName(dialect),
    format: raw.format,
    families,
    series: families.reduce((sum, { series }) => sum + series, 0),
    samples: samples.length,
    tiles: signalsOnce(SIGNALS, exposition.families).map(tileOf),
    issues,
    issueCount,
  };
  return { kind: 'read', refusal: refusalOf(raw, samples.length, strict), explanation, samples };
}

/**
 * A text without any line that could be read is none; an empty one is, with nothing in it. What only joining the
 * series brings to light, such as one that comes twice with two times, is an issue, but the text is well written.
 */
function refusalOf({ complete, problems }: RawExposition, samples: number, strict: boolean): string | undefined {
  const { count } = problems;
  if (!complete) return 'the text is cut short: it lacks its # EOF';
  if (strict && count > 0) return `${String(count)} ${count === 1 ? 'issue' : 'issues'}`;
  return samples === 0 && count > 0 ? 'there are no metrics in it' : undefined;
}

function inTextOrder({ families }: RawExposition): readonly Sample[] {
  const placed = families.flatMap((family) => family.samples);
  return placed.sort((a, b) => a.line - b.line).map(({ sample }) => sample);
}

function explainFamily({ name, type, help, unit, samples }: RawFamily): FamilyExplanation {
  const series = new Set(samples.map(({ sample }) => seriesKey('', ownLabels(type, sample.labels))));
  return {
    ...{ name, type, help },
    unit: unit === '' ? (unitOf(name) ?? unitOf(`${name}_total`) ?? '') : unit,
    series: series.size,
    samples: samples.map(({ sample }) => sample),
  };
}

/** Without the label that the format itself adds. */
function ownLabels(type: RawFamily['type'], labels: Labels): Labels {
  const added = type === 'summary' ? 'quantile' : type === 'histogram' || type === 'gaugehistogram' ? 'le' : undefined;
  return labels.filter(([name]) => name !== added);
}

function tileOf(told: SignalOnce, index: number): TileExplanation {
  const { id, name, unit } = MEANINGS[index] ?? MEANINGS[0];
  return {
    ...told,
    ...{ id, name },
    unit: told.kind === 'rate' ? unit.replace(/\/s$/, '') : unit,
    sinceStart: told.kind !== null && told.kind !== 'gauge',
    why: told.why === null ? null : told.why === 'no_traffic' ? 'nothing was observed yet' : whyUnknown(told.why),
  };
}
