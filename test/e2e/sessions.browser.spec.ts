import type { Browser, Page } from '@playwright/test';
import { expect, test, TOKEN } from './glance.ts';

const REFUSED = 'This page is not let in. Open the newest address that nim-glance run --open printed.';

test('a reload goes on with the session of the tab', async ({ glance }) => {
  await expect(glance.at('kv-cache')).toBeVisible();
  expect(glance.page.url()).not.toContain('#');
  await glance.page.reload();
  await expect(glance.at('kv-cache')).toBeVisible();
  await expect(glance.at('link')).toBeEmpty();
});

test('a second browser needs an address of its own: the first one was good once', async ({ glance, chromiumOnce }) => {
  await expect(glance.at('kv-cache')).toBeVisible();
  const { addresses } = glance.headless;
  await expect.poll(() => addresses.length).toBe(2);
  const [used = '', next = ''] = addresses;
  const browser = await chromiumOnce();
  for (const address of [used, used.replace(/#.*/, ''), used.replace(/#.*/, `#${'0'.repeat(64)}`)]) {
    const page = await otherBrowser(browser, address);
    await expect(page.getByTestId('link')).toHaveText(REFUSED);
    await expect(page.getByTestId('kv-cache')).toHaveCount(0);
    await page.context().close();
  }
  const page = await otherBrowser(browser, next);
  await expect(page.getByTestId('kv-cache')).toBeVisible();
  await page.context().close();
});

test.describe('with forwarding on', () => {
  test.use({ setup: { forward: true, token: TOKEN } });

  test('a monitor that is gone is said to be away, with the last that it said', async ({ glance }) => {
    await expect(glance.at('kv-cache')).toBeVisible();
    glance.watch.announce(/WebSocket connection to .* failed/);
    await glance.headless.stop();
    await expect(glance.at('link')).toHaveText(/^The monitor is away/);
    await expect(glance.at('kv-cache')).toHaveText(/^\d+%$/);
    // Nothing is offered that it would have to do.
    await expect(glance.at('forward')).toHaveCount(0);
    await expect(glance.at('wishes')).toHaveCount(0);
  });
});

async function otherBrowser(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
}
