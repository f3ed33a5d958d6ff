import { existsSync, writeFileSync } from 'node:fs';

/** Where Debian, Fedora and Arch put it; LIBFAKETIME names it elsewhere. */
const USUAL_PLACES = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib64/faketime/libfaketime.so.1',
  '/usr/lib/faketime/libfaketime.so.1',
];

/** A wall clock for the program that this run moves, by libfaketime. Its monotonic clock stays true. */
export class MovedClock {
  readonly env: Readonly<Record<string, string>>;
  private readonly file: string;
  private offsetSeconds = 0;

  private constructor(library: string, file: string) {
    this.file = file;
    this.env = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      // Node ends at once when the monotonic clock goes back.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
    this.move(0);
  }

  /** `file` holds the offset. Returns a sentence instead where there is no libfaketime. */
  static find(file: string): MovedClock | string {
    const library = [process.env['LIBFAKETIME'] ?? '', ...USUAL_PLACES].find((path) => path !== '' && existsSync(path));
    return library === undefined ? 'libfaketime is not installed' : new MovedClock(library, file);
  }

  /** Sets the clock forward, or back when negative. */
  move(bySeconds: number): void {
    this.offsetSeconds += Math.round(bySeconds);
    const sign = this.offsetSeconds < 0 ? '-' : '+';
    writeFileSync(this.file, `${sign}${Math.abs(this.offsetSeconds)}s\n`);
  }
}
