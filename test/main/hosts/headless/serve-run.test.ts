import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readAttachPoint } from '../../../../main/app/attach/attach-file.ts';
import { keepPort, keptPort } from '../../../../main/app/attach/kept-port.ts';
import { addPaired } from '../../../../main/app/attach/paired-computers.ts';
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

test('a port that another program has is another one this time, and paired laptops are told so', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-serve-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  t.after(() => other.close());
  const { port: taken } = other.address() as AddressInfo;
  keepPort(folder, taken);
  addPaired(folder, { name: 'laptop', key: 'ab'.repeat(32), pairedMs: 1 });
  const { serve, told } = runOf(t, folder, undefined);
  const close = await serve();
  t.after(close);
  const now = new URL(readAttachPoint(folder)?.url ?? '').port;
  assert.notEqual(now, String(taken));
  assert.match(
    told.join('\n'),
    new RegExp(`^port ${String(taken)} .* ${now} this time; paired laptops will not find it there`),
  );
  assert.equal(keptPort(folder), taken);
});

test('where the port cannot be kept it is given back', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-serve-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, 'close');
  // No file can take the place of a folder.
  mkdirSync(join(folder, 'port'));
  await assert.rejects(runOf(t, folder, port).serve());
  const again = createServer().listen(port, '127.0.0.1');
  t.after(() => again.close());
  await once(again, 'listening');
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
