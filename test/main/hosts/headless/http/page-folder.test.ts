import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { pageFolder } from '../../../../../main/hosts/headless/http/page-folder.ts';

function folder(context: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'nim-glance-page-'));
  context.after(() => {
    rmSync(path, { recursive: true });
  });
  return path;
}

test('lists the files of a bundle by their URL, also below folders, and no others', (t) => {
  const path = folder(t);
  mkdirSync(join(path, 'assets'));
  for (const name of ['index.html', 'assets/a.js', 'assets/a.js.map', '.env', 'token'])
    writeFileSync(join(path, name), '');
  writeFileSync(join(folder(t), 'secret.html'), '');
  symlinkSync('/etc/hostname', join(path, 'link.html'));
  const files = pageFolder(path);
  assert.deepEqual([...(files?.keys() ?? [])].sort(), ['/', '/assets/a.js', '/index.html']);
  assert.deepEqual(files?.get('/'), { path: join(path, 'index.html'), contentType: 'text/html; charset=utf-8' });
  assert.equal(files.get('/assets/a.js')?.contentType, 'text/javascript; charset=utf-8');
});

test('undefined where nothing was bundled', (t) => {
  const path = folder(t);
  assert.equal(pageFolder(path), undefined);
  assert.equal(pageFolder(join(path, 'missing')), undefined);
});
