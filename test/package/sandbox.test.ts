// Chromium's sandbox around the page, as the kernel tells it. It is not for root, so the program is started as nobody.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../electron/programs.ts';
import { copyPackage } from './package-copy.ts';
import { mainProcessOf, processesOf, startPackaged } from './packaged-app.ts';

const folder = process.env['NIM_GLANCE_PACKAGE'] ?? '';
const NOBODY = 65_534;

/** Why it cannot be seen here; false where it can. */
function whyNot(): string | false {
  if (folder === '') return process.env['NIM_GLANCE_NO_PACKAGE'] ?? 'needs `npm run test:package`';
  if (process.getuid?.() !== 0) return 'needs root, to be somebody else';
  const { status, stderr } = spawnSync('unshare', ['--user', 'true'], { uid: NOBODY, gid: NOBODY, encoding: 'utf8' });
  return status === 0 ? false : `nobody gets no user namespace here: ${stderr.trim()}`;
}

test('each page runs in a sandbox of the kernel, without which it would not run', { skip: whyNot() }, async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'nim-glance-nobody-'));
  t.after(() => rmSync(home, { recursive: true }));
  chownSync(home, NOBODY, NOBODY);
  const authority = join(home, 'xauthority');
  cpSync(process.env['XAUTHORITY'] ?? '', authority);
  chownSync(authority, NOBODY, NOBODY);
  // Whoever may not look into the clone may look into this one.
  const copy = copyPackage(folder);
  t.after(() => {
    copy.remove();
  });
  chmodSync(dirname(copy.folder), 0o755);
  const environment = {
    HOME: home,
    XAUTHORITY: authority,
    XDG_RUNTIME_DIR: home,
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/none',
  };
  const app = await startPackaged(copy.folder, ['--hidden', '--demo'], environment, { uid: NOBODY, home });
  t.after(() => app.close());
  await eventually('the page shows a box of the demo', async () => {
    const name = await app.evaluate('nimGlance.snapshot().then(({ boxes }) => boxes[0].name)');
    return String(await app.evaluate('document.body.textContent')).includes(String(name));
  });
  const main = String(mainProcessOf(copy.folder));
  const pages = processesOf(copy.folder).filter((id) => commandLineOf(id).includes('--type=renderer'));
  assert.ok(pages.length > 0);
  for (const id of pages) {
    // Source: Linux, Documentation/filesystems/proc.rst; 2: a filter stands before each call of the system.
    assert.equal(statusOf(id, 'Seccomp'), '2');
    assert.equal(statusOf(id, 'NoNewPrivs'), '1');
    assert.equal(statusOf(id, 'CapEff'), '0000000000000000');
    assert.equal(existsSync(`/proc/${id}/root/etc`), false, 'it sees no files');
    for (const kind of ['user', 'pid', 'net']) assert.notEqual(namespace(id, kind), namespace(main, kind), kind);
  }
  assert.equal(statusOf(main, 'Seccomp'), '0');
});

function commandLineOf(id: string): string {
  return readFileSync(`/proc/${id}/cmdline`, 'utf8');
}

function statusOf(id: string, name: string): string | undefined {
  return new RegExp(`^${name}:\\s*(\\S+)$`, 'm').exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
}

function namespace(id: string, kind: string): string {
  return readlinkSync(`/proc/${id}/ns/${kind}`);
}
