import { barriers } from './barriers.ts';
import { focusOf, usableCount } from './focus.ts';
import { expect, test, TOKEN, type Glance } from './glance.ts';
import { cutOff, zoomIn } from './zoom.ts';

test.use({ setup: { forward: true, sink: { token: TOKEN } } });

/** Each page, and how one gets there. */
const pages: readonly (readonly [name: string, open: (glance: Glance) => Promise<void>])[] = [
  ['overview', async (glance) => expect(glance.at('kv-cache')).toHaveText(/^\d+%$/)],
  ['forward', openForward],
  ['alerts', (glance) => choose(glance, 'Alerts')],
  ['settings', openSettings],
  ['add a box', (glance) => choose(glance, 'Add a box')],
];

for (const [name, open] of pages) {
  test(`${name}: by the keyboard, for axe in both themes, and at 200 %`, async ({ glance }) => {
    await open(glance);
    await test.step('Tab reaches all that can be used, in its order, and shows where it is', () => walkRound(glance));
    for (const colorScheme of ['dark', 'light'] as const) {
      await glance.page.emulateMedia({ colorScheme });
      expect(await barriers(glance), colorScheme).toEqual([]);
    }
    await zoomIn(glance);
    // Lines are drawn anew a moment after their place has another size.
    await expect.poll(() => cutOff(glance), 'nothing is cut off or has to be scrolled sideways').toEqual([]);
  });
}

async function walkRound(glance: Glance): Promise<void> {
  const count = await usableCount(glance);
  const reached: number[] = [];
  // Behind the last one it leaves the page for a step.
  for (let steps = 0; steps <= count + 1 && reached.length < count; steps += 1) {
    await glance.page.keyboard.press('Tab');
    const { at, name, outline } = await focusOf(glance);
    if (at < 0) continue;
    reached.push(at);
    expect(outline, `${name} shows that it has the focus`).toMatch(/^[2-9]px (solid|auto)/);
  }
  const first = reached[0] ?? 0;
  expect(reached).toEqual(Array.from({ length: count }, (_, step) => (first + step) % count));
}

/** With all that can stand on it: metrics, the steps of a test, and a problem. */
async function openForward(glance: Glance): Promise<void> {
  const { page } = glance;
  await expect(glance.at('kv-cache')).toHaveText(/^\d+%$/);
  await page.getByRole('button', { name: 'Enter a token' }).click();
  await page.getByRole('button', { name: /^\d+ of \d+ metrics$/ }).click();
  await page.getByLabel('API token').fill('wrong');
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(glance.at('step-ingest')).toContainText('refused');
}

/** What it says comes a moment after the page. */
async function openSettings(glance: Glance): Promise<void> {
  await choose(glance, 'Settings');
  await expect(glance.page.getByRole('button', { name: 'Edit as text' })).toBeVisible();
}

async function choose({ page }: Glance, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  await expect(page.getByRole('heading', { level: 1, name: item })).toBeVisible();
  // Only then all that can be used is there.
  await expect(page.getByText(/^Reading the/)).toHaveCount(0);
}
