import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';

/** How deep one file may include others, as in OpenSSH. */
const DEEPEST = 16;

/** The names that a user's `~/.ssh/config` gives to machines; without patterns, and without what it cannot read. */
export async function sshAliases(home: string): Promise<ReadonlySet<string>> {
  const folder = join(home, '.ssh');
  return new Set(await aliasesIn(join(folder, 'config'), folder, DEEPEST));
}

async function aliasesIn(file: string, folder: string, depth: number): Promise<readonly string[]> {
  if (depth === 0) return [];
  const names: string[] = [];
  for (const [keyword, values] of directives(await textOf(file))) {
    if (keyword === 'host') names.push(...values.filter((value) => !/[*?!]/.test(value)));
    if (keyword !== 'include') continue;
    // Patterns of files are left to ssh itself.
    for (const path of values.filter((value) => !/[*?]/.test(value))) {
      const whole = path.startsWith('~/') ? join(folder, '..', path.slice(2)) : path;
      names.push(...(await aliasesIn(isAbsolute(whole) ? whole : join(folder, whole), folder, depth - 1)));
    }
  }
  return names;
}

/** `Keyword value value`, also as `Keyword=value`; keywords know no case, values may be quoted. Source: ssh_config(5). */
function directives(text: string): readonly (readonly [keyword: string, values: readonly string[]])[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*([a-z]+)(?:\s*=\s*|\s+)(.*)$/i.exec(line);
    if (match === null) return [];
    const values = [...(match[2] ?? '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
    return [[(match[1] ?? '').toLowerCase(), values] as const];
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    // Most users have none, which is no trouble.
    return '';
  }
}
