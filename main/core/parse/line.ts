import type { MetricType } from '../model/exposition.ts';
import type { Sample } from '../model/sample.ts';

/** What one line of an exposition is. */
export type Line =
  | { readonly kind: 'sample'; readonly sample: Sample }
  | { readonly kind: 'help'; readonly name: string; readonly text: string }
  | { readonly kind: 'type'; readonly name: string; readonly type: MetricType }
  | { readonly kind: 'unit'; readonly name: string; readonly unit: string }
  /** An empty line or a comment. */
  | { readonly kind: 'blank' }
  /** `# EOF` of OpenMetrics. */
  | { readonly kind: 'eof' }
  | BadLine;

/** A line that could not be read. */
interface BadLine {
  readonly kind: 'bad';
  /** Counted from 1. */
  readonly column: number;
  readonly expected: string;
  /** The metric whose line it is, as far as it could be read. */
  readonly name: string | undefined;
}

/** What was expected at a position (counted from 0) of a line. */
export function badLine(at: number, expected: string, name: string | undefined): BadLine {
  return { kind: 'bad', column: at + 1, expected, name };
}

/** The metric that a line speaks of; undefined when it names none. */
export function nameOf(line: Line): string | undefined {
  switch (line.kind) {
    case 'sample':
      return line.sample.name;
    case 'blank':
    case 'eof':
      return undefined;
    case 'help':
    case 'type':
    case 'unit':
    case 'bad':
      return line.name;
  }
}
