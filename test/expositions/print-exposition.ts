import type { ExpositionFormat, RawFamily } from '../../main/core/model/exposition.ts';
import type { Exemplar, Labels, Sample } from '../../main/core/model/sample.ts';

/** A family to print: as the reader is to find it. */
export type PrintedFamily = Omit<RawFamily, 'samples'> & { readonly samples: readonly Sample[] };

/** What the formats leave to the writer. */
export interface PrintStyle {
  /** How a finite number is written: `1500000`, `1.5e6`, `1.5e+06` or `001500000`. */
  readonly number: 'shortest' | 'exponent' | 'padded exponent' | 'leading zeros';
  /** Between tokens, around `=` and `,`; OpenMetrics allows one blank between tokens and nothing else. */
  readonly gap: ' ' | '  ' | ' \t';
  /** A comma behind the last label; the text format alone allows it. */
  readonly trailingComma: boolean;
  /** Without the `# TYPE` of the unknown type, which is what a family without one has. */
  readonly bareUnknown: boolean;
}

const PLAIN: PrintStyle = { number: 'shortest', gap: ' ', trailingComma: false, bareUnknown: false };

/** Prints families as the specifications say; HELP, TYPE and UNIT of each, then its samples, one line each. */
export function printExposition(
  families: readonly PrintedFamily[],
  format: ExpositionFormat,
  style: PrintStyle = PLAIN,
): string {
  const lines = families.flatMap((family) => [
    ...metadataLines(family, format, style),
    ...family.samples.map((sample) => printSample(sample, format, style)),
  ]);
  return [...lines, ...(format === 'openmetrics' ? ['# EOF'] : []), ''].join('\n');
}

/** The line of one sample. */
export function printSample(sample: Sample, format: ExpositionFormat, style: PrintStyle): string {
  const gap = format === 'text' ? style.gap : ' ';
  const value = printNumber(sample.value, style);
  const time = sample.timestampMs === undefined ? '' : gap + printTime(sample.timestampMs, format);
  const exemplar = sample.exemplar === undefined ? '' : ` # ${printExemplar(sample.exemplar, style)}`;
  return printName(sample, format === 'text' ? style : PLAIN) + gap + value + time + exemplar;
}

function metadataLines(family: PrintedFamily, format: ExpositionFormat, style: PrintStyle): readonly string[] {
  const gap = format === 'text' ? style.gap : ' ';
  const name = isPlainName(family.name) ? family.name : quoted(family.name);
  const type = format === 'text' && family.type === 'unknown' ? 'untyped' : family.type;
  const help = family.help.replace(/[\\\n]/g, (character) => (character === '\n' ? '\\n' : '\\\\'));
  const escapedHelp = format === 'text' ? help : help.replaceAll('"', '\\"');
  return [
    ...(family.help === '' ? [] : [['#', 'HELP', name, escapedHelp].join(gap)]),
    ...(style.bareUnknown && family.type === 'unknown' ? [] : [['#', 'TYPE', name, type].join(gap)]),
    ...(family.unit === '' ? [] : [['#', 'UNIT', name, family.unit].join(gap)]),
  ];
}

function printName({ name, labels }: Sample, { gap, trailingComma }: PrintStyle): string {
  const within = gap === ' ' ? '' : gap;
  const pairs = printLabels(labels, within);
  if (isPlainName(name) && pairs.length === 0) return name;
  const inside = isPlainName(name) ? pairs : [quoted(name), ...pairs];
  const end = trailingComma ? `${within},` : '';
  return `${isPlainName(name) ? name : ''}{${within}${inside.join(`${within},${within}`)}${end}${within}}`;
}

function printLabels(labels: Labels, within: string): readonly string[] {
  return labels.map(([name, value]) => {
    const written = /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) ? name : quoted(name);
    return `${written}${within}=${within}${quoted(value)}`;
  });
}

function printExemplar({ labels, value, timestampMs }: Exemplar, style: PrintStyle): string {
  const time = timestampMs === undefined ? '' : ` ${printTime(timestampMs, 'openmetrics')}`;
  return `{${printLabels(labels, '').join(',')}} ${printNumber(value, style)}${time}`;
}

/** Whole milliseconds: as they are, or as seconds with three decimals. */
function printTime(timestampMs: number, format: ExpositionFormat): string {
  if (format === 'text') return String(timestampMs);
  const digits = String(Math.abs(timestampMs)).padStart(4, '0');
  return `${timestampMs < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}

function printNumber(value: number, { number }: PrintStyle): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  switch (number) {
    case 'shortest':
      return sign + String(size);
    case 'exponent':
      return sign + size.toExponential();
    case 'padded exponent':
      return sign + size.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
    case 'leading zeros':
      return `${sign}00${String(size)}`;
  }
}

function isPlainName(name: string): boolean {
  return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name);
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`))}"`;
}
