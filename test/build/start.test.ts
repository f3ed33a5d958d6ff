import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeClone, workingNpm, type FakeClone } from './fake-clone.ts';

const echo = "console.log('headless ' + process.argv.slice(2).join(' '));";
const withDisplay = { DISPLAY: ':99' };

async function inClone(body: (clone: FakeClone) => Promise<void>): Promise<void> {
  const clone = fakeClone(workingNpm, echo);
  try {
    await body(clone);
  } finally {
    clone.remove();
  }
}

/** Lays an Electron down that says how it was called, and a bundler that says that it was. */
function addElectron(clone: FakeClone): string {
  const folder = join(clone.path, 'electron');
  mkdirSync(folder);
  writeFileSync(join(folder, 'electron'), '#!/bin/sh\necho "electron $*"\n');
  chmodSync(join(folder, 'electron'), 0o755);
  addBundler(clone);
  return folder;
}

function addBundler(clone: FakeClone): void {
  writeFileSync(join(clone.path, 'build/bundle.mjs'), "console.log('bundled');");
}

test('without a display the demo starts in the terminal, with one line why', () =>
  inClone(async (clone) => {
    const { code, stdout, stderr } = await clone.run(['build/start.mjs']);
    assert.deepEqual([code, stdout], [0, 'headless demo\n']);
    assert.match(stderr, /No display/);
    assert.doesNotMatch(stderr, /downloading/);
  }));

test('arguments without a display: the headless host runs with them', () =>
  inClone(async (clone) => {
    const { stdout } = await clone.run(['build/start.mjs', 'http://dgx:8000', '--forward', 'http://127.0.0.1:4318']);
    assert.equal(stdout, 'headless run http://dgx:8000 --forward http://127.0.0.1:4318\n');
  }));

test('with a display and no way to get Electron: in the browser, and the reason', () =>
  inClone(async (clone) => {
    addBundler(clone);
    const { code, stdout, stderr } = await clone.run(['build/start.mjs'], withDisplay);
    assert.deepEqual([code, stdout], [0, 'headless demo --open\n']);
    assert.match(stderr, /Electron could not be downloaded \(.+\)/);
  }));

test('a named folder without Electron: in the browser, and no download; arguments go along', () =>
  inClone(async (clone) => {
    addBundler(clone);
    const { stdout, stderr } = await clone.run(['build/start.mjs', 'http://dgx:8000'], {
      ...withDisplay,
      ELECTRON_OVERRIDE_DIST_PATH: join(clone.path, 'gone'),
    });
    assert.equal(stdout, 'headless run http://dgx:8000 --open\n');
    assert.match(stderr, /bundled[\s\S]*ELECTRON_OVERRIDE_DIST_PATH/);
  }));

test('display and Electron: bundles, then starts the demo there; as root without the sandbox', () =>
  inClone(async (clone) => {
    const folder = addElectron(clone);
    const { stdout, stderr } = await clone.run(['build/start.mjs'], {
      ...withDisplay,
      ELECTRON_OVERRIDE_DIST_PATH: folder,
    });
    const sandbox = process.getuid?.() === 0 ? '--no-sandbox ' : '';
    assert.equal(stdout, `electron ${sandbox}${clone.path} --demo\n`);
    assert.match(stderr, /Bundling[\s\S]*bundled/);
  }));

test('Electron gets the arguments as they are', () =>
  inClone(async (clone) => {
    const environment = { ...withDisplay, ELECTRON_OVERRIDE_DIST_PATH: addElectron(clone) };
    const { stdout } = await clone.run(['build/start.mjs', 'http://dgx:8000'], environment);
    assert.match(stdout, /http:\/\/dgx:8000\n$/);
  }));
