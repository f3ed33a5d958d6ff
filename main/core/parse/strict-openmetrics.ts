import type { MetricType } from '../model/exposition.ts';
import type { ParseIssue, Sample } from '../model/sample.ts';
import type { Line } from './line.ts';
import { SAMPLE_SUFFIXES } from './owner.ts';
import { GroupRules } from './strict-groups.ts';
import { sampleProblem } from './strict-samples.ts';

type Metadata = Extract<Line, { kind: 'help' | 'type' | 'unit' }>;

/** The family that the text is in. */
interface CurrentFamily {
  readonly name: string;
  readonly line: number;
  /** Which metadata it has. */
  readonly described: Set<Metadata['kind']>;
  readonly groups: GroupRules;
  type: MetricType | undefined;
  unit: string;
  sampled: boolean;
}

/**
 * OpenMetrics 1.0 beyond its grammar: metadata once and before the samples, families in one piece, no clashing names,
 * units, and through `GroupRules` and `sampleProblem` what concerns a family's samples.
 * Source: prometheus.io, "OpenMetrics 1.0".
 */
export class OpenMetricsRules {
  readonly #report: (issue: ParseIssue) => void;
  /** Names of samples that belong to the families so far. */
  readonly #taken = new Set<string>();
  #family: CurrentFamily | undefined;

  constructor(report: (issue: ParseIssue) => void) {
    this.#report = report;
  }

  line(line: Line, number: number): void {
    switch (line.kind) {
      case 'sample':
        return this.#sample(line.sample, number);
      case 'help':
      case 'type':
      case 'unit':
        return this.#metadata(line, number);
      case 'blank':
      case 'eof':
      case 'bad':
    }
  }

  end(): void {
    const family = this.#family;
    if (!family) return;
    family.groups.end();
    const problem = this.#nameProblem(family) ?? unitProblem(family);
    if (problem !== undefined) this.#tell(family.line, problem, family.name);
    this.#family = undefined;
  }

  #metadata(line: Metadata, number: number): void {
    const family = this.#family?.name === line.name ? this.#family : this.#begin(line.name, number);
    if (family.sampled) this.#tell(number, 'metadata before the samples', line.name);
    if (family.described.has(line.kind)) this.#tell(number, `# ${line.kind.toUpperCase()} only once`, line.name);
    family.described.add(line.kind);
    if (line.kind === 'type') family.type = line.type;
    if (line.kind === 'unit') family.unit = line.unit;
  }

  #sample(sample: Sample, number: number): void {
    const current = this.#family;
    const family = current && suffixIn(current, sample.name) !== undefined ? current : this.#begin(sample.name, number);
    family.sampled = true;
    const suffix = suffixIn(family, sample.name) ?? '';
    const placed = { family: family.name, type: family.type ?? 'unknown', suffix, sample };
    const problem = sampleProblem(placed);
    if (problem !== undefined) this.#tell(number, problem, family.name);
    family.groups.add(placed, number);
  }

  #begin(name: string, line: number): CurrentFamily {
    this.end();
    const groups = new GroupRules((at, expected) => this.#tell(at, expected, name));
    const family: CurrentFamily = {
      name,
      line,
      described: new Set(),
      groups,
      type: undefined,
      unit: '',
      sampled: false,
    };
    this.#family = family;
    return family;
  }

  /** Two families must not have a name of samples in common, the families' own names included. */
  #nameProblem({ name, type }: CurrentFamily): string | undefined {
    const names = new Set(['', ...SAMPLE_SUFFIXES[type ?? 'unknown']].map((suffix) => name + suffix));
    const clash = [...names].find((one) => this.#taken.has(one));
    for (const one of names) this.#taken.add(one);
    return clash === undefined ? undefined : `no second family with the name "${clash}"`;
  }

  #tell(line: number, expected: string, family: string): void {
    this.#report({ line, column: 1, expected, family });
  }
}

/** What follows the family's name, if its type has such samples. */
function suffixIn({ name, type }: CurrentFamily, sampleName: string): string | undefined {
  if (!sampleName.startsWith(name)) return undefined;
  const suffix = sampleName.slice(name.length);
  return SAMPLE_SUFFIXES[type ?? 'unknown'].includes(suffix) ? suffix : undefined;
}

function unitProblem({ name, type, unit }: CurrentFamily): string | undefined {
  if (unit === '') return undefined;
  if (type === 'info' || type === 'stateset') return `no unit for the type ${type}`;
  return name.endsWith(`_${unit}`) ? undefined : `a name that ends in "_${unit}"`;
}
