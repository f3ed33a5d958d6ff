import type { Browser } from '@playwright/test';
import { startHeadless } from './headless-host.ts';
import { watchPage, type PageWatch } from './page-watch.ts';
import type { Product, Start } from './product.ts';

/** As wide as the popover, in a browser that is not much higher than its numbers. */
const viewport = { width: 380, height: 760 };

/** A browser before it, let in by its address. */
export async function openInBrowser(browser: Browser, start: Start, watch: PageWatch): Promise<Product> {
  const headless = await startHeadless(start);
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await watchPage(page, watch);
  let snapshotBytes = 0;
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (payload.toString().startsWith('{"kind":"event","event":"snapshot"')) snapshotBytes = payload.length;
    });
  });
  await page.goto(headless.addresses[0] ?? '');
  return {
    page,
    headless,
    electron: null,
    snapshotBytes: () => Promise.resolve(snapshotBytes),
    sleep: () => void headless.child.kill('SIGSTOP'),
    wake: () => void headless.child.kill('SIGCONT'),
    stop: async () => {
      await context.close();
      await headless.stop();
    },
  };
}
