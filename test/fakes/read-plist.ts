import { spawnSync } from 'node:child_process';

/** A property list as JSON has it; undefined where there is no Python, which comes with a parser of them. */
export function readPlist(text: string): unknown {
  const script = 'import json, plistlib, sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))';
  const { error, status, stdout, stderr } = spawnSync('python3', ['-c', script], { input: text, encoding: 'utf8' });
  if (error !== undefined) return undefined;
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
