import type { Page } from '@playwright/test';
import { expect, test, type Places } from './glance.ts';

const configuration = ({ targets }: Places): string => `
global: { scrape_interval: 1s }
scrape_configs: [{ job_name: nim, static_configs: [{ targets: ['${targets[0] ?? ''}'] }] }]
alerts:
  # As long as people wait without asking.
  - rule: long-queue
    when: { signal: waiting, above: 50, clear: 20 } # by experience
    for: 1s
    clear_for: 1s
`;

test.use({ setup: { configuration } });

test('the preview follows a number, what is wrong is said beside it, and the file keeps its comments', async ({
  glance,
}) => {
  const { page } = glance;
  glance.target.rewrite((text) => text.replace(/^(num_requests_waiting\{.*\}) .*$/m, '$1 60'));
  await expect(glance.at('state')).toContainText('Alert');
  await page.getByRole('button', { name: /^Alerts/ }).click();
  await openRule(page, '50');
  const preview = glance.at('preview');
  await expect(preview).toContainText('it would have fired once');

  const above = page.getByLabel('Fires above');
  await above.fill('70');
  await expect(preview).toContainText('it would not have fired');
  await above.fill('10');
  const invalid = page.locator('input[aria-invalid="true"]');
  await expect(invalid).toHaveCount(1);
  await expect(invalid).toHaveAccessibleDescription(/\S/);
  await expect(preview).toContainText('Correct what is marked');
  await page.keyboard.press('Enter');
  await expect(invalid).toBeFocused();

  await above.fill('70');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Alerts', exact: true })).toBeFocused();
  await expect(page.getByText('Nothing fires.')).toBeVisible();
  expect(glance.configuration).toMatch(/when: \{ signal: waiting, above: 70, clear: 20 \} # by experience/);
  expect(glance.configuration).not.toContain('threshold');
  expect(glance.configuration).toContain('# As long as people wait without asking.');
  expect(glance.configuration).toContain('# by experience');
  await openRule(page, '70');
});

/** From the page of alerts; it fires above `threshold`. */
async function openRule(page: Page, threshold: string): Promise<void> {
  await page.getByTestId('rule').filter({ hasText: 'your own' }).getByRole('button').first().click();
  await expect(page.getByLabel('Fires above')).toHaveValue(threshold);
}
