import type { FieldProblem } from '../../../preload/contract/api.ts';

/** A problem with one line of a text. */
export interface LineProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** What is wrong with a field; empty when nothing is. Null takes what belongs to none of `fields`. */
export function problemOf(problems: readonly FieldProblem[], field: string | null, fields: readonly string[]): string {
  const own = problems.filter((problem) =>
    field === null ? problem.field === null || !fields.includes(problem.field) : problem.field === field,
  );
  return own.map(({ message }) => message).join(' ');
}

/** Those that stand in a line, and in words what concerns the text as a whole. */
export function byLine(problems: readonly FieldProblem[]): {
  readonly lines: readonly LineProblem[];
  readonly whole: string;
} {
  const read = problems.map(({ field, message }) => ({ line: Number(/^line (\d+)$/.exec(field ?? '')?.[1]), message }));
  return {
    lines: read.filter(({ line }) => line >= 1),
    whole: read.flatMap(({ line, message }) => (line >= 1 ? [] : [message])).join(' '),
  };
}

/** Where a line of a text begins and ends, without its line end; lines are counted from 1. */
export function lineRange(text: string, line: number): readonly [start: number, end: number] {
  const before = text.split('\n').slice(0, line - 1);
  const start = before.reduce((sum, { length }) => sum + length + 1, 0);
  const end = text.indexOf('\n', start);
  return [Math.min(start, text.length), end === -1 ? text.length : end];
}
