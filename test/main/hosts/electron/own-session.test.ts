import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { createMonitor } from '../../../../main/app/monitor.ts';
import { openSettings } from '../../../../main/app/settings/open-settings.ts';
import { OwnSession } from '../../../../main/hosts/electron/own-session.ts';
import { fakePorts } from '../../../fakes/ports.ts';
import { until } from '../../../fakes/metrics-server.ts';

test('what an editor changes in the file holds while it runs, and is told; afterwards nothing is followed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-session-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'nim-glance.yaml');
  writeFileSync(file, 'scrape_configs:\n  - job_name: a\n    static_configs: [{ targets: ["127.0.0.1:9"] }]\n');
  const machine = { platform: process.platform, environment: {}, home: folder, computerName: 'box' };
  const opened = openSettings(machine, { file, mayLackTargets: true });
  assert.ok(opened.ok);
  const { settings } = opened;
  const monitor = createMonitor({ configuration: settings.configuration, settings, token: undefined }, fakePorts());
  const told: string[] = [];
  const session = new OwnSession(monitor, settings, (lines) => told.push(...lines));
  session.start();
  writeFileSync(file, readFileSync(file, 'utf8').replace('127.0.0.1:9"', '127.0.0.1:9", "127.0.0.1:10"'));
  await until('the second target', () => session.configuration.targets.length === 2 && told.length > 0);
  assert.equal((await session.api.snapshot(undefined)).boxes[0]?.targets.length, 2);
  await session.stop();
  told.length = 0;
  writeFileSync(file, '');
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.deepEqual(told, []);
});
