import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTray } from '../../../../main/hosts/electron/tray.ts';
import { fakeElectron } from '../../../fakes/electron.ts';
import { fakeBox, fakeSnapshot } from '../../../fakes/snapshot.ts';

function makeTray(platform: NodeJS.Platform = 'linux') {
  const electron = fakeElectron();
  let nowMs = 0;
  const calls: string[] = [];
  const handle = createTray(electron.module, {
    iconFolder: '/icons',
    platform,
    monotonicMs: () => nowMs,
    onOpen: () => calls.push('open'),
    onForward: (on) => calls.push(`forward ${on}`),
    onQuit: () => calls.push('quit'),
  });
  const click = (label: string) => {
    const item = electron
      .tray()
      .menus.at(-1)
      ?.find((one) => one.label === label);
    (item?.click as (() => void) | undefined)?.();
  };
  return { electron, handle, calls, click, wait: (ms: number) => (nowMs += ms) };
}

test('there is one icon, and it follows the state', () => {
  const { electron, handle } = makeTray();
  assert.equal(electron.tray().image, '/icons/fine-dark-24.png');
  handle.update(fakeSnapshot(fakeBox('busy')));
  assert.equal(electron.tray().image, '/icons/busy-dark-24.png');
  handle.update(fakeSnapshot(fakeBox('down')));
  assert.equal(electron.tray().image, '/icons/down-dark-24.png');
  assert.equal(electron.count(), 1);
});

const images: readonly [NodeJS.Platform, string][] = [
  ['darwin', '/icons/fine-template-16.png'],
  ['win32', '/icons/fine-light-16.png'],
  ['linux', '/icons/fine-dark-24.png'],
];
for (const [platform, path] of images) {
  test(`the icon on ${platform}`, () => {
    assert.equal(makeTray(platform).electron.tray().image, path);
  });
}

test('a tooltip is set when it changed, and at most every 10 s', () => {
  const { electron, handle, wait } = makeTray();
  const say = (sentence: string) => {
    handle.update(fakeSnapshot(fakeBox('fine', 'on', sentence)));
  };
  say('One.');
  say('Two.');
  wait(9_999);
  say('Two.');
  assert.deepEqual(electron.tray().tooltips, ['spark-01: One.']);
  wait(1);
  say('Three.');
  wait(60_000);
  say('Three.');
  assert.deepEqual(electron.tray().tooltips, ['spark-01: One.', 'spark-01: Three.']);
});

test('the menu calls what it says, and is set again after the checkbox was clicked', () => {
  const { electron, handle, calls, click } = makeTray();
  handle.update(fakeSnapshot(fakeBox('fine', 'on')));
  const before = electron.tray().menus.length;
  click('Forward to Dynatrace');
  assert.equal(electron.tray().menus.length, before + 1);
  assert.equal(electron.tray().menus.at(-1)?.[1]?.checked, true);
  handle.update(fakeSnapshot(fakeBox('fine', 'off')));
  assert.equal(electron.tray().menus.at(-1)?.[1]?.checked, false);
  click('Open');
  click('Quit');
  electron.tray().click();
  assert.deepEqual(calls, ['forward false', 'open', 'quit', 'open']);
});

test('the menu is left alone while nothing in it changed', () => {
  const { electron, handle } = makeTray();
  handle.update(fakeSnapshot(fakeBox('fine', 'off')));
  handle.update(fakeSnapshot(fakeBox('busy', 'off')));
  assert.equal(electron.tray().menus.length, 1);
});
