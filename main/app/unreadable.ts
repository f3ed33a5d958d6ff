const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

/** Why a file cannot be read, in words. */
export function unreadable(error: unknown): string {
  const code = codeOf(error);
  return WORDS[code] ?? `it cannot be read (${code})`;
}

const UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write it',
  EPERM: 'this user may not write it',
  EROFS: 'it lies where nothing can be written',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EISDIR: 'it is a folder',
  EBUSY: 'another program holds it',
};

/** Why a file cannot be written, in words. */
export function unwritable(error: unknown): string {
  const code = codeOf(error);
  return UNWRITABLE[code] ?? `it cannot be written (${code})`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
