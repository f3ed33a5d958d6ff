import { expect, test } from './glance.ts';

test('paused, nobody is asked; resumed, it goes on', async ({ glance }) => {
  const { page } = glance;
  await glance.scrapes(2);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible();
  const { length } = glance.target.scrapes;
  // Three times the interval, in which it would have been asked.
  await page.waitForTimeout(3_000);
  // One may have been on its way.
  expect(glance.target.scrapes.length).toBeLessThanOrEqual(length + 1);
  await page.getByRole('button', { name: 'Resume' }).click();
  await glance.scrapes(2);
  await expect(page.getByRole('heading', { name: 'Paused' })).toHaveCount(0);
});
