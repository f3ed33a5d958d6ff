import type { RawExposition } from '../model/exposition.ts';

/** Says in words why none of a text can be used, or undefined: bad lines among good ones cost only themselves. */
export function parseProblem({ complete, families, problems }: RawExposition): string | undefined {
  if (!complete) return 'the answer broke off: it is OpenMetrics and lacks its # EOF';
  if (families.some(({ samples }) => samples.length > 0)) return undefined;
  const [issue] = problems.issues;
  if (issue === undefined) return 'there are no metrics in it';
  const more = problems.count > 1 ? `, and ${String(problems.count - 1)} more such lines` : '';
  return `there are no metrics in it: line ${String(issue.line)}, column ${String(issue.column)}: expected ${issue.expected}${more}`;
}
