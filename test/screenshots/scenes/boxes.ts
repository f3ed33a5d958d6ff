import type { Page } from '@playwright/test';
import { fromMenu, type Scene } from '../scene.ts';

/** A NIM and an exporter on this computer. */
const HERE = { name: '127.0.0.1', gpu: true, watched: false };

async function lookAt(page: Page, text: string): Promise<void> {
  await page.getByLabel('Where does your NIM run?').fill(text);
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await page.getByRole('button', { name: 'Look', exact: true }).and(page.locator(':not([aria-busy=true])')).waitFor();
}

/** Nothing is watched yet. */
export const firstStart: Scene = {
  plan: { boxes: [HERE, { name: 'dgx-lab', modelName: 'nvidia/nemotron-70b', watched: false }] },
  play: async ({ shoot }) => {
    await shoot('first-start');
    await shoot('first-start-200-percent', { zoom: 2 });
    await shoot('first-start-found-here', {
      act: async (page) => {
        await page.getByRole('button', { name: 'Look on this computer' }).click();
        await page.getByText('Found on this computer').waitFor();
      },
    });
    await shoot('first-start-looked', {
      act: async (page) => {
        await lookAt(page, "curl -s 'http://dgx-lab:8000/v1/metrics'");
        await page.getByText('nemotron').waitFor();
      },
    });
    await shoot('first-start-nobody-there', {
      act: async (page) => {
        await lookAt(page, 'dgx-labor.example:8000');
        await page.getByRole('button', { name: 'Add it anyway' }).waitFor();
      },
    });
    await shoot('first-start-tunnel', {
      act: async (page) => {
        await lookAt(page, 'ssh -N -L 8000:localhost:8000 dgx-lab');
        await page.getByLabel('Name of the box').waitFor();
      },
    });
    await shoot('first-start-not-an-address', {
      act: async (page) => {
        await page.getByLabel('Where does your NIM run?').fill('my gpu box');
        await page.getByRole('button', { name: 'Look', exact: true }).click();
        await page.waitForTimeout(500);
      },
    });
  },
};

export const addBox: Scene = {
  plan: {
    boxes: [
      { name: 'spark-01', load: 0.6 },
      { name: 'spark-02', modelName: 'nvidia/nv-embedqa-e5-v5', watched: false, seed: 5 },
    ],
  },
  play: async ({ stage, shoot }) => {
    await stage.live(5);
    await shoot('add-box', { act: (page) => fromMenu(page, 'Add a box') });
    await shoot('add-box-looked', {
      act: async (page) => {
        await fromMenu(page, 'Add a box');
        await lookAt(page, 'spark-02');
        await page.getByText('nv-embedqa').waitFor();
      },
    });
    await shoot('head-menu', {
      act: async (page) => {
        await page.getByRole('button', { name: 'More' }).click();
      },
    });
  },
};

async function openBoxPage(page: Page, box: string): Promise<void> {
  await page.getByRole('button', { name: `Settings of ${box}` }).click();
}

export const boxPages: Scene = {
  plan: { boxes: [{ name: 'dgx-lab', modelName: 'nvidia/nemotron-70b', load: 0.6, gpu: true }], forward: true },
  play: async ({ stage, shoot }) => {
    await stage.live(6);
    const open = (page: Page) => openBoxPage(page, 'dgx-lab');
    await shoot('box-page', { act: open });
    await shoot('box-page-200-percent', { zoom: 2, act: open });
    await shoot('box-page-remove', {
      act: async (page) => {
        await open(page);
        await page.getByRole('button', { name: 'Remove this box' }).click();
      },
    });
    await stage.fell('dgx-lab');
    await stage.live(2);
    await shoot('box-page-failing', { act: open });
  },
};

export const demo: Scene = {
  plan: { boxes: [] },
  play: async ({ stage, shoot }) => {
    await stage.monitor.api.demo({ on: true });
    await stage.live(6);
    await shoot('demo');
    await stage.monitor.api.demo({ on: false });
  },
};
