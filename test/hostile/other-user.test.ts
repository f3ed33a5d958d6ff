// Another user of this computer: what a running monitor leaves on the disk, and the address that it hands to a browser
// in its arguments, where everybody can read it. Only root can be somebody else, and only Linux tells whose a connection is.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { eventually, end } from '../electron/programs.ts';

const cli = join(import.meta.dirname, '../../main/hosts/headless/main.ts');
const NOBODY = 65_534;
const run = promisify(execFile);
const skip = process.platform === 'linux' && process.getuid?.() === 0 ? false : 'needs root on Linux';

/** What that user's shell says to a command. */
async function asNobody(...words: readonly [string, ...string[]]): Promise<string> {
  const [command, ...args] = words;
  const { stdout } = await run(command, args, { uid: NOBODY, gid: NOBODY, cwd: '/' }).catch(
    (error: unknown) => error as { stdout: string },
  );
  return stdout;
}

test('another user reads nothing of it, and the address in its arguments lets him not in', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-users-'));
  // What is above the folder of the state keeps nobody out here.
  chmodSync(folder, 0o755);
  const state = join(folder, 'state');
  const told = join(folder, 'address');
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf %s "$1" > ${told}.new && mv ${told}.new ${told}\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, DISPLAY: ':0', HOME: folder };
  const args = ['run', 'http://127.0.0.1:9', '--state-dir', state, '--open', '--for', '1m'];
  const child = spawn(process.execPath, [cli, ...args], { env, stdio: 'ignore' });
  t.after(async () => {
    await end(child);
    rmSync(folder, { recursive: true });
  });
  await eventually('a browser is told the address', () => existsSync(told));
  await eventually('the attach point is told', () => existsSync(join(state, 'attach.json')));

  for (const name of readdirSync(state)) assert.equal(await asNobody('cat', join(state, name)), '', name);
  assert.equal(await asNobody('ls', state), '');
  assert.notEqual(await asNobody('cat', join(folder, 'xdg-open')), '', 'he reads what he may');

  const [url = '', token = ''] = readFileSync(told, 'utf8').split('/#');
  const ask = ['-s', '-o', '/dev/null', '-w', '%{http_code}', '-H', 'Content-Type: application/json'];
  const post = ['-d', JSON.stringify({ token }), `${url}/session`];
  assert.match(await asNobody('curl', ...ask, ...post), /^4\d\d$/);
  // It is good for its own user all the same.
  assert.equal((await run('curl', [...ask, ...post])).stdout, '200');
});
