import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { browserCommand, openBrowser } from '../../../../main/hosts/headless/open-browser.ts';

const CASES: readonly (readonly [NodeJS.Platform, Record<string, string>, string | undefined])[] = [
  ['linux', {}, undefined],
  ['linux', { DISPLAY: '' }, undefined],
  ['linux', { DISPLAY: ':0' }, 'xdg-open'],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open'],
  ['linux', { DISPLAY: 'localhost:10.0', SSH_CONNECTION: 'a' }, undefined],
  ['darwin', {}, 'open'],
  ['darwin', { SSH_CONNECTION: 'a' }, undefined],
  ['win32', {}, 'cmd'],
];

for (const [platform, environment, program] of CASES) {
  test(`${platform} with ${JSON.stringify(environment)}: ${program ?? 'nothing'}`, () => {
    assert.equal(browserCommand(platform, environment)?.[0], program);
  });
}

test('the address is handed over; a missing program is no error', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-browser-'));
  const path = process.env['PATH'] ?? '';
  t.after(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });
  const seen = join(folder, 'seen');
  process.env['PATH'] = folder;
  openBrowser('http://127.0.0.1:1/#lost', 'linux', { DISPLAY: ':0' });
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\necho "$1" > '${seen}'\n`);
  chmodSync(join(folder, 'xdg-open'), 0o755);
  openBrowser('http://127.0.0.1:1/#token', 'linux', { DISPLAY: ':0' });
  const read = (): string => {
    try {
      return readFileSync(seen, 'utf8');
    } catch {
      return '';
    }
  };
  while (read() === '') await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(read(), 'http://127.0.0.1:1/#token\n');
});
