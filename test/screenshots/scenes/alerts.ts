import type { Page } from '@playwright/test';
import { fromMenu, LOADING_MS, type Scene } from '../scene.ts';

async function open(page: Page): Promise<void> {
  await fromMenu(page, 'Alerts');
  await page.getByText('Rules', { exact: true }).waitFor();
  await page.getByRole('switch').first().waitFor();
}

/** An alert that came and went, one that fires, one that is snoozed; the rules; what is waited for. */
export const alerts: Scene = {
  plan: {
    boxes: [
      { name: 'spark-01', load: 0.7 },
      { name: 'dgx-lab', modelName: 'nvidia/nemotron-70b', seed: 3, load: 0.5, loadingMs: LOADING_MS },
    ],
    forward: true,
  },
  play: async ({ stage, shoot }) => {
    await shoot('alerts-nothing-yet', { act: open });
    await stage.live(4);
    stage.sim('spark-01').setLoad(1.5);
    await stage.until('spark-01', ({ alerts: all }) => all.length > 0);
    await stage.live(4);
    stage.sim('spark-01').setLoad(0.4);
    await stage.until('spark-01', ({ alerts: all }) => all.length === 0);
    await stage.live(2);
    stage.sim('spark-01').setLoad(1.6);
    stage.sim('dgx-lab').restart();
    await stage.until('spark-01', ({ alerts: all }) => all.length > 1);
    await stage.live(1);
    await shoot('alerts-on-a-box');
    await shoot('alerts-snooze-menu', {
      act: async (page) => {
        await page
          .getByRole('button', { name: /^Snooze/ })
          .first()
          .click();
      },
    });
    await shoot('alerts', { act: open });
    await shoot('alerts-200-percent', { zoom: 2, act: open });
    const rule = async (page: Page): Promise<void> => {
      await open(page);
      await page
        .getByRole('button', { name: /KV cache/ })
        .last()
        .click();
      await page.getByText(/^In the last/).waitFor();
    };
    await shoot('rule', { act: rule });
    await shoot('rule-changed', {
      act: async (page) => {
        await rule(page);
        await page.getByLabel('Fires above').first().fill('95');
        await page.waitForTimeout(1_000);
      },
    });
    await shoot('rule-200-percent', { zoom: 2, act: rule });
    await stage.monitor.api.wish({ box: 'dgx-lab', until: { kind: 'ready' }, on: true });
    await shoot('alerts-told-when-ready', {
      act: (page) => page.getByTestId('other-box').first().click(),
    });
  },
};
