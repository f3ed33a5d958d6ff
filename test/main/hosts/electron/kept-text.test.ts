import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keptText } from '../../../../main/hosts/electron/kept-text.ts';

test('a text is kept for the next time, for this user alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-kept-'));
  const inner = join(folder, 'state');
  assert.equal(keptText(inner, 'a').read(), '');
  keptText(inner, 'a').write('one');
  keptText(inner, 'a').write('two');
  assert.equal(keptText(inner, 'a').read(), 'two');
  assert.equal(keptText(inner, 'b').read(), '');
  assert.equal(statSync(join(inner, 'a')).mode & 0o077, 0);
  rmSync(folder, { recursive: true });
});

test('where nothing can be written, nothing breaks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-kept-'));
  writeFileSync(join(folder, 'file'), '');
  const kept = keptText(join(folder, 'file'), 'a');
  kept.write('one');
  assert.equal(kept.read(), '');
  rmSync(folder, { recursive: true });
});
