import { closeSync, constants, fstatSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { replaceFile } from '../replace-file.ts';

/** Where a running monitor of this user is to be found, and what lets one in. */
export interface AttachPoint {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** 64 hexadecimal digits; good while that program runs. */
  readonly key: string;
}

const FILE = 'attach.json';
const GROUP_AND_OTHERS = 0o077;
/** Windows has neither, whatever the types say. */
const { O_NOFOLLOW: noFollow = 0, O_NONBLOCK: noWait = 0 } = constants as Partial<typeof constants>;

const attachPoint = v.object({
  url: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/)),
  key: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** Says where the monitor that holds the store in `folder` is to be found. The returned function takes that back. */
export function tellAttachPoint(folder: string, point: AttachPoint): () => void {
  const file = join(folder, FILE);
  replaceFile(file, `${JSON.stringify(point)}\n`);
  return () => {
    // Another instance may have taken over the folder.
    if (readAttachPoint(folder)?.key === point.key) rmSync(file, { force: true });
  };
}

/**
 * What the monitor that holds the store in `folder` says of itself; undefined where none does. It may have ended without
 * taking it back. A file that others may read, that is not this user's or that is no plain file is none: its key would be no
 * secret.
 */
export function readAttachPoint(folder: string, uid = process.getuid?.()): AttachPoint | undefined {
  let file: number | undefined;
  try {
    // What is looked at is what is read, whatever happens to the name meanwhile; a pipe there must not hold us up.
    file = openSync(join(folder, FILE), constants.O_RDONLY | noFollow | noWait);
    const about = fstatSync(file);
    if (!about.isFile()) return undefined;
    if (uid !== undefined && (about.uid !== uid || (about.mode & GROUP_AND_OTHERS) !== 0)) return undefined;
    const result = v.safeParse(attachPoint, JSON.parse(readFileSync(file, 'utf8')));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
