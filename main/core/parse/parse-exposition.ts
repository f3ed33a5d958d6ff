import type { Exposition } from '../model/family.ts';
import type { ParseIssue, Sample } from '../model/sample.ts';
import { groupFamilies, type PlacedSample } from './group-families.ts';
import { parseLine, type MetricType } from './parse-line.ts';

interface OpenFamily {
  readonly name: string;
  type: MetricType;
  help: string;
  readonly samples: PlacedSample[];
}

const SUFFIXES: readonly (readonly [suffix: string, types: readonly MetricType[]])[] = [
  ['_bucket', ['histogram']],
  ['_sum', ['histogram', 'summary']],
  ['_count', ['histogram', 'summary']],
];

/**
 * Reads a whole exposition in the Prometheus text format 0.0.4 from its UTF-8 bytes.
 * It never throws: a line that cannot be read costs that line and becomes an issue.
 */
export function parseExposition(body: Uint8Array): Exposition {
  const text = new TextDecoder().decode(body);
  const families = new Map<string, OpenFamily>();
  const issues: ParseIssue[] = [];
  let lineNumber = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    lineNumber += 1;
    readLine(text.slice(start, text[end - 1] === '\r' ? end - 1 : end), lineNumber, families, issues);
    start = end + 1;
  }
  return { families: groupFamilies([...families.values()], issues), issues };
}

function readLine(text: string, number: number, families: Map<string, OpenFamily>, issues: ParseIssue[]): void {
  const line = parseLine(text);
  switch (line.kind) {
    case 'blank':
      return;
    case 'help':
      open(families, line.name).help = line.text;
      return;
    case 'type':
      open(families, line.name).type = line.type;
      return;
    case 'sample':
      familyOf(families, line.sample).samples.push({ sample: line.sample, line: number });
      return;
    case 'bad': {
      const family = line.name === undefined ? undefined : (ownerOf(families, line.name)?.name ?? line.name);
      issues.push({ line: number, column: line.column, expected: line.expected, family });
    }
  }
}

function open(families: Map<string, OpenFamily>, name: string): OpenFamily {
  const family = families.get(name) ?? { name, type: 'untyped', help: '', samples: [] };
  families.set(name, family);
  return family;
}

function familyOf(families: Map<string, OpenFamily>, sample: Sample): OpenFamily {
  return ownerOf(families, sample.name) ?? open(families, sample.name);
}

/** The histogram or summary whose `_bucket`, `_sum` or `_count` this name is, else the family of that very name. */
function ownerOf(families: Map<string, OpenFamily>, name: string): OpenFamily | undefined {
  for (const [suffix, types] of SUFFIXES) {
    if (!name.endsWith(suffix)) continue;
    const owner = families.get(name.slice(0, -suffix.length));
    if (owner && types.includes(owner.type)) return owner;
  }
  return families.get(name);
}
