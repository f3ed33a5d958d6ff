import { expect, test, TOKEN, type Glance } from './glance.ts';

/** A screen is told what it shows, not what was scraped. */
const MOST_SNAPSHOT_BYTES = 64 * 1024;

const setup = { forward: true, token: TOKEN };

test.use({ setup });

test('a target with 20,000 series and 20,000 models leaves the screen quick', async ({ glance }) => {
  test.slow();
  glance.target.rewrite((text) => `${text}${series(20_000)}${models(20_000)}`);
  await expectQuick(glance);
});

test.describe('a model with a name of 11,000 letters, 1 MB of labels', () => {
  test.use({ setup: { ...setup, simulator: { modelName: 'm'.repeat(11_000) } } });

  test('leaves the screen quick', async ({ glance }) => {
    // A text of a megabyte each second keeps a small machine busy.
    test.slow();
    await glance.scrapes(1);
    expect(glance.target.last.text.length).toBeGreaterThan(1024 * 1024);
    await expectQuick(glance);
  });
});

async function expectQuick(glance: Glance): Promise<void> {
  await glance.scrapes(2);
  await expect(glance.at('kv-cache')).toHaveText(/^\d+%$/);
  await glance.at('forward').click();
  await expect(glance.at('forward')).toHaveAttribute('aria-checked', 'false');
  await glance.scrapes(2);
  expect(await glance.product.snapshotBytes()).toBeGreaterThan(1_000);
  expect(await glance.product.snapshotBytes()).toBeLessThan(MOST_SNAPSHOT_BYTES);
}

function series(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => `batches_in_part{part="part_${at}"} ${at}`);
  return `# TYPE batches_in_part gauge\n${lines.join('\n')}\n`;
}

function models(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => `lora_requests{model_name="meta/adapter-${at}"} ${at}`);
  return `# TYPE lora_requests gauge\n${lines.join('\n')}\n`;
}
