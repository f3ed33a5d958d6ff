import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertMemory } from './ports.ts';

const FILE = 'alerts.json';
/** Boxes and their loads are nobody else's business. */
const OWNER_ONLY = 0o600;

/** The file `alerts.json` in `folder`, which is made where there is none. The folder belongs to one instance. */
export function openAlertMemory(folder: string): AlertMemory {
  const file = join(folder, FILE);
  return {
    text: read(file),
    write: (text) => {
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        replace(file, text);
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

/** Whoever reads sees the old text or the new one, also after a crash. */
function replace(file: string, text: string): void {
  const beside = `${file}.new`;
  const handle = openSync(beside, 'w', OWNER_ONLY);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}
