import { extname, join, normalize, sep } from 'node:path';
import { PAGE_TYPES } from '../../app/page-policy.ts';

export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

/** The file in `folder` that a URL of ours names; null for another host, a type we do not ship, or a path that leaves the folder. */
export function pageFile(folder: string, url: string): PageFile | null {
  const name = pathOf(url);
  if (name === null) return null;
  const path = normalize(join(folder, name === '/' ? 'index.html' : name));
  const contentType = PAGE_TYPES[extname(path)];
  if (!path.startsWith(folder + sep) || contentType === undefined) return null;
  return { path, contentType };
}

function pathOf(url: string): string | null {
  try {
    const parsed = new URL(url);
    if (parsed.protocol !== 'app:' || parsed.host !== 'nim-glance') return null;
    const path = decodeURIComponent(parsed.pathname);
    return path.includes('\0') || path.includes('\\') ? null : path;
  } catch {
    return null; // Not a URL, or a percent sign that encodes nothing.
  }
}
