// Each state on a real panel: the icon that is drawn there, pixel by pixel.

import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication } from '@playwright/test';
import { build } from 'vite';
import type { BoxState, BoxView, Snapshot, WholeState } from '../../preload/contract/view.ts';
import { fakeBox, tile } from '../fakes/snapshot.ts';
import { endAll, launch, skip, startPanel } from './desktop.ts';
import { eventually } from './programs.ts';
import { iconsIn } from './icons-on-panel.ts';
import { changedPixels, cropTray, movePointer, shoot, trayPixels } from './screen.ts';
import { trayOf } from './tray-over-dbus.ts';
import { forgetPanels, lightenPanel } from './xfce-panel.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'dist/test-tray');

let app: ElectronApplication;
let panel: ChildProcess | undefined;

before(async () => {
  if (skip !== false) return;
  await bundleTrayApp();
  // Under the pointer an icon gets a shadow.
  movePointer(200, 600);
  panel = await startPanel();
  app = await launch([], folder);
  await eventually('it is ready', () => app.evaluate(() => globalThis.showSnapshot !== undefined));
});

after(async () => {
  if (skip !== false) return;
  await app.close().catch(() => undefined);
  await endAll(panel);
  forgetPanels();
});

const fills = [0.05, 0.5, 1];
const faces: readonly (readonly [string, WholeState, number])[] = [
  ...(['fine', 'busy'] as const).flatMap((state) => fills.map((ratio) => [`${state}-${ratio}`, state, ratio] as const)),
  ...(['alert', 'loading', 'down', 'offline', 'paused', 'no_box', 'away'] as const).map(
    (state) => [state, state, 0.5] as const,
  ),
];

test('all states look different on the panel', { skip }, async () => {
  const seen = new Map<string, Buffer>();
  for (const [name, state, ratio] of faces) seen.set(name, await pixelsOf(name, state, ratio));
  const shown = [...seen];
  for (const [index, [one, pixels]] of shown.entries()) {
    for (const [other, others] of shown.slice(index + 1)) {
      const changed = changedPixels(pixels, others);
      assert.ok(changed >= 12, `${one} and ${other} differ in ${changed} pixels`);
    }
  }
});

test('the panel shows the pixels of the icon as they are: nothing is scaled', { skip }, async () => {
  const pixels = await pixelsOf('fine-1', 'fine', 1);
  const white = countOf(pixels, 0xee, 0xf1, 0xf6);
  const green = countOf(pixels, 0x4f, 0xd0, 0x8a);
  // On a grid of 22 the fill has 8 × 8 pixels; the frame and its pins are drawn in one colour.
  assert.equal(green, 64);
  assert.ok(white >= 100, String(white));
});

test('the tooltip has at most 127 characters, the worst fact first', { skip }, async () => {
  const boxes = [named('calm', fakeBox('fine')), named('dgx', fakeBox('down', 'on', `It is gone ${'x'.repeat(200)}`))];
  await show({ ...snapshotOf('down'), boxes });
  const tray = trayOf(app.process().pid ?? 0);
  await eventually('the tooltip is there', async () => (await tray.tooltip()).startsWith('dgx: It is gone'));
  assert.equal((await tray.tooltip()).length, 127);
  tray.close();
});

test('on a light panel the light drawings stand, and every ink is told from the ground', { skip }, async () => {
  await app.close();
  lightenPanel();
  app = await launch(['--tray-panel', 'light'], folder);
  await eventually('it is ready again', () => app.evaluate(() => globalThis.showSnapshot !== undefined));
  for (const [name, state, ratio] of faces) {
    const rgb = await pixelsOf(`light-${name}`, state, ratio);
    const height = 26;
    const seen = iconsIn({ width: rgb.length / 3 / height, height, rgb }, 22, 'light');
    assert.deepEqual(
      seen.map(({ face }) => face.replace(/\d$/, '')),
      [state],
    );
    const { x, y } = seen[0] ?? assert.fail();
    // The corner of every icon is empty.
    const ground = luminance(rgb, y * (rgb.length / 3 / height) + x);
    for (const [ink, colour] of Object.entries(LIGHT_INKS)) {
      const contrast = (ground + 0.05) / (luminance(Buffer.from(colour, 'hex'), 0) + 0.05);
      assert.ok(contrast >= 3, `${ink} has a contrast of ${contrast.toFixed(2)}`);
    }
  }
});

/** As build/icons/draw-icons.mjs draws them. */
const LIGHT_INKS = { ink: '12161d', fine: '118a52', busy: 'a86a00', alert: 'cf2f3b' };

/** Of one pixel, from 0 to 1. Source: WCAG 2.2, "relative luminance". */
function luminance(rgb: Buffer, pixel: number): number {
  const linear = [0, 1, 2].map((channel) => {
    const value = (rgb[3 * pixel + channel] ?? 0) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}

async function pixelsOf(name: string, state: WholeState, ratio: number): Promise<Buffer> {
  await show(snapshotOf(state, ratio));
  // The panel draws when it comes to it: as soon as two pictures in a row are the same, it has.
  let before: Buffer | undefined;
  let now = Buffer.alloc(0);
  await eventually(`${name} is drawn`, async () => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    const picture = shoot(`state-${name}`);
    before = now;
    now = Buffer.from(trayPixels(picture));
    cropTray(picture);
    return before.equals(now);
  });
  return now;
}

function show(snapshot: Snapshot): Promise<void> {
  return app.evaluate((_electron, value) => {
    globalThis.showSnapshot?.(value);
  }, snapshot);
}

function snapshotOf(state: WholeState, ratio = 0.5): Snapshot {
  const boxState: BoxState = state === 'offline' || state === 'no_box' || state === 'away' ? 'down' : state;
  const box = { ...fakeBox(boxState), kvCache: tile(ratio) };
  return {
    takenAtMs: 1,
    state,
    network: null,
    demo: false,
    attached: null,
    boxes: state === 'no_box' ? [] : [box],
    notes: [],
  };
}

function named(name: string, box: BoxView): BoxView {
  return { ...box, name };
}

function countOf(rgb: Buffer, red: number, green: number, blue: number): number {
  let count = 0;
  for (let at = 0; at + 2 < rgb.length; at += 3)
    if (rgb[at] === red && rgb[at + 1] === green && rgb[at + 2] === blue) count += 1;
  return count;
}

async function bundleTrayApp(): Promise<void> {
  await build({
    ...{ root, configFile: false, publicDir: false, logLevel: 'warn' },
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ...{ ssr: true, target: 'node16', outDir: folder, emptyOutDir: true, minify: false },
      rolldownOptions: {
        input: { main: join(import.meta.dirname, 'tray-app.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  });
  writeFileSync(join(folder, 'package.json'), '{ "name": "nim-glance-tray", "main": "main.cjs" }\n');
}
