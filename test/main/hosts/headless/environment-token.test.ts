import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { environmentToken } from '../../../../main/hosts/headless/environment-token.ts';

test('reads real files, and knows who may read them', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-token-'));
  context.after(() => {
    rmSync(folder, { recursive: true });
  });
  const path = join(folder, 'token');
  writeFileSync(path, 'abc\n', { mode: 0o600 });
  const source = `DT_API_TOKEN_FILE (${path})`;
  assert.deepEqual(await environmentToken({ DT_API_TOKEN_FILE: path }), { kind: 'present', secret: 'abc', source });
  const open = join(folder, 'open');
  writeFileSync(open, 'abc\n', { mode: 0o644 });
  const token = await environmentToken({ DT_API_TOKEN_FILE: open });
  assert.equal(token.kind, process.platform === 'win32' ? 'present' : 'refused');
  assert.deepEqual(await environmentToken({}), { kind: 'unset' });
});
