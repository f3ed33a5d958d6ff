/** One thing that is wrong with a configuration, and where. As a text it is `FILE:LINE:COLUMN: message`, which editors and terminals turn into a link. */
export class ConfigProblem {
  /** As it was named by the caller. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units. */
  readonly column: number;
  /** In words; never holds a secret. */
  readonly message: string;

  constructor(file: string, line: number, column: number, message: string) {
    this.file = file;
    this.line = line;
    this.column = column;
    this.message = message;
  }

  toString(): string {
    return `${this.file}:${String(this.line)}:${String(this.column)}: ${this.message}`;
  }
}
