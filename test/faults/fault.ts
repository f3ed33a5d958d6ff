/** A test, or a row of a table of tests, by its title. */
export interface NamedTest {
  /** Below `test/`. */
  readonly file: string;
  /** As it stands in the file; where a title is made of parts, the row or the template. */
  readonly name: string;
}

/** One of the numbered faults of the reference, `../shared/reference/reliability.md`. */
export interface Fault {
  readonly number: number;
  /** What goes wrong. */
  readonly fault: string;
  /** What shows that it is survived; empty where nothing does. */
  readonly tests: readonly NamedTest[];
  /** What no test shows. Absent where the tests cover the fault. */
  readonly left?: string;
}

/** Several tests of one file. */
export function tests(file: string, ...names: readonly string[]): readonly NamedTest[] {
  return names.map((name) => ({ file, name }));
}
