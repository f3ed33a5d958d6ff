import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { array, literal, nullable, object, parse, record, string, tuple, union } from 'valibot';
import type { ExpositionFormat } from '../../main/core/model/exposition.ts';
import type { Labels, Sample } from '../../main/core/model/sample.ts';

const LABELS = array(tuple([string(), string()]));
const TIME = nullable(string());
const SAMPLE = tuple([string(), LABELS, string(), TIME, nullable(tuple([LABELS, string(), TIME]))]);
const FAMILY = tuple([string(), string(), string(), string(), array(SAMPLE)]);
const ENTRY = object({
  readAs: union([literal('text'), literal('openmetrics')]),
  without: array(string()),
  families: array(FAMILY),
});
const ORACLE = object({ parser: string(), files: record(string(), ENTRY) });

/** What the independent parser found in one fixture. */
export interface OracleFile {
  readonly readAs: ExpositionFormat;
  /** Lines that were taken out before it read the text. */
  readonly without: readonly string[];
  readonly samples: readonly Sample[];
}

/** What `make-oracle.py` wrote: for each fixture, by its path below the folder. */
export function readOracle(): ReadonlyMap<string, OracleFile> {
  const bytes = gunzipSync(readFileSync(join(import.meta.dirname, 'oracle.json.gz')));
  const { files } = parse(ORACLE, JSON.parse(bytes.toString()));
  return new Map(
    Object.entries(files).map(([name, { readAs, without, families }]) => {
      const samples = families.flatMap((family) => family[4].map((row) => sampleOf(row, readAs)));
      return [name, { readAs, without, samples }];
    }),
  );
}

type Row = readonly [string, Labels, string, string | null, readonly [Labels, string, string | null] | null];

function sampleOf([name, labels, value, time, exemplar]: Row, readAs: ExpositionFormat): Sample {
  return {
    name,
    labels: sorted(labels),
    value: doubleOf(value),
    timestampMs: timeOf(time, readAs),
    exemplar: exemplar === null ? undefined : exemplarOf(exemplar, readAs),
  };
}

function exemplarOf([labels, value, time]: NonNullable<Row[4]>, readAs: ExpositionFormat): Sample['exemplar'] {
  return { labels: sorted(labels), value: doubleOf(value), timestampMs: timeOf(time, readAs) };
}

/** By UTF-16 units, as ours; Python sorts by code points. */
function sorted(labels: Labels): Labels {
  return [...labels].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

/** Python's repr of a float. */
function doubleOf(text: string): number {
  if (text === 'nan') return NaN;
  return text.endsWith('inf') ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text);
}

/** Milliseconds as they stand in the text format, or seconds with nine decimals. */
function timeOf(text: string | null, readAs: ExpositionFormat): number | undefined {
  if (text === null) return undefined;
  if (readAs === 'text') return Number(text);
  const [whole = '', fraction = ''] = text.split('.');
  return Number(`${whole}${fraction.slice(0, 3).padEnd(3, '0')}.${fraction.slice(3)}`);
}
