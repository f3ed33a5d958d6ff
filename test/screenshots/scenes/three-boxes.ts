import { LOADING_MS, type Scene } from '../scene.ts';

/** As drawn: one box fills up, one is fine, one loads a large model. */
export const threeBoxes: Scene = {
  plan: {
    boxes: [
      { name: 'spark-01', modelName: 'meta/llama-3.1-8b-instruct', load: 0.75 },
      { name: 'spark-02', modelName: 'nvidia/nv-embedqa-e5-v5', seed: 7, load: 0.35 },
      { name: 'dgx-lab', modelName: 'nvidia/nemotron-70b', seed: 3, loadingMs: LOADING_MS, gpu: true },
    ],
    forward: true,
  },
  play: async ({ stage, shoot }) => {
    await stage.live(16);
    stage.sim('spark-01').setLoad(1.02);
    await stage.live(9);
    stage.sim('dgx-lab').restart();
    await stage.live(3.4);
    await stage.until('spark-01', ({ state, kvCache }) => state === 'busy' && (kvCache.value ?? 0) > 0.85);
    await shoot('three-boxes');
    await shoot('three-boxes-200-percent', { zoom: 2 });
    await shoot('three-boxes-forced-colours', { forcedColors: true });
    await shoot('three-boxes-more-contrast', { moreContrast: true });
    await shoot('three-boxes-in-a-tab', { width: 900 });
    await stage.network.lose();
    await stage.live(3);
    await shoot('three-boxes-offline');
  },
};
