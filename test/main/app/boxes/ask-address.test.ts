import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import test, { type TestContext } from 'node:test';
import { askAddress, nameOf, settingsFor, writeAddress } from '../../../../main/app/boxes/ask-address.ts';
import { httpServer } from '../../../fakes/http-servers.ts';

const NIM =
  '# TYPE num_requests_running gauge\nnum_requests_running 1\n# TYPE gpu_cache_usage_perc gauge\ngpu_cache_usage_perc 0.5\n';

/** Answers the paths it is given, and 404 for all others. */
function pages(texts: Readonly<Record<string, string>>): RequestListener {
  return ({ url = '' }, response) => {
    const text = texts[url];
    if (text === undefined) response.writeHead(404).end();
    else response.end(text);
  };
}

async function ask(t: TestContext, listener: RequestListener) {
  return await askAddress(`127.0.0.1:${String(await httpServer(t, listener))}`, { timeoutMs: 2_000 });
}

test('a model server with its models', async (t) => {
  const answer = await ask(t, pages({ '/v1/metrics': NIM, '/v1/models': '{"data":[{"id":"meta/llama"}]}' }));
  assert.deepEqual(answer, { kind: 'found', dialect: 'nim-1', models: ['meta/llama'], series: 2, loading: false });
  assert.equal(nameOf(answer as Parameters<typeof nameOf>[0]), 'NIM 1.x');
});

test('an exporter at the other path', async (t) => {
  const answer = await ask(t, pages({ '/metrics': 'DCGM_FI_DEV_GPU_TEMP{gpu="0"} 40\n' }));
  assert.deepEqual(answer, { kind: 'found', dialect: 'dcgm', models: [], series: 1, loading: false });
});

test('a model that is loading', async (t) => {
  const answer = await ask(t, ({ url }, response) => {
    response.writeHead(url === '/v1/health/live' ? 200 : 503).end();
  });
  assert.deepEqual(answer, { kind: 'found', dialect: 'unknown', models: [], series: 0, loading: true });
});

test('our own metrics are told apart', async (t) => {
  const answer = await ask(t, pages({ '/metrics': 'nim_glance_points_total 1\nprocess_cpu_seconds_total 1\n' }));
  assert.deepEqual(answer, { kind: 'own' });
});

test('why there is nothing, with what to do', async (t) => {
  const elsewhere = await ask(t, pages({}));
  assert.ok(elsewhere.kind === 'nothing');
  assert.match(elsewhere.reason, /404/);
  const refused = await askAddress('127.0.0.1:1', { timeoutMs: 2_000 });
  assert.ok(refused.kind === 'nothing');
  assert.match(refused.reason, /^Nothing listens there .*\.$/);
  assert.equal((await askAddress('a b', { timeoutMs: 2_000 })).kind, 'nothing');
});

test('an address is written short where that says all', () => {
  const written = ['dgx', 'https://dgx', 'http://dgx:9/x?y=1'].map((text) => settingsFor(text, 1_000)?.address);
  assert.deepEqual(
    written.map((address) => address && writeAddress(address)),
    ['dgx:8000', 'https://dgx:443', 'http://dgx:9/x'],
  );
});
