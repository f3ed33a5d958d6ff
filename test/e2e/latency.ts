import { addBuckets, bucketsOf, gainOf, quantileOf, type Buckets } from './exposition.ts';
import { expect, type Glance } from './glance.ts';
import type { Scrape } from './target.ts';

/** Both quantiles of a row are those of all that its histogram counted since the product started, less than a minute ago. */
export async function expectLatency(glance: Glance, row: string, family: string): Promise<void> {
  const gain = gainOfAll(glance.target.scrapes, family);
  await expectSeconds(glance, `${row}-p50`, quantileOf(gain, 0.5));
  await expectSeconds(glance, `${row}-p95`, quantileOf(gain, 0.95));
}

/** What came over all scrapes; a pause of more than two intervals tells nothing. */
function gainOfAll(scrapes: readonly Scrape[], family: string): Buckets {
  const seen = scrapes.map(({ text, atMs }) => ({ atMs, buckets: bucketsOf(text, family) }));
  const nothing: Buckets = (seen[0]?.buckets ?? []).map(([bound]) => [bound, 0]);
  return seen.slice(1).reduce((sum, { atMs, buckets }, at) => {
    const before = seen[at];
    if (before === undefined || Math.round((atMs - before.atMs) / 1_000) > 2) return sum;
    return addBuckets(sum, gainOf(before.buckets, buckets));
  }, nothing);
}

/** Shown as whole milliseconds below a second, else with one digit behind the point: half of the last digit is rounding. */
async function expectSeconds(glance: Glance, testId: string, expected: number): Promise<void> {
  await expect
    .poll(async () => difference((await glance.at(testId).textContent()) ?? '', expected), { message: testId })
    .toBe('');
}

function difference(shown: string, seconds: number): string {
  const [, digits = '', unit] = /^([\d.]+)(ms|s)$/.exec(shown) ?? [];
  const [scale, half] = unit === 'ms' ? [0.001, 0.000_501] : [1, 0.0501];
  return Math.abs(Number(digits) * scale - seconds) <= half ? '' : `${shown} is not ${seconds} s`;
}
