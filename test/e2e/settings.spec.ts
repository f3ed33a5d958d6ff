import { expect, test, type Glance, type Places } from './glance.ts';

/** Asked once in the whole test, unless another interval applies. */
const configuration = ({ targets }: Places): string => `# my boxes
global:
  scrape_interval: 60s # patient
scrape_configs:
  - job_name: nim
    static_configs: [{ targets: ['${targets[0] ?? ''}'] }]
`;

test.use({ setup: { configuration } });

test('another interval applies at once, and the file keeps its comments', async ({ glance }) => {
  const { page } = glance;
  await openSettings(glance);
  await page.getByRole('radio', { name: 'Other' }).check();
  await page.getByLabel('Seconds between two looks').fill('1');
  await page.keyboard.press('Enter');
  await glance.scrapes(3);
  expect(glance.configuration).toMatch(/scrape_interval: 1s # patient/);
  expect(glance.configuration).toContain('# my boxes');
});

test('as a text: what is wrong has its line, what is right is saved and applies', async ({ glance }) => {
  const { page } = glance;
  await openSettings(glance);
  await page.getByRole('button', { name: 'Edit as text' }).click();
  const text = page.getByLabel('The configuration as a text');
  const before = await text.inputValue();
  expect(before).toBe(glance.configuration);
  await text.fill(before.replace('60s', 'often'));
  await page.keyboard.press('Control+s');
  const problem = page.getByRole('button', { name: /^Line 3/ });
  await problem.click();
  await expect(text).toBeFocused();
  expect(glance.configuration).toBe(before);
  await page.keyboard.press('Escape');
  await expect(page.getByText('Save or discard your changes first.')).toBeVisible();

  const right = before.replace('60s', '1s');
  await text.fill(right);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await glance.scrapes(3);
  expect(glance.configuration).toBe(right);
});

async function openSettings({ page }: Glance): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeFocused();
}
