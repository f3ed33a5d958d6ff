// Icon and popover as they stand on the desktop: what is seen of them, and pictures.

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { iconsIn, type Picture, type SeenIcon } from './icons-on-panel.ts';
import { movePointer } from './screen.ts';

/**
 * Where `npm run screenshots` wants the pictures; undefined in the tests, which have no time for lines that are worth
 * looking at, and a display with fewer pixels.
 */
const gallery = process.env['NIM_GLANCE_STATE_PICTURES'];
export const isForGallery = gallery !== undefined;
/** Pixels per unit of the desktop. */
export const SCALE = isForGallery ? 2 : 1;

const folder = gallery ?? join(import.meta.dirname, '../../dist/screenshots');
const LOOKS = isForGallery ? (['dark', 'light'] as const) : (['light'] as const);

const ICON = 22 * SCALE;
const PANEL = 26 * SCALE;
/** Menu button and list of windows are left of the tray. */
const TRAY = { x: 640 * SCALE, width: 640 * SCALE };
/** What is photographed: the right end of the panel with the popover below it. */
const VIEW = { x: 836, y: 0, width: 444, height: 748 };

/** Xfce's own first panel comes with a dock and the user's name. Read before the panel starts. */
const PANEL_XML = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="26"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/><value type="int" value="2"/><value type="int" value="3"/><value type="int" value="4"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="applicationsmenu"/>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
    <property name="plugin-4" type="string" value="clock"/>
  </property>
</channel>
`;

/** For the gallery: a desktop as somebody may have it, and no notification before the popover. */
export function furnish(): void {
  if (!isForGallery) return;
  const xfconf = join(process.env['HOME'] ?? '', '.config/xfce4/xfconf/xfce-perchannel-xml');
  mkdirSync(xfconf, { recursive: true });
  writeFileSync(join(xfconf, 'xfce4-panel.xml'), PANEL_XML);
  const wallpaper = join(folder, 'wallpaper.png');
  const size = `${(VIEW.x + VIEW.width) * SCALE}x${800 * SCALE}`;
  execFileSync('convert', ['-size', size, 'gradient:#31415c-#182132', wallpaper]);
  // It says that it failed when it did not.
  spawnSync('display', ['-window', 'root', wallpaper]);
  execFileSync('dunstctl', ['set-paused', 'true']);
}

/** Lets lines grow that are to be photographed. */
export async function live(seconds: number): Promise<void> {
  if (isForGallery) await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

/** The shapes of all our icons that are on the panel now. */
export async function shapesOnPanel(): Promise<readonly string[]> {
  return (await iconsOnPanel()).map(({ face }) => face.replace(/\d$/, ''));
}

/** A real click. */
export async function clickIcon(): Promise<void> {
  const [icon] = await iconsOnPanel();
  if (icon === undefined) throw new Error('No icon of ours is on the panel.');
  const middle = (at: number): string => String(at + ICON / 2);
  execFileSync('xdotool', ['mousemove', middle(icon.x), middle(icon.y), 'click', '1']);
}

/** To where it changes nothing: over an icon it would show a tooltip, and lay a shadow on it. */
export function leavePointer(): void {
  movePointer(200 * SCALE, 600 * SCALE);
}

/** The part of the desktop that shows both, as `desktop-STATE-LOOK.png`. */
export async function photograph(state: string, page: Page): Promise<void> {
  for (const colorScheme of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await live(1);
    await shot(join(folder, `desktop-${state}-${colorScheme}.png`));
  }
  await page.emulateMedia({ colorScheme: null });
}

async function shot(to: string): Promise<void> {
  const { x, y, width, height } = VIEW;
  await takePixels({ x: x * SCALE, y: y * SCALE, width: width * SCALE, height: height * SCALE }, to);
}

async function iconsOnPanel(): Promise<readonly SeenIcon[]> {
  const strip = { ...TRAY, y: 0, height: PANEL };
  const picture: Picture = { ...strip, rgb: await takePixels(strip, 'rgb:-') };
  return iconsIn(picture, ICON).map((icon) => ({ ...icon, x: icon.x + strip.x }));
}

/** What serves in this process is not held up meanwhile. */
function takePixels(area: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>, to: string): Promise<Buffer> {
  const region = `${area.width}x${area.height}+${area.x}+${area.y}`;
  const words = ['-silent', '-window', 'root', '-crop', region, '+repage', '-depth', '8', to];
  return new Promise((resolve, reject) => {
    execFile('import', words, { encoding: 'buffer', maxBuffer: 2 ** 26 }, (error, pixels) => {
      if (error === null) resolve(pixels);
      else reject(new Error('No picture was taken.', { cause: error }));
    });
  });
}
