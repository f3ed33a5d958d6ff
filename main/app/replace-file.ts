import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** What is watched is nobody else's business, and a file may hold a password. */
const OWNER_ONLY = { file: 0o600, folder: 0o700 } as const;

/**
 * Puts a text into a file, which with its folder is made where there is none. Whoever reads sees the old text or the new
 * one, also after a crash. Who may read it stays as it was; of a symbolic link the file is replaced that it leads to.
 * Throws what the file system says.
 */
export function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: OWNER_ONLY.folder });
  const file = targetOf(path);
  const mode = modeOf(file);
  const beside = `${file}.new`;
  // A file that an earlier crash has left there may be readable by others.
  const handle = openSync(beside, 'w', OWNER_ONLY.file);
  try {
    fchmodSync(handle, mode);
    writeFileSync(handle, text);
    fsyncSync(handle);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}

function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function modeOf(file: string): number {
  return (statSync(file, { throwIfNoEntry: false })?.mode ?? OWNER_ONLY.file) & 0o777;
}
