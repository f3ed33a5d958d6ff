import type { ExpositionFormat } from '../model/exposition.ts';
import type { ParseIssue } from '../model/sample.ts';
import type { Line } from './line.ts';
import { OpenMetricsRules } from './strict-openmetrics.ts';
import { TextRules } from './strict-text.ts';

/** Rules over the lines of a text that its grammar does not know. */
export interface StrictRules {
  /** Called with each line in turn. */
  line(line: Line, number: number): void;
  /** Called behind the last line. */
  end(): void;
}

/** The strict rules of a format; each broken one is reported. */
export function strictRules(format: ExpositionFormat, report: (issue: ParseIssue) => void): StrictRules {
  return format === 'text' ? new TextRules(report) : new OpenMetricsRules(report);
}
