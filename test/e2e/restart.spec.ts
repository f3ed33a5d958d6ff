import { expectTruthInSink } from './truth.ts';
import { expect, test, TOKEN } from './glance.ts';

test.use({ setup: { forward: true, token: TOKEN } });

test('what happens while the product is closed is sent when it is back', async ({ glance }) => {
  await glance.scrapes(3);
  await glance.restart();
  await expect(glance.at('kv-cache')).toHaveText(/^\d+%$/);
  await glance.scrapes(2);
  await expectTruthInSink(glance);
});
