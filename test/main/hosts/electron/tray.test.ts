import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MenuAction } from '../../../../main/hosts/electron/tray-menu.ts';
import type { UpdateEntry } from '../../../../main/hosts/electron/update-entry.ts';
import { createTray } from '../../../../main/hosts/electron/tray.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { fakeElectron } from '../../../fakes/electron.ts';
import { fakeBox, fakeSnapshot, tile } from '../../../fakes/snapshot.ts';

function makeTray(platform: NodeJS.Platform = 'linux') {
  const electron = fakeElectron();
  const clock = new FakeClock(0);
  const actions: MenuAction[] = [];
  const facts: { update: UpdateEntry | undefined } = { update: undefined };
  let clicks = 0;
  const handle = createTray(electron.module, {
    ...{ iconFolder: '/icons', platform, title: 'kv-cache' },
    ground: { panel: 'auto', desktop: '' },
    clock,
    scaleFactor: () => 1,
    menuFacts: () => ({ startsAtLogin: false, update: facts.update }),
    onClick: () => (clicks += 1),
    onAction: (action) => actions.push(action),
  });
  const item = (label: string) =>
    electron
      .tray()
      .menus.at(-1)
      ?.find((one) => one.label === label);
  const click = (label: string) => {
    (item(label)?.click as (() => void) | undefined)?.();
  };
  return {
    electron,
    handle,
    facts,
    actions,
    clicks: () => clicks,
    item,
    click,
    wait: (ms: number) => clock.advance(ms),
  };
}

test('there is one icon, and it follows the state and the KV cache', () => {
  const { electron, handle } = makeTray();
  assert.equal(electron.tray().image, '/icons/loading-dark-22.png');
  handle.update(fakeSnapshot(fakeBox('fine')));
  assert.equal(electron.tray().image, '/icons/fine3-dark-22.png');
  handle.update(fakeSnapshot({ ...fakeBox('busy'), kvCache: tile(0.95) }));
  assert.equal(electron.tray().image, '/icons/busy6-dark-22.png');
  handle.update(fakeSnapshot(fakeBox('down')));
  assert.equal(electron.tray().image, '/icons/down-dark-22.png');
  assert.equal(electron.count(), 1);
});

test('a tooltip is set when it changed, and at most every 10 s; the last one always', async () => {
  const { electron, handle, wait } = makeTray();
  const say = (sentence: string) => {
    handle.update(fakeSnapshot(fakeBox('fine', 'on', sentence)));
  };
  say('One.');
  say('Two.');
  say('Three.');
  await wait(9_999);
  assert.deepEqual(electron.tray().tooltips, ['spark-01: One.']);
  // A monitor that is paused, or away, tells nothing more.
  await wait(1);
  assert.deepEqual(electron.tray().tooltips, ['spark-01: One.', 'spark-01: Three.']);
  await wait(60_000);
  say('Three.');
  say('Four.');
  say('Five.');
  handle.destroy();
  await wait(60_000);
  assert.deepEqual(electron.tray().tooltips.slice(2), ['spark-01: Four.']);
});

test('a tooltip follows the shape of the icon at once', () => {
  const { electron, handle } = makeTray();
  handle.update(fakeSnapshot(fakeBox('fine', 'on', 'One.')));
  handle.update(fakeSnapshot(fakeBox('down', 'on', 'Two.')));
  handle.update(fakeSnapshot(fakeBox('down', 'on', 'Three.')));
  assert.deepEqual(electron.tray().tooltips, ['spark-01: One.', 'spark-01: Two.']);
});

test('the menu does what it says, and is set again after a tick was clicked', () => {
  const { electron, handle, actions, click, item } = makeTray();
  handle.update(fakeSnapshot(fakeBox('fine', 'on')));
  const before = electron.tray().menus.length;
  click('Forward to Dynatrace');
  assert.equal(electron.tray().menus.length, before + 1);
  assert.equal(item('Forward to Dynatrace')?.checked, true);
  handle.update(fakeSnapshot(fakeBox('fine', 'off')));
  assert.equal(item('Forward to Dynatrace')?.checked, false);
  click('Quit');
  assert.deepEqual(actions, [{ kind: 'forward', argument: { box: 'spark-01', on: false } }, { kind: 'quit' }]);
});

test('a list that is empty cannot be opened, one that is not has its entries', () => {
  const { handle, item } = makeTray();
  handle.update(fakeSnapshot({ ...fakeBox('loading'), wishable: ['ready'] }));
  assert.equal(item('Snooze')?.enabled, false);
  assert.equal((item('Tell me when')?.submenu as unknown[]).length, 1);
});

test('the menu is left alone while nothing in it changed', () => {
  const { electron, handle } = makeTray();
  handle.update(fakeSnapshot(fakeBox('fine', 'off')));
  const before = electron.tray().menus.length;
  handle.update(fakeSnapshot({ ...fakeBox('fine', 'off', 'Another sentence.'), kvCache: tile(0.9) }));
  assert.equal(electron.tray().menus.length, before);
});

test('on Linux a menu stands for a while, because it may be open; after a click it follows at once', async () => {
  const { electron, handle, item, click, wait } = makeTray();
  const words = () => electron.tray().menus.at(-1)?.[2]?.label;
  handle.update(fakeSnapshot(fakeBox('fine')));
  handle.update(fakeSnapshot(fakeBox('busy')));
  handle.update(fakeSnapshot(fakeBox('down')));
  assert.equal(words(), 'spark-01: Fine');
  await wait(4_999);
  assert.equal(words(), 'spark-01: Fine');
  await wait(1);
  assert.equal(words(), 'spark-01: Down');
  handle.update(fakeSnapshot(fakeBox('busy')));
  click('Pause');
  handle.update(fakeSnapshot(fakeBox('paused')));
  assert.ok(item('Resume'));
  handle.update(fakeSnapshot(fakeBox('fine')));
  const before = electron.tray().menus.length;
  handle.destroy();
  await wait(60_000);
  assert.equal(electron.tray().menus.length, before);
});

test('elsewhere it follows at once', () => {
  const { electron, handle } = makeTray('win32');
  handle.update(fakeSnapshot(fakeBox('fine')));
  handle.update(fakeSnapshot(fakeBox('busy')));
  assert.equal(electron.tray().menus.at(-1)?.[2]?.label, 'spark-01: Busy');
});

test('a click on the icon is told', () => {
  const { electron, clicks } = makeTray();
  electron.tray().listeners.get('click')?.();
  assert.equal(clicks(), 1);
});

test('on macOS the menu comes by the other button, and a number stands beside the icon', () => {
  const { electron, handle } = makeTray('darwin');
  handle.update(fakeSnapshot({ ...fakeBox('fine'), kvCache: tile(0.87) }));
  assert.equal(electron.tray().image, '/icons/fine6-template-16.png');
  assert.equal(electron.tray().title, '87 %');
  assert.deepEqual(electron.tray().menus, []);
  electron.tray().listeners.get('right-click')?.();
  assert.equal(electron.tray().poppedUp, 1);
});

test('elsewhere nothing stands beside the icon', () => {
  const { electron, handle } = makeTray();
  handle.update(fakeSnapshot(fakeBox('fine')));
  assert.equal(electron.tray().title, '');
});

test('what is known of a newer version is shown without a snapshot', async () => {
  const { handle, facts, item, wait } = makeTray();
  facts.update = { label: 'Download version 2.0.0', step: 'download' };
  handle.factsChanged();
  await wait(60_000);
  assert.ok(item('Download version 2.0.0'));
});
