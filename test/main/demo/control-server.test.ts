import assert from 'node:assert/strict';
import test from 'node:test';
import { startControl } from '../../../main/demo/control-server.ts';

test('a command is carried out, a mistake is answered in words', async () => {
  const heard: unknown[] = [];
  const server = await startControl('it', async (command) => {
    if (command['do'] !== 'right') throw new Error('That is wrong.');
    heard.push(command);
    return { done: heard.length };
  });
  const JSON_TYPE = { 'content-type': 'application/json' };
  const ask = async (body: string, headers = JSON_TYPE, path = '/control'): Promise<readonly [number, unknown]> => {
    const response = await fetch(server.url + path, { method: 'POST', body, headers });
    return [response.status, await response.json()];
  };
  try {
    const right = '{"do":"right"}';
    assert.deepEqual(await ask(right), [200, { ok: true, result: { done: 1 } }]);
    assert.deepEqual(await ask('{"do":"left"}'), [400, { ok: false, error: 'That is wrong.' }]);
    assert.equal((await ask('no JSON'))[0], 400);
    assert.equal((await ask('[]'))[0], 400);
    assert.equal((await ask(JSON.stringify({ do: 'right', long: 'x'.repeat(70_000) })))[0], 400);
    assert.equal((await ask(right, { 'content-type': 'text/plain' }))[0], 400);
    assert.equal((await ask(right, JSON_TYPE, '/other'))[0], 400);
    assert.equal((await fetch(`${server.url}/control`)).status, 400);
    assert.equal(heard.length, 1);
  } finally {
    await server.close();
  }
});
