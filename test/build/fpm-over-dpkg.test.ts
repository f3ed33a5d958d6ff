import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const script = join(import.meta.dirname, '../../build/packaging/fpm-over-dpkg.mjs');
const dpkg = spawnSync('dpkg-deb', ['--version']).status === 0;

function dpkgDeb(...args: readonly string[]): string {
  return spawnSync('dpkg-deb', args, { encoding: 'utf8' }).stdout;
}

test('packs a deb with what electron-builder asks for', { skip: dpkg ? false : 'no dpkg-deb' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-fpm-'));
  try {
    const [from, post, deb] = [join(folder, 'program'), join(folder, 'post'), join(folder, 'out.deb')];
    mkdirSync(from);
    writeFileSync(join(from, 'a=b.txt'), 'x'.repeat(3_000));
    writeFileSync(post, '#!/bin/sh\nexit 0\n');
    const scripts = ['--after-install', post, '--after-remove', post];
    const about = [
      '--name',
      'n',
      '--version',
      '1.2.3',
      '--maintainer',
      'M <m@x.invalid>',
      '--vendor',
      'M',
      '--url',
      'u',
    ];
    const more = [
      '--description',
      'short\n   long',
      '--deb-priority',
      'optional',
      '--license',
      'L',
      '--category',
      'utils',
    ];
    const needs = ['-d', 'libsecret-1-0', '-d', 'libgtk-3-0', '--deb-recommends', 'gnome-keyring'];
    const how = [
      '-s',
      'dir',
      '--force',
      '-t',
      'deb',
      '--deb-compression',
      'xz',
      '--architecture',
      'amd64',
      '--package',
      deb,
    ];
    const all = [script, ...how, ...needs, ...scripts, ...about, ...more, `${from}/=/opt/Two Words`];
    const { status, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    const fields = ['Package', 'Version', 'Depends', 'Recommends', 'Description'].map((name) =>
      dpkgDeb('-f', deb, name),
    );
    assert.deepEqual(
      fields.map((field) => field.trim()),
      ['n', '1.2.3', 'libsecret-1-0, libgtk-3-0', 'gnome-keyring', 'short\n long'],
    );
    assert.match(dpkgDeb('-c', deb), /root\/root +3000 .* \.\/opt\/Two Words\/a=b\.txt/);
    assert.match(dpkgDeb('-I', deb), /\* +postinst[\s\S]*\* +postrm/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('what it does not know it refuses', () => {
  for (const args of [
    ['-s', 'dir', '-t', 'rpm'],
    ['-s', 'dir', '-t', 'deb', '--rpm-os', 'linux'],
  ])
    assert.notEqual(spawnSync(process.execPath, [script, ...args], { stdio: 'ignore' }).status, 0);
});
