// A laptop and the monitor of another machine, which is a real process: stopped, killed, started again, forgotten.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import test from 'node:test';
import { WebSocketServer } from 'ws';
import { isAway, isForgotten, isHere, laptop, pairCommand, pairLaptop, startMonitor, stateOf } from './laptop.ts';

const skip = process.platform === 'win32' ? 'Windows stops no process' : false;

test('a switch that was turned while the monitor stood still is not turned when it goes on', { skip }, async (t) => {
  const folder = stateOf(t);
  const { program, point } = await startMonitor(t, folder);
  const { remote, until } = laptop(t, () => point);
  await until(isHere);
  program.child.kill('SIGSTOP');
  // Nobody has noticed yet, and the call is on its way.
  const turned = remote.api.pause({ on: true });
  await assert.rejects(turned, /cannot be reached/);
  await until(isAway);
  program.child.kill('SIGCONT');
  const { state } = await until(isHere);
  assert.notEqual(state, 'paused');
  // What waited there was read before this answer.
  await remote.api.settings(undefined);
  assert.notEqual((await remote.api.snapshot(undefined)).state, 'paused');
  // Turned now, it is.
  assert.deepEqual(await remote.api.pause({ on: true }), { ok: true });
  await until(({ state: now }) => now === 'paused');
});

test('killed and started again it is found at the same port, by every laptop that was paired', async (t) => {
  const folder = stateOf(t);
  const first = await startMonitor(t, folder);
  const { url } = first.point;
  const keys = [await pairLaptop(folder, url, 'laptop'), await pairLaptop(folder, url, 'laptop')];
  const laptops = keys.map((key) => laptop(t, () => ({ url, key })));
  for (const { until } of laptops) await until(isHere);
  first.program.child.kill('SIGKILL');
  for (const { until } of laptops) await until(isAway);
  const second = await startMonitor(t, folder);
  assert.equal(second.point.url, url);
  for (const { until } of laptops) await until(isHere);
});

test('a laptop that is forgotten is cut off at once, and the others stay', async (t) => {
  const folder = stateOf(t);
  const { url } = (await startMonitor(t, folder)).point;
  const lost = laptop(t, keyAt(url, await pairLaptop(folder, url, 'lost')));
  const kept = laptop(t, keyAt(url, await pairLaptop(folder, url, 'kept')));
  await lost.until(isHere);
  await kept.until(isHere);
  assert.match((await pairCommand(folder, 'list')).out, /^lost .*\nkept /);
  assert.match((await pairCommand(folder, 'forget', 'lost')).out, /it is cut off/);
  const { attached } = await lost.until(isForgotten);
  assert.match(attached?.why ?? '', /Pair it again/);
  assert.ok(isHere(await kept.remote.api.snapshot(undefined)));
  await kept.remote.api.settings(undefined);
});

test('while its port is another program’s it says so and laptops stay away; after that they are back', async (t) => {
  const folder = stateOf(t);
  const first = await startMonitor(t, folder);
  const { url } = first.point;
  const key = await pairLaptop(folder, url, 'laptop');
  const { until } = laptop(t, keyAt(url, key));
  await until(isHere);
  first.program.child.kill('SIGKILL');
  await until(isAway);
  // It lets everybody in, refuses them as if they were forgotten, or says nonsense.
  const impostor = new WebSocketServer({ port: Number(new URL(url).port), host: '127.0.0.1' });
  await once(impostor, 'listening');
  const answers = ['null', '7', '{"kind":"challenge","nonce":7,"proof":{"length":9}}', 'x'.repeat(100_000)];
  let visits = 0;
  const visited = new Promise<void>((resolve) => {
    impostor.on('connection', (socket) => {
      socket.on('error', () => undefined);
      const answer = answers[visits];
      visits += 1;
      if (answer === undefined) socket.close(4401);
      else socket.send(answer);
      if (visits > answers.length) resolve();
    });
  });
  // The code that it would print leads nowhere.
  const fooled = await pairCommand(folder);
  assert.deepEqual([fooled.out, fooled.child.exitCode], ['', 1]);
  assert.match(fooled.err, /no monitor of this user runs/);
  await visited;
  const second = await startMonitor(t, folder);
  assert.notEqual(second.point.url, url);
  await second.program.until(() => second.program.err.includes('is another program'));
  second.program.child.kill('SIGTERM');
  await second.program.ended;
  for (const client of impostor.clients) client.terminate();
  await new Promise((resolve) => impostor.close(resolve));
  assert.equal((await startMonitor(t, folder)).point.url, url);
  await until(isHere);
});

test('a port that is silent holds nobody up', async (t) => {
  const folder = stateOf(t);
  const { point, program } = await startMonitor(t, folder);
  program.child.kill('SIGKILL');
  await program.ended;
  const mute = createServer((socket) => socket.on('error', () => undefined));
  mute.listen(Number(new URL(point.url).port), '127.0.0.1');
  await once(mute, 'listening');
  t.after(() => mute.close());
  let connections = 0;
  const again = new Promise<void>((resolve) => {
    mute.on('connection', () => (connections += 1) === 2 && resolve());
  });
  laptop(t, () => point);
  await again;
});

function keyAt(url: string, key: string) {
  return () => ({ url, key });
}
