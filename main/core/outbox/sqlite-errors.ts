/** A row is not as it was written, and without it the ledger would be wrong. */
export class DamagedRow extends Error {}

const BUSY = 5;
const FULL = 13;
/** `SQLITE_IOERR_SHMSIZE`: the index of the write-ahead log cannot grow, which is how a full disk looks at the start. */
const NO_ROOM_FOR_INDEX = 10 | (19 << 8);
/** SQLite's primary result codes. Source: sqlite.org/rescode.html. */
const WORDS: ReadonlyMap<number, string> = new Map([
  [BUSY, 'another process is using it'],
  [8, 'it is read-only'],
  [10, 'the disk reports an error'],
  [14, 'it cannot be opened'],
]);

/** Another connection holds a lock. */
export function isBusy(error: unknown): boolean {
  return codeOf(error) === BUSY;
}

/** The file is damaged (11), or none of SQLite's (26). */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error);
  return error instanceof DamagedRow || code === 11 || code === 26;
}

/** There is no room left; this passes when somebody makes some. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'ENOSPC') return true;
  return codeOf(error) === FULL || ('errcode' in error && error.errcode === NO_ROOM_FOR_INDEX);
}

/** What went wrong, for the user. */
export function wordsFor(error: unknown): string {
  if (isFull(error)) return 'the disk is full';
  const message = error instanceof Error ? error.message : String(error);
  return WORDS.get(codeOf(error) ?? -1) ?? message;
}

/** Undefined for errors that are not SQLite's. The lower byte of an extended code is the primary one. */
function codeOf(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}
