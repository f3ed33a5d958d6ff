import { readFileSync } from 'node:fs';
import { programFiles } from './program-files.ts';

/** The version that the manifest names, a `package.json`; `unknown` where that is not beside the program. */
export function programVersion(manifest = programFiles().manifest): string {
  try {
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}
