import { inflateSync } from 'node:zlib';

export interface PngPixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each pixel, row by row. */
  readonly rgba: Uint8Array;
}

const BYTES = 4;

/** Reads a PNG of eight bits per channel with alpha, not interlaced. Source: PNG specification, third edition. */
export function readPng(png: Buffer): PngPixels {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png.readUInt8(24) !== 8 || png.readUInt8(25) !== 6) throw new Error('Not a PNG with 8 bits of RGBA.');
  const lines = inflateSync(Buffer.concat(dataChunks(png)));
  const rgba = new Uint8Array(width * height * BYTES);
  const row = width * BYTES;
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (rgba[y * row + x] ?? 0));
  for (let y = 0; y < height; y += 1) {
    const line = lines.subarray(y * (row + 1));
    for (let x = 0; x < row; x += 1) {
      const guess = predicted(line[0] ?? 0, at(x - BYTES, y), at(x, y - 1), at(x - BYTES, y - 1));
      rgba[y * row + x] = (line[x + 1] ?? 0) + guess;
    }
  }
  return { width, height, rgba };
}

function dataChunks(png: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') found.push(data);
  }
  return found;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [left, above, corner].map((one) => Math.abs(guess - one)) as [
    number,
    number,
    number,
  ];
  const paeth = byLeft <= byAbove && byLeft <= byCorner ? left : byAbove <= byCorner ? above : corner;
  return [0, left, above, (left + above) >> 1, paeth][filter] ?? 0;
}
