import type { Page } from '@playwright/test';
import { fromMenu, type Scene } from '../scene.ts';

async function open(page: Page): Promise<void> {
  await fromMenu(page, 'Settings');
  await page.getByRole('button', { name: 'Edit as text' }).waitFor();
}

async function edit(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('button', { name: 'Edit as text' }).click();
}

export const settings: Scene = {
  plan: {
    boxes: [
      { name: 'spark-01', load: 0.6 },
      { name: 'dgx-lab', seed: 3, gpu: true },
    ],
    forward: true,
  },
  play: async ({ stage, shoot }) => {
    await stage.live(3);
    await shoot('settings', { act: open });
    await shoot('settings-200-percent', { zoom: 2, act: open });
    await shoot('settings-text', { height: 560, act: edit });
    await shoot('settings-text-error', {
      height: 600,
      act: async (page) => {
        await edit(page);
        const area = page.getByRole('textbox');
        await area.fill((await area.inputValue()).replace('scrape_interval', 'scrape_intervall'));
        await page.getByRole('button', { name: 'Save' }).click();
        await page.getByText('Line ').first().waitFor();
      },
    });
  },
};
