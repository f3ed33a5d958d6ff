import { expect, test, type Places } from './glance.ts';

const MARKUP = '<b onclick=alert(1)>lab</b>';

const configuration = ({ targets }: Places): string => `
global: { scrape_interval: 1s }
scrape_configs: [{ job_name: nim, static_configs: [{ targets: [${targets.map((one) => `'${one}'`).join(', ')}] }] }]
boxes:
${targets.map((one, at) => `  - { name: '${at === 1 ? MARKUP : `box-${at}`}', targets: ['${one}'] }`).join('\n')}
`;

test.use({ setup: { others: 2, configuration } });

test('the others have a row each, and a click opens one', async ({ glance }) => {
  const rows = glance.page.getByTestId('other-box');
  await expect(rows).toHaveCount(2);
  await rows.filter({ hasText: MARKUP }).click();
  await expect(glance.at('open-box')).toHaveAttribute('aria-label', `Box ${MARKUP}`);
  await expect(glance.page.getByRole('heading', { name: MARKUP, exact: true })).toBeFocused();
  await expect(rows.filter({ hasText: 'box-' })).toHaveCount(2);
  await expect(glance.page.locator('b')).toHaveCount(0);
});

test('the worst one is open', async ({ glance }) => {
  await expect(glance.page.getByTestId('other-box')).toHaveCount(2);
  await glance.others[1]?.target.close();
  await expect(glance.at('open-box')).toHaveAttribute('aria-label', 'Box box-2');
  await expect(glance.at('state')).toContainText('Down');
});
