// Several displays, scale factors and panels at each edge: the popover stands beside the icon that was really clicked.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { ElectronApplication } from '@playwright/test';
import { startSimulator, type Simulator } from '../../main/demo/nim-simulator/simulator-server.ts';
import { endAll, launch, skip as noSession, startPanel } from './desktop.ts';
import { noMonitors, startMonitors, type Monitor, type Monitors } from './monitors.ts';
import { eventually } from './programs.ts';
import { clickAt, movePointer, pressKey, shoot, windowsAt } from './screen.ts';
import { trayOf, type TrayOverDbus } from './tray-over-dbus.ts';
import { forgetPanels, iconOn, layPanel, PANEL_PIXELS, stripOf, type Edge, type Rectangle } from './xfce-panel.ts';

const skip = noSession === false ? noMonitors : noSession;

const LARGE: Monitor = { x: 0, y: 0, width: 1280, height: 800 };
/** A small one, lower than the large one: what is below its upper edge there is nowhere. */
const SMALL: Monitor = { x: 1280, y: 100, width: 1024, height: 600 };
const OUTPUTS = new Map([
  [LARGE, 'VNC-0'],
  [SMALL, 'VNC-1'],
]);
const EDGES: readonly Edge[] = ['top', 'bottom', 'left', 'right'];
/** Between panel and popover, in units of the desktop. */
const GAP = 8;

let monitors: Monitors;
let simulator: Simulator;
let panel: ChildProcess | undefined;
let app: ElectronApplication;
let tray: TrayOverDbus;

before(async () => {
  if (skip !== false) return;
  simulator = await startSimulator();
  monitors = await startMonitors(LARGE, SMALL);
  process.env['DISPLAY'] = monitors.display;
  panel = await startPanel();
});

after(async () => {
  if (skip !== false) return;
  await endAll(panel);
  forgetPanels();
  await simulator.close();
  await monitors.close();
});

for (const [scale, places] of [
  [1, EDGES.flatMap((edge) => [onMonitor(edge, LARGE), onMonitor(edge, SMALL)])],
  [1.5, [onMonitor('bottom', LARGE), onMonitor('left', SMALL)]],
  [2, [onMonitor('right', LARGE), onMonitor('top', SMALL)]],
] as const) {
  describe(`at scale ${scale}`, () => {
    before(async () => {
      if (skip !== false) return;
      app = await start(scale);
      tray = trayOf(app.process().pid ?? 0);
    });

    after(async () => {
      if (skip !== false) return;
      tray.close();
      await app.close().catch(() => undefined);
    });

    // Also after a case that failed, or all after it would.
    afterEach(async () => {
      if (skip !== false) return;
      pressKey('Escape');
      await eventually('it is hidden', () => windowsAt('NIM Glance').length === 0);
    });

    for (const { edge, monitor, output } of places) {
      test(`a click on the icon at the ${edge} of ${output} opens the popover beside it`, { skip }, async () => {
        await clickIcon(edge, monitor, scale);
        shoot(`displays-${scale}-${output}-${edge}`);
      });
    }

    test('the panel gets the drawing for it', { skip }, async () => {
      const wanted = { 1: 22, 1.5: 44, 2: 44 }[scale];
      const { width, height, argb } = await tray.pixmap();
      assert.deepEqual([width, height], [wanted, wanted]);
      assert.ok(drawings(wanted).some((drawn) => drawn.equals(argb)));
    });

    if (scale === 2) {
      test('where there is little room it is low, and its last line can be reached', { skip }, async () => {
        await clickIcon('bottom', SMALL, scale);
        const [popover] = windowsAt('NIM Glance');
        assert.ok((popover?.height ?? 0) < SMALL.height - PANEL_PIXELS);
        movePointer((popover?.x ?? 0) + 200, (popover?.y ?? 0) + 200);
        await eventually('it is scrolled to its end', async () => {
          execFileSync('xdotool', ['click', '--repeat', '20', '5']);
          return app.evaluate(async ({ BrowserWindow }) => {
            const script =
              'const { scrollTop, scrollHeight, clientHeight } = document.scrollingElement;' +
              '[scrollTop, scrollHeight - clientHeight]';
            const page = BrowserWindow.getAllWindows().find((one) => one.isVisible());
            const [top, most] = (await page?.webContents.executeJavaScript(script)) as [number, number];
            return most > 0 && Math.abs(top - most) <= 1;
          });
        });
        shoot('displays-small');
      });
    }
  });
}

