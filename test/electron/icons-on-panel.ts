import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPng, type PngPixels } from '../fakes/png-pixels.ts';

/** Where an icon lies in a picture, and whose it is. */
export interface SeenIcon {
  /** As the file begins: `fine3`, `down`. */
  readonly face: string;
  readonly x: number;
  readonly y: number;
}

/** Red, green, blue, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

const folder = join(import.meta.dirname, '../../dist/icons');
/** Edges are mixed with the ground; whoever mixes rounds in one way or the other. */
const ROUNDING = 3;

/** Every icon of ours that is in the picture, pixel by pixel; `size`: of the drawing, `ground`: for which it is. The ground must be of one colour. */
export function iconsIn(picture: Picture, size: number, ground: 'dark' | 'light' = 'dark'): readonly SeenIcon[] {
  const [columns, rows] = [picture.width - size + 1, picture.height - size + 1];
  return Array.from({ length: Math.max(0, columns) * Math.max(0, rows) }).flatMap((_, at) => {
    const [x, y] = [at % columns, Math.floor(at / columns)];
    return [...facesOf(`-${ground}-${size}.png`)].flatMap(([face, drawing]) =>
      isAt(picture, drawing, x, y) ? [{ face, x, y }] : [],
    );
  });
}

interface Pixel {
  readonly x: number;
  readonly y: number;
  /** Red, green, blue. */
  readonly colour: readonly number[];
  /** From 0 to 1. */
  readonly cover: number;
}

const known = new Map<string, ReadonlyMap<string, readonly Pixel[]>>();

/** By face; those that cover most stand first: an empty place is told from an icon by one of them. */
function facesOf(suffix: string): ReadonlyMap<string, readonly Pixel[]> {
  const names = known.has(suffix) ? [] : readdirSync(folder).filter((name) => name.endsWith(suffix));
  const faces =
    known.get(suffix) ??
    new Map(names.map((name) => [name.slice(0, -suffix.length), pixelsOf(readPng(readFileSync(join(folder, name))))]));
  known.set(suffix, faces);
  return faces;
}

function pixelsOf({ width, height, rgba }: PngPixels): readonly Pixel[] {
  const pixels = Array.from({ length: width * height }, (_, at) => ({
    ...{ x: at % width, y: Math.floor(at / width), colour: [...rgba.subarray(at * 4, at * 4 + 3)] },
    cover: (rgba[at * 4 + 3] ?? 0) / 255,
  }));
  return pixels.sort((a, b) => b.cover - a.cover);
}

function isAt({ width, rgb }: Picture, pixels: readonly Pixel[], left: number, top: number): boolean {
  // The corner of every icon is empty.
  const ground = (top * width + left) * 3;
  return pixels.every(({ x, y, colour, cover }) => {
    const there = ((top + y) * width + left + x) * 3;
    return colour.every((ink, channel) => {
      const mixed = ink * cover + (rgb[ground + channel] ?? 0) * (1 - cover);
      return Math.abs(mixed - (rgb[there + channel] ?? 0)) <= ROUNDING;
    });
  });
}
