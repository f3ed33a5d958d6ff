import { expect, test, type Glance, type Places } from './glance.ts';

const OTHERS = 8;

/** So many boxes that their alerts are more than the history shows at first. */
const configuration = ({ targets }: Places): string => `
global: { scrape_interval: 1s }
scrape_configs: [{ job_name: nim, static_configs: [{ targets: [${targets.map((one) => `'${one}'`).join(', ')}] }] }]
boxes:
${targets.map((one, at) => `  - { name: 'box-${at}', targets: ['${one}'] }`).join('\n')}
alerts:
  - { rule: long-queue, when: { signal: waiting, above: 50, clear: 20 }, for: 0s }
`;

test.describe('one box', () => {
  test('leaving a page, the keyboard goes on where the page was opened', async ({ glance }) => {
    const { page } = glance;
    for (const name of ['Alerts', 'Settings', 'Add a box'] as const) {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name }).click();
      await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('button', { name: 'More' })).toBeFocused();
    }
    const bell = page.getByRole('button', { name: /^Alerts/ });
    const ofBox = page.getByRole('button', { name: /^Settings of/ });
    for (const opener of [bell, ofBox, glance.at('forwarding-open'), glance.at('add-box')]) {
      await opener.click();
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await expect(opener).toBeFocused();
    }
  });
});

test.describe('many alerts', () => {
  test.use({ setup: { others: OTHERS, configuration } });

  test('the rest of the history: the keyboard goes on from its first row', async ({ glance }) => {
    for (const { target } of [glance, ...glance.others]) {
      target.rewrite((text) => text.replace(/^(num_requests_waiting\{.*\}) .*$/m, '$1 60'));
    }
    await openAlerts(glance);
    const more = glance.page.getByRole('button', { name: 'Show 1 more' });
    await more.click();
    const rows = glance.at('history').getByRole('listitem');
    await expect(rows).toHaveCount(OTHERS + 1);
    await expect(rows.last()).toBeFocused();
  });
});

async function openAlerts({ page }: Glance): Promise<void> {
  await page.getByRole('button', { name: /^Alerts/ }).click();
  await expect(page.getByRole('heading', { name: 'Alerts', exact: true })).toBeFocused();
}
