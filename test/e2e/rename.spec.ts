import { expect, test, TOKEN, type Places } from './glance.ts';

const configuration = ({ targets, sink }: Places): string => `
global: { scrape_interval: 1s }
scrape_configs: [{ job_name: nim, static_configs: [{ targets: ['${targets[0] ?? ''}'] }] }]
boxes: [{ name: lab, targets: ['${targets[0] ?? ''}'] }]
forward: { endpoint: '${sink}', boxes: [lab] }
`;

test.use({ setup: { configuration, token: TOKEN } });

test('a box with another name is forwarded as before', async ({ glance }) => {
  const { page, sink } = glance;
  await expect.poll(() => sink.report().points).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Settings of lab' }).click();
  await page.getByLabel('Name', { exact: true }).fill('spark');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'spark', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(glance.at('open-box')).toHaveAttribute('aria-label', 'Box spark');
  await expect(glance.at('forward')).toHaveAttribute('aria-checked', 'true');
  const { points } = sink.report();
  await glance.scrapes(2);
  await expect.poll(() => sink.report().points).toBeGreaterThan(points);
  expect(sink.report().duplicates).toEqual([]);
  expect(glance.configuration).toMatch(/spark/);
  expect(glance.configuration).not.toMatch(/\blab\b/);
});
