// The deb: packed from the program's folder and unpacked again, but not installed: that would change this computer.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { copyPackage } from './package-copy.ts';

const root = join(import.meta.dirname, '../..');
const folder = process.env['NIM_GLANCE_PACKAGE'] ?? '';
const program = 'opt/NIM Glance/nim-glance';

function whyNot(): string | false {
  if (folder === '') return process.env['NIM_GLANCE_NO_PACKAGE'] ?? 'needs `npm run test:package`';
  return spawnSync('dpkg-deb', ['--version']).status === 0 ? false : 'no dpkg-deb';
}
const skip = whyNot();

let scratch = '';
let deb = '';
let unpacked = '';

before(() => {
  if (skip !== false) return;
  scratch = mkdtempSync(join(tmpdir(), 'nim-glance-deb-'));
  const copy = copyPackage(folder);
  try {
    const from = ['--prepackaged', copy.folder, '--config', join(root, 'dist/electron-builder.json')];
    const to = [`-c.directories.output=${scratch}`, '--publish', 'never'];
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/electron-builder/cli.js'), '--linux', 'deb', ...from, ...to],
      {
        ...{ cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
        env: { ...process.env, CUSTOM_FPM_PATH: join(root, 'build/packaging/fpm-over-dpkg.mjs') },
      },
    );
  } finally {
    copy.remove();
  }
  deb = join(scratch, readdirSync(scratch).find((name) => name.endsWith('.deb')) ?? '');
  unpacked = join(scratch, 'unpacked');
  execFileSync('dpkg-deb', ['--extract', deb, unpacked]);
});

after(() => {
  if (scratch !== '') rmSync(scratch, { recursive: true });
});

test(
  'its desktop entry starts the program from a path with a blank, and is as the standard wants it',
  { skip },
  (t) => {
    const file = join(unpacked, 'usr/share/applications/nim-glance.desktop');
    assert.match(readFileSync(file, 'utf8'), /^Exec="\/opt\/NIM Glance\/nim-glance" %U$/m);
    assert.ok(existsSync(join(unpacked, program)));
    validate(file, t);
  },
);

function validate(file: string, t: TestContext): void {
  const { error, stdout } = spawnSync('desktop-file-validate', [file], { encoding: 'utf8' });
  if (error === undefined) assert.equal(stdout, '');
  else t.diagnostic('no desktop-file-validate');
}

test('its icons are where desktops look for them', { skip }, () => {
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
    assert.ok(existsSync(join(unpacked, `usr/share/icons/hicolor/${size}x${size}/apps/nim-glance.png`)), `${size}`);
});

test('what its installation lays down beside its files, its removal takes away', { skip }, () => {
  const [install, remove] = ['postinst', 'postrm'].map((name) =>
    execFileSync('dpkg-deb', ['--info', deb, name], { encoding: 'utf8' }),
  );
  for (const [laid, taken] of [
    [/update-alternatives --install '\/usr\/bin\/nim-glance'/, /update-alternatives --remove 'nim-glance'/],
    [/\/etc\/apparmor\.d\/nim-glance/, /rm -f "\$APPARMOR_PROFILE_DEST"/],
  ] as const) {
    assert.match(install ?? '', laid);
    assert.match(remove ?? '', taken);
  }
});

test('nobody but root may change a file of it, and everybody may read them', { skip }, () => {
  const files = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' }).trim().split('\n');
  assert.deepEqual(
    files.filter((line) => !/^(-r[w-][x-]r-[x-]r-[x-]|drwxr-xr-x) root\/root /.test(line)),
    [],
  );
});

test('it depends on the packages of all libraries that its binaries are linked to', { skip }, () => {
  const depends = execFileSync('dpkg-deb', ['--field', deb, 'Depends'], { encoding: 'utf8' });
  const wanted = withAllTheyNeed(namesIn(depends));
  const keytar = join(folder, 'resources/app.asar.unpacked/node_modules/keytar/build/Release/keytar.node');
  const libraries = [join(folder, 'nim-glance'), keytar].flatMap(librariesOf);
  const owners = ownersOf(libraries);
  const missing = [...owners].filter(([, owner]) => !wanted.has(owner));
  assert.ok(owners.size > 20, `only ${owners.size} libraries`);
  assert.deepEqual(missing, []);
});

/** Where the libraries lie that a binary needs, and those that they need. */
function librariesOf(binary: string): readonly string[] {
  const lines = execFileSync('ldd', [binary], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => / => (\/\S+)/.exec(line)?.[1] ?? []).filter((path) => !path.startsWith(folder));
}

/** By the path of a library: the package that it came with, here. */
function ownersOf(libraries: readonly string[]): ReadonlyMap<string, string> {
  // dpkg knows a file by the path that its package named, before /lib became a link to /usr/lib.
  const paths = libraries.flatMap((one) => [one, one.replace(/^\/usr(?=\/lib)/, ''), `/usr${one}`]);
  const { stdout } = spawnSync('dpkg-query', ['--search', ...new Set(paths)], { encoding: 'utf8' });
  const lines = stdout.split('\n').flatMap((line) => {
    const [, owner = '', path = ''] = /^([^:,]+)(?::\S+)?: (\/.*)$/.exec(line) ?? [];
    return owner === '' ? [] : [[path, owner] as const];
  });
  return new Map(lines);
}

/** Packages that are installed here, each with what it depends on; by the names that it stands for, too. */
function withAllTheyNeed(names: readonly string[]): ReadonlySet<string> {
  const format = '--showformat=${Package}\\t${Provides}\\t${Pre-Depends}, ${Depends}\\n';
  const needs = new Map<string, readonly string[]>();
  for (const line of execFileSync('dpkg-query', ['--show', format], { encoding: 'utf8' }).split('\n')) {
    const [name = '', provides = '', depends = ''] = line.split('\t');
    for (const one of [name, ...namesIn(provides)]) needs.set(one, [name, ...namesIn(depends)]);
  }
  const found = new Set(names);
  for (const name of found) for (const other of needs.get(name) ?? []) found.add(other);
  return found;
}

/** Of `libnss3, libasound2t64 | libasound2 (>= 1.0)`: all three. */
function namesIn(relations: string): readonly string[] {
  return relations.split(/[,|]/).flatMap((one) => /^\s*([a-z0-9][a-z0-9.+-]+)/.exec(one)?.[1] ?? []);
}
