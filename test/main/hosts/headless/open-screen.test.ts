import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { OwnMetrics } from '../../../../main/app/own-metrics.ts';
import { openScreen } from '../../../../main/hosts/headless/open-screen.ts';
import { fakeFacts } from '../../../fakes/monitor-facts.ts';
import { FakeMonitor } from './http/serve-screen.ts';

const facts = { metrics: new OwnMetrics(), facts: fakeFacts, version: '1.2.3' };
const { api } = new FakeMonitor();

test('prints a line with the address, and the next one when it was used', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-open-'));
  writeFileSync(join(folder, 'index.html'), 'page');
  const output = new PassThrough({ encoding: 'utf8' });
  const server = await openScreen({ api, facts, port: 0, output, environment: {}, attachKeys: undefined, folder });
  t.after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const first = String(output.read());
  const [, token = ''] = /^http:\/\/127\.0\.0\.1:\d+\/#([0-9a-f]{64})\n$/.exec(first) ?? [];
  assert.ok(first.startsWith(`${server.url}/#`));
  assert.equal(await (await fetch(server.url)).text(), 'page');
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${server.url}/session`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  assert.equal(answer.status, 200);
  const second = String(output.read());
  assert.match(second, /^http:\/\/127\.0\.0\.1:\d+\/#[0-9a-f]{64}\n$/);
  assert.notEqual(second, first);
});

test('without a bundle it says how to make one', async () => {
  const options = {
    api,
    facts,
    port: 0,
    output: new PassThrough(),
    environment: {},
    attachKeys: undefined,
    folder: '/nowhere',
  };
  await assert.rejects(openScreen(options), { message: /npm run bundle/ });
});
