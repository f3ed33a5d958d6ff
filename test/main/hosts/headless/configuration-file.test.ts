import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { readConfigurationFile } from '../../../../main/hosts/headless/configuration-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'nim-glance-file-'));
test.after(() => rmSync(folder, { recursive: true }));

test('a file is read; its errors are lines that name the file', async () => {
  const file = join(folder, 'a.yaml');
  writeFileSync(file, 'scrape_configs:\n  - job_name: nim\n    static_configs: [{ targets: ["dgx:8000"] }]\n');
  const good = await readConfigurationFile(file);
  assert.equal(good.ok && good.configuration.targets[0]?.address.host, 'dgx');
  writeFileSync(file, 'scrape_configs:\n  - job_nam: nim\n');
  const bad = await readConfigurationFile(file);
  assert.match(bad.ok ? '' : (bad.errors[0] ?? ''), /a\.yaml:2:5: .*job_name/);
});

test('a file that is not there, and a folder, are errors in words', async () => {
  const missing = join(folder, 'none.yaml');
  assert.deepEqual(await readConfigurationFile(missing), {
    ok: false,
    errors: [`${missing}: there is no such file`],
  });
  assert.deepEqual(await readConfigurationFile(folder), { ok: false, errors: [`${folder}: it is a folder`] });
});
