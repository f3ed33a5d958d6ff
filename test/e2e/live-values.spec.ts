import { sumOf, valueOf } from './exposition.ts';
import { expectLatency } from './latency.ts';
import { expect, test, type Glance } from './glance.ts';
import type { Scrape } from './target.ts';

test('gauges are what the NIM said in the same scrape', async ({ glance }) => {
  await glance.scrapes(2);
  glance.target.hold();
  const { text } = glance.target.last;
  await expect(glance.at('kv-cache')).toHaveText(`${Math.round(valueOf(text, 'gpu_cache_usage_perc') * 100)}%`);
  await expect(glance.at('running')).toHaveText(String(valueOf(text, 'num_requests_running')));
  await expect(glance.at('waiting')).toHaveText(String(valueOf(text, 'num_requests_waiting')));
  await expect(glance.page.getByText(`of ${valueOf(text, 'num_request_max')}`, { exact: true })).toBeVisible();
});

test('quantiles are those of all that was seen', async ({ glance }) => {
  await glance.scrapes(6);
  glance.target.hold();
  await glance.scrapes(2);
  await expectLatency(glance, 'first-token', 'time_to_first_token_seconds');
  await expectLatency(glance, 'between-tokens', 'time_per_output_token_seconds');
  await expectLatency(glance, 'whole-request', 'e2e_request_latency_seconds');
});

test('rates are those of the last two scrapes', async ({ glance }) => {
  await glance.scrapes(3);
  const rows = [
    ['tokens-out', 'generation_tokens_total'],
    ['tokens-in', 'prompt_tokens_total'],
    ['requests', 'request_finish_total'],
  ] as const;
  for (const [testId, family] of rows) {
    await expect
      .poll(async () => isNear(await shownRate(glance, testId), rateOf(glance.target.scrapes, family)), {
        message: testId,
      })
      .toBe(true);
  }
});

async function shownRate(glance: Glance, testId: string): Promise<number> {
  return Number(((await glance.at(testId).textContent()) ?? '').replace('/s', '').replaceAll(',', ''));
}

function rateOf(scrapes: readonly Scrape[], family: string): number {
  const [before, last] = scrapes.slice(-2);
  if (before === undefined || last === undefined) return NaN;
  return ((sumOf(last.text, family) - sumOf(before.text, family)) * 1_000) / (last.atMs - before.atMs);
}

/** The product's clock and ours differ by some milliseconds of a second. */
function isNear(shown: number, expected: number): boolean {
  return Math.abs(shown - expected) <= 0.05 + expected * 0.03;
}
