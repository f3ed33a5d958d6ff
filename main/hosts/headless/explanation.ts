import type { FamilyExplanation, ScrapeExplanation, TileExplanation } from '../../app/explain-scrape.ts';
import { plain } from './plain.ts';

type Sample = FamilyExplanation['samples'][number];

/** Samples shown of each family. */
const SHOWN = 3;
const NAME_WIDTH = 22;
const VALUE_WIDTH = 16;
const LONGEST = 200;

/** One scrape explained, as lines of text for a terminal. */
export function drawExplanation(explanation: ScrapeExplanation): readonly string[] {
  const { families, issues, issueCount } = explanation;
  const unlisted = issueCount - issues.length;
  return [
    headline(explanation),
    ...section('What the tiles would show of this scrape alone', tileLines(explanation.tiles)),
    ...section('Families', families.flatMap(familyLines)),
    ...section('Issues', [
      ...issues.map((issue) => `  ${issueLine(issue)}`),
      ...(unlisted > 0 ? [`  and ${number(unlisted)} more`] : []),
    ]),
  ].map((line) => plain(line).trimEnd());
}

/** `line 3, column 5: expected a value`. */
export function issueLine({ line, column, expected }: ScrapeExplanation['issues'][number]): string {
  return `line ${String(line)}, column ${String(column)}: expected ${short(expected)}`;
}

/** One sample as one line of JSON. The pairs are written one by one: a label may be called `__proto__`. */
export function sampleJson({ name, labels, value, timestampMs }: Sample): string {
  const pairs = labels.map(([label, text]) => `${JSON.stringify(label)}:${JSON.stringify(text)}`);
  const time = timestampMs === undefined ? '' : `,"timestamp":${numberJson(timestampMs)}`;
  return `{"name":${JSON.stringify(name)},"labels":{${pairs.join(',')}},"value":${numberJson(value)}${time}}`;
}

/** The explanation as one line of JSON; families without their samples, which `--samples` lists. */
export function explanationJson(explanation: ScrapeExplanation, refusal: string | undefined): string {
  const { families, tiles, ...rest } = explanation;
  return JSON.stringify({
    ...rest,
    ...(refusal === undefined ? {} : { refusal }),
    tiles: tiles.map(({ value, ...tile }) => ({ ...tile, value: value === Infinity ? '+Inf' : value })),
    families: families.map(({ samples, ...family }) => ({ ...family, samples: samples.length })),
  });
}

function headline({ dialectName, format, families, series, samples, issueCount }: ScrapeExplanation): string {
  const whose = dialectName === '' ? 'Metrics of no kind that is known here' : dialectName;
  const how = format === 'openmetrics' ? 'OpenMetrics' : 'Prometheus text';
  const counts = [
    count(families.length, 'family', 'families'),
    count(series, 'series', 'series'),
    count(samples, 'sample', 'samples'),
    count(issueCount, 'issue', 'issues'),
  ];
  return `${whose}, ${how}: ${samples === 0 ? 'no metrics in it, ' : ''}${counts.join(', ')}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

/** What a target does not tell at all is one line. */
function tileLines(tiles: readonly TileExplanation[]): readonly string[] {
  const untold = tiles.filter(({ kind }) => kind === null).map(({ name }) => name);
  const told = tiles.filter(({ kind }) => kind !== null).map(tileLine);
  return untold.length === 0 ? told : [...told, `  Not told by this target: ${untold.join('; ')}`];
}

function tileLine(tile: TileExplanation): string {
  const name = tile.name.padEnd(NAME_WIDTH);
  if (tile.value === null) return `  ${name}${'–'.padStart(VALUE_WIDTH)}  ${tile.why ?? ''}${from(tile)}`;
  const since = tile.sinceStart ? '  since its start' : '';
  return `  ${name}${valueWords(tile).padStart(VALUE_WIDTH)}${since}${from(tile)}`;
}

function from({ families }: TileExplanation): string {
  return families.length === 0 ? '' : `  (${families.join(', ')})`;
}

function valueWords({ value, above, unit }: TileExplanation): string {
  if (value === Infinity) return above === null ? 'above all buckets' : `> ${inUnit(above, unit)}`;
  return inUnit(value ?? NaN, unit);
}

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

function inUnit(value: number, unit: string): string {
  switch (unit) {
    case '1':
      return `${rounded(value * 100, 1)} %`;
    case 's':
      return value < 0.9995 ? `${rounded(value * 1000, 1)} ms` : `${rounded(value, 2)} s`;
    case 'By': {
      const step = value < 1 ? 0 : Math.min(BINARY.length - 1, Math.floor(Math.log2(value) / 10));
      return `${rounded(value / 1024 ** step, 1)} ${BINARY[step] ?? ''}`;
    }
    case 'Cel':
      return `${rounded(value, 1)} °C`;
    case '':
    case 'W':
      return `${rounded(value, 1)} ${unit}`.trimEnd();
    default: {
      const noun = unit.replace(/[{}]/g, '');
      return `${number(value)} ${value === 1 ? noun : `${noun}s`}`;
    }
  }
}

function familyLines({ name, type, unit, help, series, samples }: FamilyExplanation): readonly string[] {
  const what = [type, ...(unit === '' ? [] : [`in ${unit}`]), count(series, 'series', 'series')].join(', ');
  const more = samples.length - SHOWN;
  return [
    `  ${short(name)}  ${what}${help === '' ? '' : `: ${short(help)}`}`,
    ...samples.slice(0, SHOWN).map((sample) => `      ${short(sampleText(sample))}`),
    ...(more > 0 ? [`      and ${number(more)} more (--samples lists all)`] : []),
  ];
}

function sampleText({ name, labels, value }: Sample): string {
  const pairs = labels.map(([label, text]) => `${label}=${JSON.stringify(text)}`).join(',');
  return `${name}${pairs === '' ? '' : `{${pairs}}`} ${String(value)}`;
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function numberJson(value: number): string {
  if (Number.isNaN(value)) return '"NaN"';
  if (!Number.isFinite(value)) return value > 0 ? '"+Inf"' : '"-Inf"';
  return Object.is(value, -0) ? '-0' : String(value);
}

function count(many: number, one: string, several: string): string {
  return `${number(many)} ${many === 1 ? one : several}`;
}

function rounded(value: number, digits: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
