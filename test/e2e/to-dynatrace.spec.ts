import { expect, test, TOKEN, type Glance } from './glance.ts';

test.use({ setup: { configuration: () => '', sink: { token: TOKEN } } });

test('from nothing to forwarded, by the keyboard alone', async ({ glance }) => {
  const { page } = glance;
  await expect(page.getByLabel('Where does your NIM run?')).toBeFocused();
  await page.keyboard.type(glance.target.address);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the box')).toBeFocused();
  await page.keyboard.type('lab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'lab', exact: true })).toBeFocused();

  await tabTo(glance, 'Forward lab to Dynatrace');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Forward lab' })).toBeFocused();
  await tabTo(glance, 'Address of your environment');
  await page.keyboard.type(glance.sink.url);
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('API token')).toBeFocused();
  await page.keyboard.type(TOKEN);
  await page.keyboard.press('Enter');
  await expect(glance.at('forwarding-title')).toHaveText('Forwarding to Dynatrace');
  await expect.poll(() => glance.sink.report().points).toBeGreaterThan(0);
  expect(glance.configuration).not.toContain(TOKEN.slice(7));
});

/** Presses Tab until the keyboard is on what has this name. */
async function tabTo({ page }: Glance, name: string): Promise<void> {
  const wanted = page.getByLabel(name, { exact: true });
  await expect(wanted).toBeVisible();
  for (let steps = 0; steps < 60; steps += 1) {
    if (await wanted.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${name}`);
}
