import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { programVersion } from '../../../../main/hosts/headless/program-version.ts';
import { temporaryFolder } from '../../../fakes/stored-ledger.ts';

test('the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../../package.json'), 'utf8')) as {
    version: string;
  };
  assert.equal(programVersion(), version);
});

test('where there is none, that is said', (t) => {
  const manifest = join(temporaryFolder(t), 'package.json');
  assert.equal(programVersion(manifest), 'unknown');
  writeFileSync(manifest, '{"version":1}');
  assert.equal(programVersion(manifest), 'unknown');
});
