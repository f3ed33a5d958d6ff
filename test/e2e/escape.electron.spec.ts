import { execFileSync } from 'node:child_process';
import { expect, test, type Glance } from './glance.ts';

test('Escape hides the popover; a second start shows it, with its newest numbers', async ({ glance }) => {
  await expect(glance.at('kv-cache')).toBeVisible();
  expect(await isShown(glance)).toBe(true);
  // By the display, as a user's key: Playwright's never pass the shell.
  execFileSync('xdotool', ['key', 'Escape']);
  await expect.poll(() => isShown(glance)).toBe(false);
  await glance.scrapes(2);
  await glance.electron.evaluate(({ app }) => app.emit('second-instance', {}, []));
  await expect.poll(() => isShown(glance)).toBe(true);
});

function isShown({ electron }: Glance): Promise<boolean> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((one) => one.isVisible()));
}
