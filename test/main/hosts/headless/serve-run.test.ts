import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readAttachPoint } from '../../../../main/app/attach/attach-file.ts';
import { OwnMetrics } from '../../../../main/app/own-metrics.ts';
import { createMonitor } from '../../../../main/app/monitor.ts';
import { quickConfiguration } from '../../../../main/app/quick-configuration.ts';
import { serveRun } from '../../../../main/hosts/headless/serve-run.ts';
import { fakePorts } from '../../../fakes/ports.ts';

function runOf(t: TestContext, folder: string | undefined, port: number | undefined) {
  const about = { target: '127.0.0.1:9', endpoint: undefined, forward: false, scrapeIntervalMs: 60_000, box: 'a' };
  const monitor = createMonitor({ configuration: quickConfiguration(about), token: undefined }, fakePorts());
  t.after(() => monitor.stop());
  const told: string[] = [];
  const tell = (lines: readonly string[]) => told.push(...lines);
  return { told, serve: () => serveRun({ monitor, metrics: new OwnMetrics(), port, open: false, folder, tell }) };
}

test('a store opens a port for programs of this user, tells where, and shows no page', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-serve-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const { serve, told } = runOf(t, folder, undefined);
  const close = await serve();
  const point = readAttachPoint(folder);
  assert.ok(point !== undefined);
  assert.equal((await fetch(`${point.url}/`)).status, 404);
  assert.equal((await fetch(`${point.url}/healthz`)).status, 200);
  assert.deepEqual(told, []);
  close();
  assert.equal(readAttachPoint(folder), undefined);
});

test('without a store and without --listen no port is opened; with it, metrics and health alone', async (t) => {
  const none = runOf(t, undefined, undefined);
  (await none.serve())();
  const { serve, told } = runOf(t, undefined, 0);
  const close = await serve();
  const [, url = ''] = /at (http:\S+)\/metrics/.exec(told[0] ?? '') ?? [];
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  assert.ok([404, 405].includes((await fetch(`${url}/pair`, { method: 'POST' })).status));
  close();
});
