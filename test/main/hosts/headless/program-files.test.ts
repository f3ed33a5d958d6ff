import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { programFiles } from '../../../../main/hosts/headless/program-files.ts';

test('in the clone they lie beside the sources', () => {
  const { manifest, keychainChild, protos } = programFiles();
  assert.equal((JSON.parse(readFileSync(manifest, 'utf8')) as { name: string }).name, 'nim-glance');
  assert.ok(existsSync(keychainChild));
  assert.equal(protos, undefined);
});

// test/package/npm-package.test.ts finds them there.
test('in the npm package they lie beside the bundle', () => {
  const folder = join('/', 'x', 'dist', 'headless');
  assert.deepEqual(programFiles(folder, join(folder, 'main.js')), {
    manifest: join('/', 'x', 'package.json'),
    page: join('/', 'x', 'dist', 'renderer'),
    keychainChild: join(folder, 'keychain-child.js'),
    protos: join('/', 'x', 'dist', 'protos'),
  });
});
