import assert from 'node:assert/strict';
import test from 'node:test';
import { startDemoWorld } from '../../../main/demo/demo-world.ts';

const post = (endpoint: string, token: string) =>
  fetch(`${endpoint}/v1/metrics`, {
    method: 'POST',
    headers: { authorization: `Api-Token ${token}`, 'content-type': 'application/x-protobuf' },
    body: new Uint8Array(),
  });

test('a NIM that serves requests and a sink that takes its token, until it is stopped', async (t) => {
  const world = await startDemoWorld();
  const { target, endpoint, token } = world;
  t.after(() => world.stop());
  const text = await (await fetch(`${target}/v1/metrics`)).text();
  assert.match(text, /^num_requests_running\{[^}]*\} \d+/m);
  // It is let in, and nothing is in it.
  assert.equal((await post(endpoint, token)).status, 400);
  assert.equal((await post(endpoint, 'another')).status, 401);
  await world.stop();
  await assert.rejects(fetch(target));
  await assert.rejects(post(endpoint, token));
});
