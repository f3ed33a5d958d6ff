import { readFileSync } from 'node:fs';

export interface ArchivedFile {
  readonly path: string;
  /** It lies beside the archive, in a folder of its own. */
  readonly unpacked: boolean;
  /** Undefined for one that is unpacked. */
  readonly bytes: Buffer | undefined;
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly offset?: string;
  readonly size?: number;
  readonly unpacked?: boolean;
}

const HEADER_SIZE_AT = 4;
const JSON_SIZE_AT = 12;
const JSON_AT = 16;

/** The files in Electron's archive, read without Electron's own reader. Source: @electron/asar, README, "Format". */
export function readArchive(path: string): readonly ArchivedFile[] {
  const archive = readFileSync(path);
  const contentAt = 8 + archive.readUInt32LE(HEADER_SIZE_AT);
  const header = JSON.parse(archive.toString('utf8', JSON_AT, JSON_AT + archive.readUInt32LE(JSON_SIZE_AT))) as Entry;
  return [...filesIn(header, '')].map(([name, { offset, size = 0, unpacked = false }]) => {
    const at = contentAt + Number(offset);
    return { path: name, unpacked, bytes: unpacked ? undefined : archive.subarray(at, at + size) };
  });
}

function* filesIn({ files = {} }: Entry, folder: string): Generator<readonly [string, Entry]> {
  for (const [name, entry] of Object.entries(files)) {
    const path = `${folder}/${name}`;
    if (entry.files === undefined) yield [path, entry];
    else yield* filesIn(entry, path);
  }
}
