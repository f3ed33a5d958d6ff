import { LOADING_MS, type Scene } from '../scene.ts';

/** More than fit, with names and models of every length. */
export const tenBoxes: Scene = {
  plan: {
    boxes: [
      { name: 'spark-01', load: 0.5 },
      { name: 'spark-02', modelName: 'nvidia/nv-embedqa-e5-v5', seed: 2, load: 0.2 },
      { name: 'spark-03', modelName: 'mistralai/mixtral-8x22b-instruct-v0.1', seed: 3, load: 1.3 },
      { name: 'dgx-lab', modelName: 'nvidia/nemotron-70b', seed: 4, load: 0.6, loadingMs: LOADING_MS },
      { name: 'dgx-lab-2', modelName: 'nvidia/nemotron-70b', seed: 5, load: 0.7 },
      {
        name: 'inferenz-abnahmeumgebung-rechenzentrum-wien',
        modelName: 'nvidia/llama-3.3-nemotron-super-49b-v1.5-datenschutzgrundverordnung-feinabgestimmt',
        seed: 6,
        load: 0.97,
      },
      { name: 'h100-a', modelName: 'deepseek-ai/deepseek-r1', seed: 7, load: 0.4 },
      { name: 'h100-b', modelName: 'deepseek-ai/deepseek-r1', seed: 8, load: 0.45 },
      { name: 'werkstatt', modelName: 'google/gemma-2-9b-it', seed: 9, load: 0.3 },
      { name: 'buero', modelName: 'microsoft/phi-3-mini-4k-instruct', seed: 10, load: 0.05 },
    ],
    forward: true,
  },
  play: async ({ stage, shoot }) => {
    await stage.live(9);
    stage.sim('dgx-lab').restart();
    await stage.fell('werkstatt');
    await stage.live(3);
    await shoot('ten-boxes');
    await shoot('ten-boxes-long-names', {
      act: async (page) => page.getByTestId('other-box').filter({ hasText: 'abnahmeumgebung' }).click(),
    });
    await shoot('ten-boxes-200-percent', {
      zoom: 2,
      act: async (page) => page.getByTestId('other-box').filter({ hasText: 'abnahmeumgebung' }).click(),
    });
  },
};
