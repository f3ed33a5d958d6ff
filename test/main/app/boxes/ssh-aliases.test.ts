import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { sshAliases } from '../../../../main/app/boxes/ssh-aliases.ts';

test('names of machines, also of included files; no patterns', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'ssh-'));
  t.after(() => rmSync(home, { recursive: true }));
  mkdirSync(join(home, '.ssh'));
  const write = (name: string, text: string) => writeFileSync(join(home, '.ssh', name), text);
  write(
    'config',
    '# Host no\nHost dgx dgx-?\n  HostName 10.0.0.5\nHOST = "spark 1"\nHost *\nInclude work ~/.ssh/more *.conf\n',
  );
  write('work', 'Host lab !bad\n\tUser me\nInclude work\n');
  write('more', 'host last\r\n');
  assert.deepEqual([...(await sshAliases(home))].sort(), ['dgx', 'lab', 'last', 'spark 1']);
});

test('without a file there are none', async () => {
  assert.equal((await sshAliases('/nowhere')).size, 0);
});
