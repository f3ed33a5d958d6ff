import { expect, test, TOKEN, type Glance } from './glance.ts';
import { expectTruthInSink } from './truth.ts';

test.use({ setup: { forward: true, token: TOKEN } });

test('what happens while the product is closed is sent when it is back', async ({ glance }) => {
  test.skip(!(await keepsLedger(glance)), 'this Electron has no SQLite: its ledger ends with it');
  await glance.scrapes(3);
  await glance.restart();
  await expect(glance.at('kv-cache')).toHaveText(/^\d+%$/);
  await glance.scrapes(2);
  await expectTruthInSink(glance);
});

/** Node has SQLite from 22.5 on. */
async function keepsLedger({ product: { electron } }: Glance): Promise<boolean> {
  if (electron === null) return true;
  const version = await electron.evaluate(() => process.versions.node);
  return Number(version.split('.')[0]) > 22;
}
