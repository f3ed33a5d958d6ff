import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readPng } from '../fakes/png-pixels.ts';

const script = join(import.meta.dirname, '../../build/icons/draw-icons.mjs');
const { drawIcons } = (await import(script)) as { drawIcons: (folder: string) => void };

const folder = mkdtempSync(join(tmpdir(), 'nim-glance-icons-'));
drawIcons(folder);
after(() => {
  rmSync(folder, { recursive: true });
});

const levels = [1, 2, 3, 4, 5, 6];
const shapes: Readonly<Record<string, readonly string[]>> = {
  fine: levels.map((level) => `fine${level}`),
  busy: levels.map((level) => `busy${level}`),
  ...Object.fromEntries(
    ['alert', 'loading', 'down', 'offline', 'paused', 'no_box', 'away'].map((shape) => [shape, [shape]]),
  ),
};
const names = Object.values(shapes).flat();
const LEAST_DIFFERENCE = 12;

function read(file: string): Buffer {
  return readFileSync(join(folder, file));
}

/** Whether each pixel is more than half covered, whatever its colour. */
function covered(name: string): readonly boolean[] {
  const { rgba } = readPng(read(`${name}-template-16.png`));
  return Array.from({ length: rgba.length / 4 }, (_, at) => (rgba[at * 4 + 3] ?? 0) > 127);
}

function difference(one: string, other: string): number {
  const [a, b] = [covered(one), covered(other)];
  return a.filter((value, at) => value !== b[at]).length;
}

test(`at 16 pixels in one colour the states differ by ${LEAST_DIFFERENCE} pixels or more, however full`, () => {
  const faces = Object.entries(shapes).flatMap(([shape, all]) => all.map((face) => ({ shape, face })));
  const pairs = faces.flatMap((one) => faces.filter(({ shape }) => shape !== one.shape).map((other) => [one, other]));
  for (const [one, other] of pairs) {
    const pixels = difference(one?.face ?? '', other?.face ?? '');
    assert.ok(pixels >= LEAST_DIFFERENCE, `${one?.face} and ${other?.face}: ${pixels}`);
  }
});

test('each level differs from the one below', () => {
  for (const shape of ['fine', 'busy'])
    for (const level of levels.slice(1)) assert.ok(difference(`${shape}${level}`, `${shape}${level - 1}`) >= 6);
});

test('a template is black alone', () => {
  for (const name of names) {
    const { rgba } = readPng(read(`${name}-template-16.png`));
    assert.ok(rgba.every((value, at) => at % 4 === 3 || value === 0));
  }
});

test('straight edges lie between pixels: a fine chip has half-covered pixels at its corners alone', () => {
  for (const size of [16, 22, 24, 32]) {
    const { rgba } = readPng(read(`fine6-template-${size}.png`));
    const half = Array.from({ length: rgba.length / 4 }, (_, at) => rgba[at * 4 + 3] ?? 0).filter(
      (alpha) => alpha > 0 && alpha < 255,
    );
    assert.ok(half.length <= size * 2, `${half.length} at ${size}`);
    assert.ok(half.length % 4 === 0, 'the four corners are alike');
  }
});

test('every size is there and as large as its name says', () => {
  for (const name of names) {
    for (const ground of ['dark', 'light'])
      for (const size of [16, 22, 24, 32, 44, 48, 64])
        assert.equal(readPng(read(`${name}-${ground}-${size}.png`)).width, size);
    for (const size of [16, 22, 24, 32]) {
      assert.equal(readPng(read(`${name}-template-${size}.png`)).width, size);
      assert.equal(readPng(read(`${name}-template-${size}@2x.png`)).height, size * 2);
    }
  }
});

test('Windows gets one file per face with six sizes, each a PNG of that size', () => {
  for (const name of names) {
    const ico = read(`${name}-dark.ico`);
    assert.deepEqual([ico.readUInt16LE(0), ico.readUInt16LE(2), ico.readUInt16LE(4)], [0, 1, 6]);
    const sizes = [16, 20, 24, 32, 48, 256];
    sizes.forEach((size, index) => {
      const at = 6 + index * 16;
      assert.equal(ico.readUInt8(at), size % 256);
      const from = ico.readUInt32LE(at + 12);
      assert.equal(readPng(ico.subarray(from, from + ico.readUInt32LE(at + 8))).width, size);
    });
  }
});

test('an overlay is there for each state that wants a look', () => {
  const overlays = readdirSync(folder).filter((file) => file.startsWith('overlay-'));
  assert.deepEqual(overlays.sort(), [
    ...['overlay-alert.png', 'overlay-away.png', 'overlay-busy.png', 'overlay-down.png', 'overlay-offline.png'],
  ]);
});
