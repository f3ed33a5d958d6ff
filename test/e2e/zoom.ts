import { expect, type Glance } from './glance.ts';

/** 200 %, as a browser's menu does it for a window of 640 pixels; a popover keeps its width. */
export async function zoomIn({ page, product }: Glance): Promise<void> {
  if (product.electron === null) {
    await page.setViewportSize({ width: 320, height: 400 });
    return;
  }
  await product.electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(2);
  });
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2);
}

/** What reaches beyond the window, be it that it could be scrolled there, or not. */
export function cutOff({ page }: Glance): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const shown = [...document.querySelectorAll('#app *')].filter(
      (one) => one.closest('.unseen') === null && one.getClientRects().length > 0,
    );
    const beyond = shown.filter((one) => {
      const { left, right } = one.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    });
    return beyond.map((one) => `${one.tagName}.${one.getAttribute('class') ?? ''} ${one.textContent}`);
  });
}
