import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Camera, Theme } from './camera.ts';

/** What stands below each picture, in the order in which a box gets there. */
const STATES = {
  no_box: 'No box yet',
  fine: 'Fine: the level is its KV cache',
  busy: 'Busy: the cache is full, or requests wait',
  alert: 'Alert: a rule fires',
  loading: 'Loading its model',
  down: 'Down: nothing listens there',
  offline: 'Offline: this computer, not the box',
  paused: 'Paused: nothing is asked',
  away: 'Away: the monitor itself is gone',
} as const;

const GROUND: Readonly<Record<Theme, readonly [ground: string, text: string]>> = {
  dark: ['#0e1014', '#c3cad6'],
  light: ['#e9ecf1', '#3b4454'],
};
/** Pixels per CSS pixel: sharp where a README shows them, and not larger than they must be. */
const SCALE = 1.5;
/** CSS pixels. */
const STATE = { width: 400, columns: 3, gap: 24 };
const GLANCE = { width: 380, gap: 36 };

/** `states.png` and `states-light-theme.png` out of the pictures of test/electron/states.test.ts. */
export async function sheetsOfStates(camera: Camera, pictures: string): Promise<void> {
  const { width, columns, gap } = STATE;
  for (const theme of ['dark', 'light'] as const) {
    const files = Object.keys(STATES).map((state) => join(pictures, `desktop-${state}-${theme}.png`));
    if (!files.every((file) => existsSync(file))) return;
    const [ground, text] = GROUND[theme];
    const figures = Object.values(STATES).map(
      (caption, at) => `<figure><img src="file://${files[at] ?? ''}"><figcaption>${caption}</figcaption></figure>`,
    );
    const style = `
      body { margin: 0; padding: ${gap}px; background: ${ground}; color: ${text}; font: 15px Inter, sans-serif }
      body { display: grid; grid-template-columns: repeat(${columns}, ${width}px); gap: ${gap}px; width: max-content }
      figure { margin: 0 }
      img { display: block; width: 100%; border-radius: 10px }
      figcaption { margin-top: 10px; text-align: center }`;
    const name = theme === 'dark' ? 'states.png' : 'states-light-theme.png';
    await camera.compose(name, `<style>${style}</style>${figures.join('')}`, SCALE);
  }
}

/** `glance.png`: the first picture of the README, out of the scene with three boxes. */
export async function sheetOfGlance(camera: Camera): Promise<void> {
  const { width, gap } = GLANCE;
  const style = `
    body { margin: 0; padding: ${gap}px; background: linear-gradient(#31415c, #182132) }
    body { display: flex; gap: ${gap}px; width: max-content }
    img { display: block; width: ${width}px; border-radius: 8px; box-shadow: 0 12px 32px #0008 }`;
  const images = ['dark', 'light'].map((theme) => `<img src="three-boxes-${theme}.png">`);
  await camera.compose('glance.png', `<style>${style}</style>${images.join('')}`, SCALE);
}
