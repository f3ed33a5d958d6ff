// The icons of tray and taskbar, from the drawing that the page has too: renderer/ui/mark-drawing.ts. Runs on Node 24.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { MARK_LEVELS } from '../../preload/contract/mark.ts';
import { drawMark, MARK_GRIDS } from '../../renderer/ui/mark-drawing.ts';
import { packIco } from './pack-ico.mjs';

const FILLING = ['fine', 'busy'];
const STILL = ['alert', 'loading', 'down', 'offline', 'paused', 'no_box', 'away'];

/** Ink and accents by the ground the icon lies on; `template` is macOS's one colour. */
const INKS = {
  dark: { ink: '#eef1f6', fine: '#4fd08a', busy: '#f2b54a', alert: '#ff6b6b' },
  light: { ink: '#12161d', fine: '#118a52', busy: '#a86a00', alert: '#cf2f3b' },
  template: { ink: '#000000' },
};

/** A Linux panel takes one of these as it is; the last three are for screens with twice the pixels. */
const PANEL_SIZES = [16, 22, 24, 32, 44, 48, 64];
/** macOS finds the one of twice the size by its name. */
const TEMPLATE_SIZES = [16, 22, 24, 32];
const ICO_SIZES = [16, 20, 24, 32, 48, 256];

/** A disc with the sign on it, for the taskbar button of Windows: what wants a look. */
const OVERLAYS = { busy: '#b87400', alert: '#cf2f3b', down: '#4a5261', offline: '#4a5261', away: '#4a5261' };
const OVERLAY_SIZE = 32;

/** Writes all icons into `folder`: `SHAPE[LEVEL]-GROUND-SIZE.png`, `SHAPE[LEVEL]-GROUND.ico`, `overlay-SHAPE.png`. */
export function drawIcons(folder) {
  mkdirSync(folder, { recursive: true });
  const write = (name, bytes) => {
    writeFileSync(join(folder, name), bytes);
  };
  for (const { shape, level, name } of faces()) {
    for (const ground of ['dark', 'light']) {
      for (const size of PANEL_SIZES) write(`${name}-${ground}-${size}.png`, png(shape, level, ground, size));
      const images = ICO_SIZES.map((size) => ({ size, png: png(shape, level, ground, size) }));
      write(`${name}-${ground}.ico`, packIco(images));
    }
    for (const size of TEMPLATE_SIZES) {
      write(`${name}-template-${size}.png`, png(shape, level, 'template', size));
      write(`${name}-template-${size}@2x.png`, png(shape, level, 'template', size * 2));
    }
  }
  for (const [shape, colour] of Object.entries(OVERLAYS)) write(`overlay-${shape}.png`, overlay(shape, colour));
}

/** Every shape, those that fill once per level. */
function faces() {
  const levels = Array.from({ length: MARK_LEVELS }, (_, index) => index + 1);
  return [
    ...FILLING.flatMap((shape) => levels.map((level) => ({ shape, level, name: `${shape}${level}` }))),
    ...STILL.map((shape) => ({ shape, level: 0, name: shape })),
  ];
}

function png(shape, level, ground, size) {
  const { ink, [shape]: accent = ink } = INKS[ground];
  const grid = gridOf(size);
  const drawing = paths(drawMark(shape, level, grid), ink, accent);
  return render(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${grid} ${grid}">${drawing}</svg>`, size);
}

/** The largest grid that fits a whole number of times, so that edges stay between pixels. */
function gridOf(size) {
  return MARK_GRIDS.findLast((grid) => size % grid === 0);
}

function paths(parts, ink, accent) {
  return parts
    .map(({ d, line, tone }) => {
      const colour = tone === 'accent' ? accent : ink;
      return line === 0
        ? `<path fill="${colour}" d="${d}"/>`
        : `<path fill="none" stroke="${colour}" stroke-width="${line}" d="${d}"/>`;
    })
    .join('');
}

/** Drawn for the screens with the most pixels; Windows makes it smaller for the others. */
function overlay(shape, colour) {
  const size = OVERLAY_SIZE;
  const sign = paths(drawMark(shape, MARK_LEVELS, size).slice(shape === 'alert' ? -2 : -1), '#ffffff', '#ffffff');
  const disc = `<circle cx="${size / 2}" cy="${size / 2}" r="${size / 2}" fill="${colour}"/>`;
  return render(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}">${disc}${sign}</svg>`, size);
}

function render(svg, size) {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}
