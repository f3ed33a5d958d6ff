// `node screenshots.ts [WORD …]`: pictures of every screen in both themes, into build/screenshots; with words only of the
// scenes whose names hold one of them. Its parts are real: simulated boxes and a sink, the monitor, its screen, Chromium.
// Then the sheets that the README shows, out of those pictures and of the ones in `NIM_GLANCE_STATE_PICTURES`.

import { join } from 'node:path';
import { Camera, emptyFolder } from './camera.ts';
import type { Scene } from './scene.ts';
import { SCENES } from './scenes.ts';
import { sheetOfGlance, sheetsOfStates } from './sheets.ts';
import { Stage } from './stage.ts';

const folder = join(import.meta.dirname, '../../build/screenshots');
const words = process.argv.slice(2);
const stateFolder = process.env['NIM_GLANCE_STATE_PICTURES'];

if (words.length === 0) emptyFolder(folder);
const camera = await Camera.open(folder);
try {
  for (const [name, scene] of Object.entries(SCENES)) if (isWanted(name)) await play(name, scene);
  if (isWanted('three-boxes')) await sheetOfGlance(camera);
  if (isWanted('states') && stateFolder !== undefined) await sheetsOfStates(camera, stateFolder);
  if (words.length === 0) for (const theme of ['dark', 'light'] as const) await camera.sheet(theme);
} finally {
  await camera.close();
}
process.stdout.write(`${camera.taken.length} screens, each in both themes, are in build/screenshots.\n`);

function isWanted(name: string): boolean {
  return words.length === 0 || words.some((word) => name.includes(word));
}

async function play(name: string, { plan, play: perform }: Scene): Promise<void> {
  const startedMs = performance.now();
  const stage = await Stage.open(plan);
  const nowMs = (): number => stage.clock.nowMs();
  await camera.lookAt(stage.screen.ownAddress, nowMs);
  const shoot: Parameters<Scene['play']>[0]['shoot'] = async (picture, framing) => {
    await camera.reload(nowMs());
    await camera.shoot(picture, framing);
  };
  try {
    await perform({ stage, camera, shoot });
  } finally {
    await camera.leave();
    await stage.close();
  }
  process.stdout.write(`${name}: ${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`);
}
