import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { keepPort, keptPort } from '../../../../main/app/attach/kept-port.ts';

test('a port is kept, and whatever else stands there is none', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-port-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  assert.equal(keptPort(folder), 0);
  keepPort(folder, 4242);
  assert.equal(keptPort(folder), 4242);
  for (const text of ['', 'x', '-1', '65536', '1e3']) {
    writeFileSync(join(folder, 'port'), text);
    assert.equal(keptPort(folder), 0, text);
  }
});
