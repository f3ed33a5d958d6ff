import { barriers } from './barriers.ts';
import { expect, test } from './glance.ts';

/** Of tokens.css: ground and text of each theme. */
const themes = [
  ['dark', 'rgb(20, 23, 29)', 'rgb(238, 241, 246)'],
  ['light', 'rgb(247, 248, 250)', 'rgb(18, 22, 29)'],
] as const;

for (const [colorScheme, ground, text] of themes) {
  test(`the ${colorScheme} theme follows the system, and has no barrier that axe knows`, async ({ glance }) => {
    await glance.page.emulateMedia({ colorScheme });
    await expect(glance.at('kv-cache')).toBeVisible();
    await expect(glance.page.locator('html')).toHaveCSS('background-color', ground);
    await expect(glance.page.locator('body')).toHaveCSS('color', text);
    expect(await barriers(glance)).toEqual([]);
  });
}

test('a box that is down has no barrier that axe knows', async ({ glance }) => {
  await glance.scrapes(2);
  await glance.target.close();
  await expect(glance.at('state')).toContainText('Down');
  for (const [colorScheme] of themes) {
    await glance.page.emulateMedia({ colorScheme });
    expect(await barriers(glance)).toEqual([]);
  }
});
