import { expectLatency } from './latency.ts';
import { expect, test, TOKEN } from './glance.ts';
import { expectTruthInSink } from './truth.ts';

const SLEEP_MS = 5_000;

test.describe('a computer that sleeps for a while', () => {
  test.use({ setup: { forward: true, token: TOKEN } });

  test('sends afterwards what happened meanwhile', async ({ glance }) => {
    await glance.scrapes(3);
    glance.product.sleep();
    await new Promise((resolve) => setTimeout(resolve, SLEEP_MS));
    glance.product.wake();
    await glance.scrapes(2);
    await expectTruthInSink(glance);
    await expect(glance.at('kv-cache')).toHaveText(/^\d+%$/);
  });
});

test('what came during a sleep is in no tile: nobody knows when it happened', async ({ glance }) => {
  await glance.scrapes(4);
  glance.product.sleep();
  await new Promise((resolve) => setTimeout(resolve, SLEEP_MS));
  // 100,000 first tokens of nearly ten seconds.
  glance.target.rewrite((text) =>
    text.replaceAll(
      /^(time_to_first_token_seconds_(?:bucket\{.*le="(?:10|\+Inf)".*\}|count\{.*\}) )(\d+)$/gm,
      (_, name: string, count: string) => `${name}${Number(count) + 100_000}`,
    ),
  );
  glance.product.wake();
  await glance.scrapes(3);
  glance.target.hold();
  await expectLatency(glance, 'first-token', 'time_to_first_token_seconds');
});
