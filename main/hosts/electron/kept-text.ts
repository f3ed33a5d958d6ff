import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A small text that outlives the program; losing it costs the user nothing but a habit. */
export interface KeptText {
  /** Empty where there is none, or where it cannot be read. */
  read(): string;
  write(text: string): void;
}

export function keptText(folder: string, name: string): KeptText {
  const path = join(folder, name);
  return {
    read: () => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return '';
      }
    },
    write: (text) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(path, text, { mode: 0o600 });
      } catch {
        // A full or read-only disk: it will be where it was the first time.
      }
    },
  };
}
