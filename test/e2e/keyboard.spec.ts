import { expect, test } from './glance.ts';

test.use({ setup: { forward: true } });

test('Space turns the switch, and the focus stays', async ({ glance }) => {
  const forward = glance.at('forward');
  await expect(forward).toHaveAttribute('aria-checked', 'true');
  await forward.focus();
  await glance.page.keyboard.press('Space');
  await expect(forward).toHaveAttribute('aria-checked', 'false');
  await expect(forward).toBeFocused();
});

test('Escape leaves a page, and the arrow keys walk a menu', async ({ glance }) => {
  const { page } = glance;
  const more = page.getByRole('button', { name: 'More' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(glance.at('forwarding-title')).toBeVisible();
});