describe('a monitor is unplugged', () => {
  before(async () => {
    if (skip !== false) return;
    layPanel('top', 'VNC-0');
    app = await start(1);
    tray = trayOf(app.process().pid ?? 0);
  });

  after(async () => {
    if (skip !== false) return;
    tray.close();
    await app.close().catch(() => undefined);
  });

  test('a window that was on it comes back in sight', { skip }, async () => {
    const place = { x: SMALL.x + 300, y: SMALL.y + 80, width: 440, height: 400 };
    await tray.clickItem('Open in a window');
    await eventually('it is open', () => windowsAt('NIM Glance').length === 1);
    await setWindow(place);
    await eventually('it is there', () => isEqual(windowsAt('NIM Glance')[0], place));
    await closeWindow();
    await tray.clickItem('Open in a window');
    await eventually('it remembers its place', () => isEqual(windowsAt('NIM Glance')[0], place));
    await closeWindow();
    monitors.plug(LARGE);
    await eventually('one display is left', async () => (await displays()) === 1);
    await tray.clickItem('Open in a window');
    await eventually('it is in sight', () => {
      const [window] = windowsAt('NIM Glance');
      return window !== undefined && isWithin(window, LARGE);
    });
    await closeWindow();
  });

  test('the popover opens on the one that is left, and on the next one again', { skip }, async () => {
    await clickIcon('top', LARGE, 1);
    pressKey('Escape');
    monitors.plug(LARGE, SMALL);
    await eventually('both are there', async () => (await displays()) === 2);
    await clickIcon('bottom', SMALL, 1);
    monitors.plug(LARGE);
    await eventually('an open one comes along', () => {
      const [window] = windowsAt('NIM Glance');
      return window !== undefined && isWithin(window, LARGE);
    });
  });
});

function onMonitor(edge: Edge, monitor: Monitor) {
  return { edge, monitor, output: OUTPUTS.get(monitor) ?? '' };
}

/** Clicks it, and waits until the popover stands beside it. */
async function clickIcon(edge: Edge, monitor: Monitor, scale: number): Promise<void> {
  layPanel(edge, OUTPUTS.get(monitor) ?? '');
  const icon = await iconOn(edge, monitor);
  clickAt(icon.x + icon.width / 2, icon.y + icon.height / 2);
  await eventually('it stands beside the icon', () => {
    standsBeside(edge, icon, monitor, scale);
    return true;
  });
}

/** All of one size, as a panel is told them: each pixel as alpha, red, green, blue. */
function drawings(size: number): readonly Buffer[] {
  const folder = join(import.meta.dirname, '../../dist/icons');
  const names = readdirSync(folder).filter((name) => name.endsWith(`-dark-${size}.png`));
  return names.map((name) => {
    const rgba = execFileSync('convert', [join(folder, name), '-depth', '8', 'rgba:-']);
    const argb = Buffer.alloc(rgba.length);
    for (let at = 0; at < rgba.length; at += 4) {
      rgba.copy(argb, at + 1, at, at + 3);
      argb[at] = rgba[at + 3] ?? 0;
    }
    return argb;
  });
}

function displays(): Promise<number> {
  return app.evaluate(({ screen }) => screen.getAllDisplays().length);
}

function setWindow(bounds: Rectangle): Promise<void> {
  return app.evaluate(({ BrowserWindow }, wanted) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.isResizable())
      ?.setBounds(wanted);
  }, bounds);
}

async function closeWindow(): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((one) => one.isResizable())
      ?.close();
  });
  await eventually('it is closed', () => windowsAt('NIM Glance').length === 0);
}

function isEqual(one: Rectangle | undefined, other: Rectangle): boolean {
  return one !== undefined && isWithin(one, other) && isWithin(other, one);
}

function start(scale: number, ...more: readonly string[]): Promise<ElectronApplication> {
  const args = [simulator.url, '--hidden', '--interval', '1s', `--force-device-scale-factor=${scale}`, ...more];
  return launch(args);
}

/** Throws where the popover is not beside the icon, on its monitor, and clear of the panel. */
function standsBeside(edge: Edge, icon: Rectangle, monitor: Monitor, scale: number): void {
  const [popover, ...others] = windowsAt('NIM Glance');
  assert.ok(popover !== undefined && others.length === 0, 'one window is visible');
  const said = JSON.stringify({ popover, icon, monitor });
  assert.ok(isWithin(popover, monitor), `off the screen: ${said}`);
  const panelAt = stripOf(edge, monitor);
  const isRow = edge === 'top' || edge === 'bottom';
  const distance = {
    top: popover.y - (panelAt.y + panelAt.height),
    bottom: panelAt.y - (popover.y + popover.height),
    left: popover.x - (panelAt.x + panelAt.width),
    right: panelAt.x - (popover.x + popover.width),
  }[edge];
  assert.ok(distance >= 0, `covers the panel: ${said}`);
  assert.ok(distance <= 2 * GAP * scale, `far from the panel: ${said}`);
  const [from, to, at] = isRow
    ? [popover.x, popover.x + popover.width, icon.x + icon.width / 2]
    : [popover.y, popover.y + popover.height, icon.y + icon.height / 2];
  assert.ok(from <= at && at <= to, `not beside the icon: ${said}`);
}

function isWithin(inner: Rectangle, outer: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
