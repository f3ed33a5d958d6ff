import { expect, test } from './glance.ts';

test.use({ setup: { simulator: { loadingMs: 10_000 } } });

test('who waits for a model that loads is told once when it is ready', async ({ glance }) => {
  const { page } = glance;
  // Only once the screen is open, however long that took.
  glance.sim.restart();
  await expect(glance.at('state')).toContainText('Loading');
  const ready = page.getByRole('button', { name: 'ready' });
  await ready.click();
  await expect(ready).toHaveAttribute('aria-pressed', 'true');
  await expect(glance.at('state')).not.toContainText('Loading');
  await expect(ready).toHaveCount(0);
  // In Electron the desktop shows it.
  if (glance.product.headless === null) return;
  await expect(glance.at('notice')).toHaveCount(1);
  await expect(glance.at('notice')).toContainText(/ready/i);
  await page.getByRole('button', { name: /^Close/ }).click();
  await expect(glance.at('notice')).toHaveCount(0);
});
