import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Neither this machine's settings of git nor those of a git that runs this test; no CI unless a test says so. */
const cleanEnvironment = (folder: string): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(([name]) => name !== 'CI' && !name.startsWith('GIT_'));
  return { ...Object.fromEntries(inherited), HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
};

interface Folder {
  readonly path: string;
  readonly git: (...args: readonly string[]) => {
    readonly status: number | null;
    readonly stdout: string;
    readonly stderr: string;
  };
  /** Installs the hook as set-up does and tells what git then takes for its folder of hooks. */
  readonly install: (environment?: NodeJS.ProcessEnv) => string;
}

function within(body: (folder: Folder) => void): () => void {
  return () => {
    const path = mkdtempSync(join(tmpdir(), 'nim-glance-hook-'));
    const run = (command: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
      spawnSync(command, args, { cwd: path, env: { ...cleanEnvironment(path), ...environment }, encoding: 'utf8' });
    const git = (...args: readonly string[]) => run('git', args);
    const install = (environment?: NodeJS.ProcessEnv) => {
      const url = JSON.stringify(new URL(`file://${root}/build/install-hook.mjs`).href);
      const text = `import { installHook } from ${url}; installHook(${JSON.stringify(path)});`;
      const ended = run(process.execPath, ['--input-type=module', '--eval', text], environment);
      assert.deepEqual([ended.status, ended.stdout, ended.stderr], [0, '', '']);
      return git('config', '--get', 'core.hooksPath').stdout.trim();
    };
    try {
      body({ path, git, install });
    } finally {
      rmSync(path, { recursive: true, force: true });
    }
  };
}

test(
  'sets our folder of hooks in a clone',
  within(({ git, install }) => {
    git('init', '--quiet');
    assert.equal(install(), 'build/hooks');
    assert.equal(install(), 'build/hooks');
  }),
);

test(
  'leaves alone: CI, a folder without .git, hooks of somebody’s own',
  within(({ path, git, install }) => {
    assert.equal(install(), '');
    git('init', '--quiet');
    assert.equal(install({ CI: 'true' }), '');
    mkdirSync(join(path, '.git/hooks'), { recursive: true });
    writeFileSync(join(path, '.git/hooks/pre-commit'), '');
    assert.equal(install(), '');
    rmSync(join(path, '.git/hooks/pre-commit'));
    git('config', 'core.hooksPath', 'my-hooks');
    assert.equal(install(), 'my-hooks');
  }),
);

test(
  'a commit is refused for the form or the style of a staged file, and for nothing else',
  within(({ path, git, install }) => {
    git('init', '--quiet');
    for (const name of ['user.name', 'user.email']) git('config', name, 'somebody');
    const needed = [
      'build/hooks',
      'build/lint-staged.json',
      'build/eslint.config.js',
      'package.json',
      '.prettierrc.json',
    ];
    for (const name of needed) cpSync(join(root, name), join(path, name), { recursive: true });
    install();
    const commit = (name: string, text: string) => {
      writeFileSync(join(path, name), text);
      git('add', name);
      const { status, stderr } = git('commit', '--quiet', '--message', name);
      git('reset', '--quiet', name);
      return { status, stderr };
    };
    const unchecked = commit('a.json', '{"a":   1}');
    assert.equal(unchecked.status, 0, unchecked.stderr);
    assert.match(unchecked.stderr, /Not checked before the commit/);
    symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
    writeFileSync(join(path, 'not-staged.json'), '{"a":   1}');
    const good = commit('b.json', '{ "a": 1 }\n');
    assert.equal(good.status, 0, good.stderr);
    const form = commit('c.json', '{"a":   1}');
    assert.deepEqual([form.status, /c\.json/.test(form.stderr)], [1, true], form.stderr);
    const style = commit('build/d.mjs', 'var a = 1;\nexport { a };\n');
    assert.deepEqual([style.status, /no-var/.test(style.stderr)], [1, true], style.stderr);
  }),
);
