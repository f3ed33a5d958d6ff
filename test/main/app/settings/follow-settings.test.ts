import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { setScrapeInterval } from '../../../../main/app/settings/edits.ts';
import { followSettings } from '../../../../main/app/settings/follow-settings.ts';
import { openSettings } from '../../../../main/app/settings/open-settings.ts';
import { jobWith } from '../../../fakes/configuration-text.ts';

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('waited in vain');
}

test('an editor’s change is applied and told; ours is not told; a mistake is told and nothing of it applied', async (context) => {
  const home = mkdtempSync(join(tmpdir(), 'follow-settings-'));
  const file = join(home, 'f.yaml');
  writeFileSync(file, jobWith());
  const here = { platform: 'linux', environment: {}, home, computerName: 'spark-01' };
  const opened = openSettings(here, { file, mayLackTargets: false });
  assert.ok(opened.ok);
  const { settings } = opened;
  const told: string[] = [];
  const unfollow = followSettings(settings, (lines) => told.push(...lines));
  context.after(() => {
    unfollow();
    rmSync(home, { recursive: true });
  });
  assert.deepEqual(
    settings.change((document) => setScrapeInterval(document, 5_000)),
    [],
  );
  // Time in which it would be told.
  await new Promise((resolve) => setTimeout(resolve, 600));
  writeFileSync(file, settings.text.replace('5s', '7s'));
  await until(() => told.length > 0);
  assert.equal(told.length, 1);
  assert.equal(settings.configuration.targets[0]?.scrapeIntervalMs, 7_000);
  writeFileSync(file, 'x: 1\n');
  await until(() => told.length > 2);
  assert.deepEqual(told[1], `${file} has errors, so nothing of it was applied:`);
  assert.equal(settings.configuration.targets.length, 1);
});

test('what lies nowhere is not followed', () => {
  const address = { target: 'dgx', endpoint: undefined, forward: false, scrapeIntervalMs: 10_000, box: 'a' };
  const here = { platform: 'linux', environment: {}, home: '/', computerName: 'a' };
  const opened = openSettings(here, { address, mayLackTargets: false });
  assert.ok(opened.ok);
  followSettings(opened.settings, () => assert.fail())();
});
