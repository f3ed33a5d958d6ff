import { expect, test, TOKEN, type Places } from './glance.ts';

const configuration = ({ targets, sink }: Places): string => `
global: { scrape_interval: 1s }
scrape_configs: [{ job_name: nim, static_configs: [{ targets: ['${targets[0] ?? ''}'] }] }]
boxes: [{ name: lab, targets: ['${targets[0] ?? ''}'] }]
forward: { endpoint: '${sink}', boxes: none }
`;

test.use({ setup: { configuration, token: TOKEN } });

test('the switch is one click, each way, once box and destination are known', async ({ glance }) => {
  const forward = glance.at('forward');
  await glance.scrapes(2);
  await expect(forward).toHaveAttribute('aria-checked', 'false');
  expect(glance.sink.report().points).toBe(0);
  await forward.click();
  await expect(forward).toHaveAttribute('aria-checked', 'true');
  await expect.poll(() => glance.sink.report().points).toBeGreaterThan(0);
  await forward.click();
  await expect(forward).toHaveAttribute('aria-checked', 'false');
  await expect(forward).toBeFocused();
});
