import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { PAGE_TYPES } from '../../../app/page-policy.ts';

export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The files of the bundled screen by their URL's path, listed once: what is not in the list is not served, so no path can
 * lead out of the folder. Links are left out. Undefined where there is no bundle.
 */
export function pageFolder(folder: string): ReadonlyMap<string, PageFile> | undefined {
  const files = new Map<string, PageFile>();
  for (const entry of entriesOf(folder)) {
    const path = join(entry.parentPath, entry.name);
    const contentType = PAGE_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    files.set(`/${relative(folder, path).split(sep).join('/')}`, { path, contentType });
  }
  const index = files.get('/index.html');
  return index === undefined ? undefined : files.set('/', index);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch {
    return [];
  }
}
