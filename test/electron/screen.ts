import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const panelHeight = 26;
/** Menu button and task list are left of it. */
const trayFromX = 1000;

/** A screenshot of the whole display, kept in dist/screenshots; its path. */
export function shoot(name: string): string {
  const path = join(import.meta.dirname, '../../dist/screenshots', `${name}.png`);
  execFileSync('import', ['-window', 'root', path]);
  return path;
}

/** The panel's right part, where the tray is, as RGB bytes. */
export function trayPixels(screenshot: string): Buffer {
  const region = `1280x${panelHeight}+${trayFromX}+0`;
  return execFileSync('convert', [screenshot, '-crop', region, '+repage', '-depth', '8', 'rgb:-']);
}

/** Keeps of a screenshot the panel's right part alone, four times as large, to be looked at. */
export function cropTray(screenshot: string): void {
  const region = `${1280 - trayFromX}x${panelHeight}+${trayFromX}+0`;
  execFileSync('convert', [screenshot, '-crop', region, '+repage', '-scale', '400%', screenshot]);
}

/** How many pixels are green or amber: a panel of greys has none of its own. */
export function colouredPixels(rgb: Buffer): number {
  let coloured = 0;
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const [red, green, blue] = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) coloured += 1;
  }
  return coloured;
}

export function changedPixels(before: Buffer, after: Buffer): number {
  let changed = 0;
  for (let at = 0; at + 2 < after.length; at += 3) {
    if (before.compare(after, at, at + 3, at, at + 3) !== 0) changed += 1;
  }
  return changed;
}

export function movePointer(x: number, y: number): void {
  execFileSync('xdotool', ['mousemove', String(x), String(y)]);
}

export function pressKey(key: string): void {
  execFileSync('xdotool', ['key', key]);
}

/** A part of a screenshot, as RGB bytes. */
export function cropOf(screenshot: string, area: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>): Buffer {
  const region = `${area.width}x${area.height}+${area.x}+${area.y}`;
  return execFileSync('convert', [screenshot, '-crop', region, '+repage', '-depth', '8', 'rgb:-']);
}

/** A real click of the left button. */
export function clickAt(x: number, y: number): void {
  execFileSync('xdotool', ['mousemove', String(Math.round(x)), String(Math.round(y)), 'click', '1']);
}

/** Where visible windows of this title lie, in pixels. */
export function windowsAt(title: string): readonly Readonly<Record<'x' | 'y' | 'width' | 'height', number>>[] {
  let ids: string;
  try {
    ids = execFileSync('xdotool', ['search', '--onlyvisible', '--name', `^${title}$`], { stdio: 'pipe' }).toString();
  } catch {
    return []; // It finds none.
  }
  return ids
    .trim()
    .split('\n')
    .map((id) => {
      const shell = execFileSync('xdotool', ['getwindowgeometry', '--shell', id]).toString();
      const number = (name: string) => Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(shell)?.[1] ?? NaN);
      return { x: number('X'), y: number('Y'), width: number('WIDTH'), height: number('HEIGHT') };
    });
}
