/** Label pairs sorted by name: an array and not an object, so that any name is safe (`__proto__` too). */
export type Labels = readonly (readonly [name: string, value: string])[];

/** An example of what was counted, such as a trace id. OpenMetrics 1.0 has them behind the value. */
export interface Exemplar {
  readonly labels: Labels;
  readonly value: number;
  /** Milliseconds since the Unix epoch. */
  readonly timestampMs: number | undefined;
}

/** One line of an exposition: a name, its labels, a value and perhaps a time of its own. */
export interface Sample {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
  /** Milliseconds since the Unix epoch; undefined when the line carries no time. */
  readonly timestampMs: number | undefined;
  readonly exemplar: Exemplar | undefined;
}

/** A line that could not be read. It costs that line, nothing more. */
export interface ParseIssue {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  /** What was expected there, in words. */
  readonly expected: string;
  /** The family whose samples may be short because of it; undefined when the line does not tell. */
  readonly family: string | undefined;
}
