import { expect, test } from './glance.ts';

test('a web page in place of metrics is no silence: it is said what answers, and what to do', async ({ glance }) => {
  const { page } = glance;
  await glance.scrapes(1);
  glance.sim.addWeather({ kind: 'html' });
  await expect(glance.at('state')).toHaveText('No metrics');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/ gives no metrics$/);
  await expect(glance.at('sentence')).toHaveText(
    /^It answers, but without usable metrics: .* and .* answered with a web page .*: check the port, .* metrics_path\.$/,
  );
  await expect(page.getByRole('button', { name: 'back' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'ready' })).toHaveCount(0);
  await glance.sim.clearWeather();
  await expect(glance.at('sentence')).not.toContainText('web page');
});
