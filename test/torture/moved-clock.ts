import { renameSync, writeFileSync } from 'node:fs';

/** A wall clock for the program that this run moves. */
export class MovedClock {
  /** For a process of Node that is to live by it. */
  readonly env: Readonly<Record<string, string>>;
  private readonly file: string;
  private offsetMs = 0;

  /** `file` holds by how much it differs. */
  constructor(file: string) {
    this.file = file;
    const others = process.env['NODE_OPTIONS'] ?? '';
    const load = `--import=${new URL('./moved-date.ts', import.meta.url).href}`;
    this.env = { NIM_GLANCE_CLOCK_FILE: file, NODE_OPTIONS: `${others} ${load}`.trim() };
    this.move(0);
  }

  /** Sets the clock forward, or back when negative. */
  move(bySeconds: number): void {
    this.offsetMs += Math.round(bySeconds) * 1000;
    // Whoever reads it meanwhile finds the old one or the new one.
    writeFileSync(`${this.file}.new`, String(this.offsetMs));
    renameSync(`${this.file}.new`, this.file);
  }
}
