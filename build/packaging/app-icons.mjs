// The program's own icon, as each system wants it, from the drawing of the page: renderer/icon.svg.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { packIco } from '../icons/pack-ico.mjs';
import { root } from '../set-up.mjs';

const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
/** Apple's four letters for each size in pixels that may be a PNG; macOS makes smaller ones by itself. */
const icnsTypes = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
];

/** Writes `icon.icns`, `icon.ico` and `linux/NxN.png` into `folder`. */
export function drawAppIcons(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'linux'), { recursive: true });
  const drawing = appDrawing(readFileSync(join(root, 'renderer/icon.svg'), 'utf8'));
  const png = (size) => new Resvg(drawing, { fitTo: { mode: 'width', value: size } }).render().asPng();
  for (const size of linuxSizes) writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png(size));
  writeFileSync(join(folder, 'icon.ico'), packIco(icoSizes.map((size) => ({ size, png: png(size) }))));
  writeFileSync(join(folder, 'icon.icns'), packIcns(icnsTypes.map(([type, size]) => ({ type, png: png(size) }))));
}

/** The sign alone would be lost on a light desktop: it lies on a dark tile, with the margin that macOS's icons have. */
function appDrawing(sign) {
  const placed = sign.replace('<svg ', '<svg x="208" y="208" width="608" height="608" ');
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">' +
    `<rect x="64" y="64" width="896" height="896" rx="200" fill="#12161d"/>${placed}</svg>`
  );
}

/** A header of eight bytes, then each image behind a header of its own; lengths include the headers, most significant byte first. */
function packIcns(images) {
  const parts = images.map(({ type, png }) => Buffer.concat([icnsHeader(type, png.length), png]));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([icnsHeader('icns', length), ...parts]);
}

function icnsHeader(type, length) {
  const header = Buffer.alloc(8);
  header.write(type, 0, 'latin1');
  header.writeUInt32BE(length + 8, 4);
  return header;
}
