import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version in `package.json`, or `unknown` where that is not beside the program. */
export function programVersion(folder = join(import.meta.dirname, '../../..')): string {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : 'unknown';
  } catch {
    return 'unknown';
  }
}
