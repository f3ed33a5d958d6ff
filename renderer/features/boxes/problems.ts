import type { FieldProblem, Outcome } from '../../../preload/contract/api.ts';
import { english } from '../../words/english.ts';

/** What is wrong with one field; with `null` what concerns no field that is shown. Empty where nothing is. */
export function problemOf(problems: readonly FieldProblem[], field: string | null, shown: readonly string[]): string {
  const own = problems.filter((problem) =>
    field === null ? problem.field === null || !shown.includes(problem.field) : problem.field === field,
  );
  return own.map(({ message }) => message).join(' ');
}

/** Asks for a change; that it could not even be asked for is a problem too. */
export async function problemsOf(change: () => Promise<Outcome>): Promise<readonly FieldProblem[]> {
  try {
    const outcome = await change();
    return outcome.ok ? [] : outcome.problems;
  } catch {
    return [{ field: null, message: english.boxes.find.failed }];
  }
}
