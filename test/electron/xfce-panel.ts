import { execFileSync } from 'node:child_process';
import type { Monitor } from './monitors.ts';
import { eventually } from './programs.ts';
import { cropOf, shoot } from './screen.ts';

export type Edge = 'top' | 'bottom' | 'left' | 'right';

/** In pixels of the whole desktop. */
export type Rectangle = Monitor;

/** As `SnapPosition` of xfce4-panel counts them, for panels as long as their edge. */
const SNAP: Readonly<Record<Edge, number>> = { top: 6, bottom: 8, left: 6, right: 2 };

/** A panel that is a row of pixels without this. */
export const PANEL_PIXELS = 26;

/** Lays the panel at an edge of a monitor; `output`: its name in RandR. */
export function layPanel(edge: Edge, output: string): void {
  set('/panels/panel-1/output-name', ['-t', 'string', '-s', output]);
  set('/panels/panel-1/mode', ['-t', 'uint', '-s', edge === 'left' || edge === 'right' ? '1' : '0']);
  set('/panels/panel-1/position', ['-t', 'string', '-s', `p=${SNAP[edge]};x=0;y=0`]);
}

/** Under a light theme the panel is light then, at once. */
export function lightenPanel(): void {
  set('/panels/dark-mode', ['-t', 'bool', '-s', 'false']);
}

/** Lets the next panel start as the first one did: what is set outlives the panel that it was for. */
export function forgetPanels(): void {
  execFileSync('xfconf-query', ['-c', 'xfce4-panel', '-p', '/', '-r', '-R']);
}

export function stripOf(edge: Edge, { x, y, width, height }: Monitor, thick = PANEL_PIXELS): Rectangle {
  switch (edge) {
    case 'top':
      return { x, y, width, height: thick };
    case 'bottom':
      return { x, y: y + height - thick, width, height: thick };
    case 'left':
      return { x, y, width: thick, height };
    case 'right':
      return { x: x + width - thick, y, width: thick, height };
  }
}

/** So far along the panel there are other coloured icons: of its menu, and of the dock that covers its middle. */
const OTHERS = 0.65;

/** Where our icon is, once it is there. */
export async function iconOn(edge: Edge, monitor: Monitor): Promise<Rectangle> {
  const { x, y, width, height } = stripOf(edge, monitor);
  const [overX, overY] = width > height ? [Math.floor(width * OTHERS), 0] : [0, Math.floor(height * OTHERS)];
  const end = { x: x + overX, y: y + overY, width: width - overX, height: height - overY };
  let found: Rectangle | undefined;
  // Twice at the same place, whatever its level: a panel that was laid elsewhere is drawn in steps.
  await eventually(`the icon is on the panel at the ${edge}`, () => {
    const before = found;
    found = colouredIn(end);
    return found !== undefined && before !== undefined && Math.hypot(found.x - before.x, found.y - before.y) < 8;
  });
  return found as Rectangle;
}

/** What encloses all green and amber pixels; undefined where there are fewer than an icon has. */
function colouredIn(area: Rectangle): Rectangle | undefined {
  const rgb = cropOf(shoot('panel-placed'), area);
  const xs: number[] = [];
  const ys: number[] = [];
  for (let at = 0; at < area.width * area.height; at += 1) {
    const [red, green, blue] = [rgb[3 * at] ?? 0, rgb[3 * at + 1] ?? 0, rgb[3 * at + 2] ?? 0];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) <= 60) continue;
    xs.push(area.x + (at % area.width));
    ys.push(area.y + Math.floor(at / area.width));
  }
  if (xs.length < 8) return undefined;
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
}

function set(property: string, value: readonly string[]): void {
  execFileSync('xfconf-query', ['-c', 'xfce4-panel', '-p', property, '-n', ...value]);
}
