import type { Scene } from '../scene.ts';

/** With rows for its GPU; and all that the open box may hold. */
export const gpu: Scene = {
  plan: {
    boxes: [{ name: 'dgx-lab', modelName: 'nvidia/nemotron-70b', seed: 3, load: 0.8, gpu: true }],
    forward: true,
  },
  play: async ({ stage, shoot }) => {
    await stage.live(25);
    await shoot('gpu-fine');
    await shoot('gpu-200-percent', { zoom: 2 });
  },
};
