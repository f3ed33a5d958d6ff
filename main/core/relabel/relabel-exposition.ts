import type { PlacedSample, RawExposition, RawFamily } from '../model/exposition.ts';
import type { RelabelRule } from '../model/relabel-rule.ts';
import type { Labels, ParseIssue, Sample } from '../model/sample.ts';
import { compileRelabel, type Md5, type Relabel } from './relabel.ts';
import { movedFamily } from './moved-family.ts';
import { withTargetLabels } from './target-labels.ts';

/** What of a target's settings concerns its samples. */
export interface SampleSettings {
  /** The target's labels, sorted by name; none is empty. */
  readonly labels: Labels;
  readonly honorLabels: boolean;
  readonly honorTimestamps: boolean;
  /** `metric_relabel_configs`. */
  readonly rules: readonly RelabelRule[];
  readonly md5: Md5;
}

/**
 * Adds the target's labels to every sample and runs `metric_relabel_configs` on it, its name as `__name__`.
 * Labels that are empty or begin with `__` are left out afterwards; a sample that lost its name is an issue.
 *
 * A sample whose name was changed moves to the family of its new name. It takes the type, help and unit of its old
 * family along where the suffix still fits (`foo_bucket` → `bar_bucket`), see `movedFamily`.
 * When the text has a family of that name already, the sample joins it and that family's type counts.
 * Where rules may rename, any family may be short of a line that could not be read.
 */
export function relabelExposition(raw: RawExposition, settings: SampleSettings): RawExposition {
  const relabel = settings.rules.length === 0 ? undefined : compiled(settings.rules, settings.md5);
  const families = new FamilyList();
  const issues: ParseIssue[] = [];
  for (const family of raw.families) {
    const own: PlacedSample[] = [];
    families.add(family, own);
    for (const placed of family.samples) {
      const result = relabelSample(placed.sample, settings, relabel);
      if (result === undefined) continue;
      const moved = { sample: result, line: placed.line };
      if (result.name === placed.sample.name) own.push(moved);
      else if (result.name === '') issues.push(namelessIssue(placed, family));
      else families.move(moved, movedFamily(family, placed.sample.name, result.name));
    }
  }
  return { ...raw, families: families.result(), problems: withIssues(raw.problems, issues, settings.rules) };
}

/** A configuration's rules are compiled once, not for each scrape. */
const COMPILED = new WeakMap<readonly RelabelRule[], Relabel>();

function compiled(rules: readonly RelabelRule[], md5: Md5): Relabel {
  const known = COMPILED.get(rules) ?? compileRelabel(rules, md5);
  COMPILED.set(rules, known);
  return known;
}

/** Undefined when a rule drops it; an empty name when a rule took it. */
function relabelSample(sample: Sample, settings: SampleSettings, relabel: Relabel | undefined): Sample | undefined {
  const { name, value, exemplar } = sample;
  const timestampMs = settings.honorTimestamps ? sample.timestampMs : undefined;
  const merged = withTargetLabels(sample.labels, settings.labels, settings.honorLabels);
  if (relabel === undefined) return { name, labels: withoutInternal(merged), value, timestampMs, exemplar };
  const labels = relabel([['__name__', name], ...merged]);
  if (labels === undefined) return undefined;
  const newName = labels.find(([label]) => label === '__name__')?.[1] ?? '';
  return { name: newName, labels: withoutInternal(labels), value, timestampMs, exemplar };
}

function withoutInternal(labels: Labels): Labels {
  return labels.some(([name]) => name.startsWith('__')) ? labels.filter(([name]) => !name.startsWith('__')) : labels;
}

function namelessIssue({ line }: PlacedSample, { name }: RawFamily): ParseIssue {
  return { line, column: 1, expected: 'a name, but metric_relabel_configs left none', family: name };
}

/** A line that was lost might have been renamed: then nobody can tell which family is short of it. */
function withIssues(
  problems: RawExposition['problems'],
  issues: readonly ParseIssue[],
  rules: readonly RelabelRule[],
): RawExposition['problems'] {
  const short = [...problems.families, ...issues.map(({ family }) => family)];
  if (short.length === 0) return problems;
  return {
    issues: [...problems.issues, ...issues].slice(0, MOST_ISSUES),
    count: problems.count + issues.length,
    families: new Set(rules.some(mayRename) ? [...short, undefined] : short),
  };
}

function mayRename({ action, targetLabel }: RelabelRule): boolean {
  return action === 'labelmap' || targetLabel === '__name__' || targetLabel.includes('$');
}

/** As the model promises. */
const MOST_ISSUES = 1_000;

/** The families in the order of the text, then those that renamed samples made. */
class FamilyList {
  readonly #own: { readonly family: RawFamily; readonly samples: PlacedSample[] }[] = [];
  readonly #moved: { readonly placed: PlacedSample; readonly family: RawFamily }[] = [];

  add(family: RawFamily, samples: PlacedSample[]): void {
    this.#own.push({ family, samples });
  }

  move(placed: PlacedSample, family: RawFamily): void {
    this.#moved.push({ placed, family });
  }

  /** Families that lost all their samples are left out, so that a renamed family may take their name. */
  result(): readonly RawFamily[] {
    const families = this.#own.filter(({ family, samples }) => samples.length > 0 || family.samples.length === 0);
    const byName = new Map(families.map((entry) => [entry.family.name, entry]));
    for (const { placed, family } of this.#moved) {
      const entry = byName.get(family.name) ?? { family, samples: [] };
      if (!byName.has(family.name)) families.push(entry);
      byName.set(family.name, entry);
      entry.samples.push(placed);
    }
    return families.map(({ family, samples }) => ({ ...family, samples }));
  }
}
