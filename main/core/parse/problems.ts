import type { Problems } from '../model/exposition.ts';
import type { ParseIssue } from '../model/sample.ts';

/** So many are kept; all are counted. */
const KEPT_ISSUES = 1000;
/** So many families are told apart; with more, any may be short. A hostile text may name one in each line. */
const KEPT_FAMILIES = 10_000;

/** Collects what could not be read. */
export class ProblemLog {
  readonly #issues: ParseIssue[] = [];
  readonly #families = new Set<string | undefined>();
  #count = 0;

  /** An issue that may leave its family short of samples. */
  report(issue: ParseIssue): void {
    this.note(issue);
    this.#families.add(this.#families.size < KEPT_FAMILIES ? issue.family : undefined);
  }

  /** An issue that costs no sample. */
  note(issue: ParseIssue): void {
    this.#count += 1;
    if (this.#issues.length < KEPT_ISSUES) this.#issues.push(issue);
  }

  /** Takes over what an earlier step found. */
  include({ issues, count, families }: Problems): void {
    this.#issues.push(...issues.slice(0, KEPT_ISSUES - this.#issues.length));
    this.#count += count;
    for (const family of families) this.#families.add(family);
  }

  /** All of it, each family under the name that `rename` gives it. */
  result(rename: (family: string) => string = (family) => family): Problems {
    const renamed = (family: string | undefined): string | undefined =>
      family === undefined ? undefined : rename(family);
    return {
      issues: this.#issues.map((issue) => ({ ...issue, family: renamed(issue.family) })),
      count: this.#count,
      families: new Set([...this.#families].map(renamed)),
    };
  }
}
