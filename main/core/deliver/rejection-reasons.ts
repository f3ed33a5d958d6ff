import { plainWords } from './plain-words.ts';

/** One reason that a destination names for refusing or changing points, although it took the request. */
export interface RejectionReason {
  /** As the destination names it, for some codes a dimension instead; empty when it names none. */
  readonly metric: string;
  /** Dynatrace's word, such as `VALUE_INVALID`; empty for a message of another form. */
  readonly code: string;
  /** What it means and what to do. */
  readonly sentence: string;
}

/** Most that is taken of one answer; Dynatrace writes a line for each point. */
const MOST_REASONS = 100;
const LONGEST_NAME = 255;
const LONGEST_SENTENCE = 300;
/** An answer that is no list at all: something more than names and codes has to stand in it. */
const HEADINGS = /^(The following issues were encountered while ingesting OTLP metrics:?|Errors:|Warnings:)$/i;
const LIST_LINE = /^(.*?)\s*(?:-\s*)?Reason:\s*([A-Z][A-Z0-9_]*)$/;

const OURS = 'This should not happen with what this program sends; please report it';
const TO_DELTA = `Dynatrace takes counters and histograms as deltas only. ${OURS}`;

/**
 * What to do, by code. Sources: Dynatrace's community page on metrics that are not ingested, and for how the lines are written
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/issues/33650
 */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['UNSUPPORTED_METRIC_TYPE_MONOTONIC_CUMULATIVE_SUM', TO_DELTA],
  ['UNSUPPORTED_METRIC_TYPE_CUMULATIVE_HISTOGRAM', TO_DELTA],
  ['UNSUPPORTED_METRIC_TYPE_UNSPECIFIED_TEMPORALITY', TO_DELTA],
  ['UNSUPPORTED_METRIC_TYPE_SUMMARY', `Dynatrace takes no summaries. ${OURS}`],
  [
    'HISTOGRAM_BUCKET_INVALID',
    'The bounds of its buckets are not ascending, or not all numbers. Look at the target’s text, or leave the metric out',
  ],
  [
    'DIMENSION_COUNT_EXCEEDED',
    'It has more labels than Dynatrace takes (50, or 100 with advanced OTLP dimensions). Drop labels with metric_relabel_configs',
  ],
  [
    'DIMENSION_KEY_OR_VALUE_EMPTY',
    'A label without a name or a value was left out. Drop or fill it with metric_relabel_configs',
  ],
  ['VALUE_INVALID', 'A value was no number that Dynatrace takes, such as NaN. Look at what the target says there'],
  [
    'METRIC_KEY_INVALID',
    'Dynatrace takes names of 2 to 255 letters, digits, "-", "_" and "." only. Rename it with metric_relabel_configs',
  ],
  ['METRIC_UNIT_INVALID_CHARACTERS', 'Its unit was left out, the values were taken. There is nothing to do'],
  ['OTLP_MESSAGE_MAX_SIZE_EXCEEDED', `The request was larger than 4 MB. ${OURS}`],
]);

/**
 * Reads the message of a partial success. Dynatrace writes a line for each issue, such as
 * `Metric value dropped. key: 'a' details: 'Value was NaN' - Reason: VALUE_INVALID`; each pair of name and code is
 * given once. Lines of another form, and codes that are not known, are given as they are.
 */
export function rejectionReasons(message: string): readonly RejectionReason[] {
  const reasons = new Map<string, RejectionReason>();
  for (const line of message.split(/[\r\n]+/)) {
    const reason = reasonOf(line.trim());
    if (reason === undefined) continue;
    reasons.set(rejectionKey(reason), reason);
    if (reasons.size >= MOST_REASONS) break;
  }
  return [...reasons.values()];
}

/** What two reasons have in common that are the same one. */
export function rejectionKey({ metric, code, sentence }: RejectionReason): string {
  return JSON.stringify(code === '' ? [metric, code, sentence] : [metric, code]);
}

function reasonOf(line: string): RejectionReason | undefined {
  if (line === '' || HEADINGS.test(line)) return undefined;
  const [, what = '', code = ''] = LIST_LINE.exec(line) ?? [];
  const sentence = SENTENCES.get(code) ?? plainWords(line, LONGEST_SENTENCE);
  return { metric: plainWords(nameIn(what), LONGEST_NAME), code: plainWords(code, LONGEST_NAME), sentence };
}

/** `key: 'a' …`, else what stands first in quotes, else the whole when it is one word. */
function nameIn(what: string): string {
  const [, named] = /\bkey: '([^']*)'/.exec(what) ?? /'([^']*)'/.exec(what) ?? /^(\S*)$/.exec(what) ?? [];
  return named ?? '';
}
