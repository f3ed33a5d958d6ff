import type { Page } from '@playwright/test';
import { DEMO_TOKEN } from '../../../main/demo/demo-token.ts';
import type { Scene } from '../scene.ts';

async function open(page: Page): Promise<void> {
  await page.getByTestId('forwarding-open').click();
}

async function test(page: Page, address: string, token: string): Promise<void> {
  await open(page);
  await page.getByLabel('Address of your environment').fill(address);
  await page.getByLabel('API token').fill(token);
  await page.getByRole('button', { name: 'Test' }).click();
  await page.getByRole('button', { name: 'Test', exact: true }).waitFor();
}

/** Before a destination is there, when it was tried, and when points go there. */
export const forwardPage: Scene = {
  plan: { boxes: [{ name: 'spark-01', load: 0.6 }], token: null, sink: { token: DEMO_TOKEN } },
  play: async ({ stage, shoot }) => {
    const { url } = stage.sink;
    await stage.live(10);
    await shoot('forward-page-empty', { act: open });
    await shoot('forward-page-200-percent', { zoom: 2, act: open });
    await shoot('forward-page-example', {
      act: async (page) => {
        await open(page);
        await page.getByLabel('Address of your environment').fill('abc12345');
        await page.getByText('abc12345.live').first().waitFor();
      },
    });
    await shoot('forward-page-tested', { act: (page) => test(page, url, DEMO_TOKEN) });
    await shoot('forward-page-refused', { act: (page) => test(page, url, DEMO_TOKEN.replace(/.$/, 'Z')) });
    await stage.monitor.api.saveDestination({ endpoint: url, token: DEMO_TOKEN });
    await stage.monitor.api.setForwarding({ box: 'spark-01', on: true });
    await stage.live(5);
    stage.sink.addWeather({ kind: 'partial', metric: 'gpu_cache_usage_perc' }, 2);
    await stage.live(1);
    await shoot('forward-page-sending', { act: open });
    await shoot('forward-page-what-is-sent', {
      act: async (page) => {
        await open(page);
        await page.getByRole('button', { name: /of .* metrics/ }).click();
      },
    });
  },
};

/** The token comes from the environment at each start, and a new one would hold until the next. */
export const givenToken: Scene = {
  plan: { boxes: [{ name: 'spark-01', load: 0.6 }], forward: true, token: 'environment' },
  play: async ({ stage, shoot }) => {
    await stage.live(5);
    await shoot('forward-page-token-given', { act: open });
    await shoot('forward-page-token-given-new', {
      act: async (page) => {
        await open(page);
        await page.getByRole('button', { name: 'New token' }).click();
        await page.getByLabel('API token').waitFor();
      },
    });
  },
};

/** A box whose address is a loopback one wants a name first. */
export const nameless: Scene = {
  plan: { boxes: [{ name: '127.0.0.1', load: 0.6 }], token: null },
  play: async ({ stage, shoot }) => {
    await stage.live(5);
    await shoot('forward-page-nameless', { act: open });
  },
};
