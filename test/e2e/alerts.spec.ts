import { expect, test, type Glance, type Places } from './glance.ts';

/** Fires above 50 waiting requests, and no longer below 20. */
const configuration = ({ targets }: Places): string => `
global: { scrape_interval: 1s }
scrape_configs: [{ job_name: nim, static_configs: [{ targets: ['${targets[0] ?? ''}'] }] }]
alerts:
  - rule: long-queue
    when: { signal: waiting, above: 50, clear: 20 }
    for: 2s
    clear_for: 1s
`;

test.use({ setup: { configuration } });

test('an alert fires, stays while it is not clearly over, and ends', async ({ glance }) => {
  wait(glance, 60);
  await expect(glance.at('state')).toContainText('Alert');
  await expect(glance.at('sentence')).toContainText('60');
  wait(glance, 30);
  await expect(glance.at('waiting')).toHaveText('30');
  await glance.scrapes(3);
  await expect(glance.at('state')).toContainText('Alert');
  wait(glance, 10);
  await expect(glance.at('state')).not.toContainText('Alert');
});

test('what is short is no alert', async ({ glance }) => {
  wait(glance, 60);
  await glance.scrapes(1);
  wait(glance, 10);
  await glance.scrapes(5);
  await expect(glance.at('waiting')).toHaveText('10');
  await expect(glance.at('state')).not.toContainText('Alert');
});

test('one that is snoozed is quiet, and told again when the user ends that; the page keeps what fired', async ({
  glance,
}) => {
  const { page } = glance;
  wait(glance, 60);
  await expect(glance.at('alert')).toHaveCount(1);
  await page.getByRole('button', { name: /^Snooze/ }).click();
  await page.getByRole('menuitem', { name: '15 minutes' }).click();
  await expect(glance.at('alert')).toContainText(/Snoozed until \d+:\d+/);
  await expect(glance.at('state')).not.toContainText('Alert');
  const wake = page.getByRole('button', { name: /^End snooze/ });
  await expect(wake).toBeFocused();
  await wake.click();
  await expect(glance.at('state')).toContainText('Alert');
  wait(glance, 10);
  await expect(glance.at('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Alerts' }).click();
  await expect(page.getByRole('main')).toContainText('60');
});

/** So many requests wait from now on, whatever the NIM has. */
function wait({ target }: Glance, requests: number): void {
  target.rewrite((text) => text.replace(/^(num_requests_waiting\{.*\}) .*$/m, `$1 ${requests}`));
}
