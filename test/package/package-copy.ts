import { cpSync, mkdtempSync, linkSync, readdirSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A copy of a packaged program, to be changed. */
export interface PackageCopy {
  /** Has a blank in its path, as /opt/NIM Glance has. */
  readonly folder: string;
  write(name: string, content: string | Buffer): void;
  remove(): void;
}

/** Large files are shared with the package as links: what is changed must be written anew. */
export function copyPackage(folder: string): PackageCopy {
  const scratch = mkdtempSync(join(tmpdir(), 'nim-glance-copy-'));
  const copy = join(scratch, 'NIM Glance');
  linkAll(folder, copy);
  return {
    folder: copy,
    write: (name, content) => {
      rmSync(join(copy, name), { force: true });
      writeFileSync(join(copy, name), content);
    },
    remove: () => rmSync(scratch, { recursive: true }),
  };
}

function linkAll(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else link(source, target);
  }
}

function link(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target); // On another disk.
  }
}
