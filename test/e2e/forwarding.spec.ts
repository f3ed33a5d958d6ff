import { expect, test, TOKEN, type Glance } from './glance.ts';
import { expectTruthInSink } from './truth.ts';

const OTHER_TOKEN = TOKEN.replace('BBBB', 'CCCC');
/** While nothing could be sent yet. */
const HELD = /^0 points sent, [1-9][\d,]* held back, none refused$/;

test.describe('with a token', () => {
  test.use({ setup: { forward: true, token: TOKEN } });

  test('what happened is in the sink, point for point', async ({ glance }) => {
    await expect(glance.at('forwarding-title')).toHaveText('Forwarding to Dynatrace');
    await glance.scrapes(4);
    await expectTruthInSink(glance);
    expect(glance.sink.report().rejected).toBe(0);
    await expect.poll(async () => (await sentAsShown(glance)) - glance.sink.report().points).toBe(0);
  });

  test('a NIM that starts again is no gap and no jump', async ({ glance }) => {
    await glance.scrapes(3);
    glance.sim.restart();
    await expect(glance.at('state')).toContainText('Loading');
    await expect(glance.at('state')).not.toContainText('Loading');
    await glance.scrapes(3);
    await expectTruthInSink(glance);
  });

  test('a destination that fails for a while gets all of it later, once', async ({ glance }) => {
    await glance.scrapes(2);
    glance.sink.addWeather({ kind: 'status', status: 503, retryAfter: '2', counted: false }, 2);
    await expect(glance.at('forwarding-title')).toHaveText('Trying again to forward');
    await expect(glance.page.locator('footer')).toContainText('503');
    await expect(glance.at('forwarding-title')).toHaveText('Forwarding to Dynatrace');
    await expectTruthInSink(glance);
    expect(glance.sink.report().duplicates).toEqual([]);
  });

  test('the switch stops it', async ({ glance }) => {
    await glance.scrapes(2);
    const forward = glance.at('forward');
    await expect(forward).toHaveAttribute('aria-checked', 'true');
    await forward.click();
    await expect(forward).toHaveAttribute('aria-checked', 'false');
    await expect(glance.at('forwarding-title')).toHaveText('Forwarding is off');
    // What was owed before still goes out.
    await expect(glance.at('ledger')).toContainText('none held back');
    const { points } = glance.sink.report();
    await glance.scrapes(3);
    expect(glance.sink.report().points).toBe(points);
  });
});

test.describe('with a token that is refused', () => {
  test.use({ setup: { forward: true, token: OTHER_TOKEN, sink: { token: TOKEN } } });

  test('it says so, and with a new one all that was held back goes out', async ({ glance }) => {
    const { page, sink } = glance;
    await expect(glance.at('forwarding-title')).toHaveText('The token is refused');
    await expect(page.locator('footer')).toContainText('401');
    await expect(glance.at('ledger')).toHaveText(HELD);
    expect(sink.report().points).toBe(0);
    await page.getByRole('button', { name: 'New token' }).click();
    await expect(page.getByLabel('API token')).toBeFocused();
    // The environment's counts again at the next start.
    await expect(glance.at('token-given')).toContainText('DT_API_TOKEN');
    await page.keyboard.type(TOKEN);
    await page.keyboard.press('Enter');
    await expect(glance.at('forwarding-title')).toHaveText('Forwarding to Dynatrace');
    await expectTruthInSink(glance);
  });
});

test.describe('without a token', () => {
  test.use({ setup: { forward: true, sink: { token: TOKEN } } });

  test('one that is refused is not kept, and Test shows why; with the right one it flows', async ({ glance }) => {
    const { page, sink } = glance;
    await expect(glance.at('forwarding-title')).toHaveText('A token is missing');
    await glance.scrapes(3);
    await expect(glance.at('ledger')).toHaveText(HELD);
    await page.getByRole('button', { name: 'Enter a token' }).click();
    await expect(glance.at('token-given')).toHaveCount(0);
    await page.getByLabel('API token').fill(OTHER_TOKEN);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(glance.at('step-address')).toContainText('good');
    await expect(glance.at('step-ingest')).toContainText('refused');
    await page.getByRole('button', { name: 'Save and forward' }).click();
    await expect(page.getByRole('alert').filter({ hasText: '401' })).toBeVisible();
    expect(sink.report().points).toBe(0);
    await page.getByLabel('API token').fill(TOKEN);
    await page.getByRole('button', { name: 'Save and forward' }).click();
    await expect(glance.at('forwarding-title')).toHaveText('Forwarding to Dynatrace');
    await expectTruthInSink(glance);
    expect(await page.content()).not.toContain(TOKEN.slice(7));
  });
});

/** Points sent, while none is held back; NaN otherwise. */
async function sentAsShown(glance: Glance): Promise<number> {
  const shown = (await glance.at('ledger').textContent()) ?? '';
  return Number(/^([\d,]+) points sent, none held back, none refused$/.exec(shown)?.[1]?.replaceAll(',', '') ?? NaN);
}
