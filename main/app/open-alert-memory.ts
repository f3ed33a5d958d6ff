import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertMemory } from './ports.ts';
import { replaceFile } from './replace-file.ts';

const FILE = 'alerts.json';

/** The file `alerts.json` in `folder`, which is made where there is none. The folder belongs to one instance. */
export function openAlertMemory(folder: string): AlertMemory {
  const file = join(folder, FILE);
  return {
    text: read(file),
    write: (text) => {
      try {
        replaceFile(file, text);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // None yet. One that cannot be read is told when it cannot be written either.
    return undefined;
  }
}
