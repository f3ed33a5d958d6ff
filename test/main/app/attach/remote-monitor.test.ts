import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { WebSocketServer } from 'ws';
import { RemoteMonitor, type RemoteOptions } from '../../../../main/app/attach/remote-monitor.ts';
import { pairWith } from '../../../../main/app/attach/pair-with.ts';
import { systemClock } from '../../../../main/app/system-clock.ts';
import { PROTOCOL_VERSION } from '../../../../preload/contract/socket-message.ts';
import type { Snapshot } from '../../../../preload/contract/view.ts';
import { FakeClock } from '../../../fakes/clock.ts';
import { monitorOfVersion } from '../../../fakes/monitor-of-version.ts';
import { fakeBox, fakeSnapshot } from '../../../fakes/snapshot.ts';
import { serve, type ServedScreen } from '../../hosts/headless/http/serve-screen.ts';

function attach(t: TestContext, url: string, key: string, over: Partial<RemoteOptions> = {}) {
  const options = { place: () => ({ url, key }), name: '127.0.0.1', sameComputer: false, clock: systemClock };
  const remote = new RemoteMonitor({ ...options, ...over });
  const heard: Snapshot[] = [];
  remote.api.on('snapshot', (snapshot) => heard.push(snapshot));
  t.after(() => remote.stop());
  remote.start();
  const until = async (fits: (snapshot: Snapshot) => boolean): Promise<Snapshot> => {
    for (;;) {
      const newest = await remote.api.snapshot(undefined);
      if (fits(newest)) return newest;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { remote, heard, until };
}

/** Of one that takes connections and says nothing. */
async function muteUrl(t: TestContext): Promise<string> {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  t.after(() => {
    mute.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${String((mute.address() as AddressInfo).port)}`;
}

const isHere = ({ attached }: Snapshot): boolean => attached?.away === false;

async function attached(t: TestContext): Promise<{ screen: ServedScreen } & ReturnType<typeof attach>> {
  const screen = await serve(t);
  const made = attach(t, screen.url, screen.attachKeys.own);
  await made.until(isHere);
  return { screen, ...made };
}

test('shows what the monitor elsewhere shows, under its name, and calls it', async (t) => {
  const { remote, screen, until } = await attached(t);
  const { attached: place, state, boxes } = await remote.api.snapshot(undefined);
  assert.deepEqual(
    [place, state],
    [{ computer: 'dgx-lab', sameComputer: false, away: false, why: '', forgotten: false }, 'fine'],
  );
  assert.deepEqual(boxes, screen.monitor.now.boxes);
  screen.monitor.tell(fakeSnapshot(fakeBox('busy')));
  await until(({ state: now }) => now === 'busy');
  assert.deepEqual(await remote.api.setForwarding({ box: 'a', on: true }), { ok: true });
  assert.deepEqual(screen.monitor.asked, [{ box: 'a', on: true }]);
  await assert.rejects(remote.api.saveDestination({ endpoint: 'x', token: 't' }), {
    message: 'This call was refused.',
  });
});

test('notices come through', async (t) => {
  const { remote, screen } = await attached(t);
  const notice = {
    atMs: 1,
    kind: 'wish',
    box: 'a',
    rule: null,
    target: null,
    severity: 'info',
    title: 't',
    text: 'x',
  } as const;
  const heard = new Promise((resolve) => {
    remote.api.on('notice', resolve);
  });
  screen.monitor.notify(notice);
  assert.deepEqual(await heard, notice);
});

test('away: says so with what was known last, calls reject, and it comes back by itself', async (t) => {
  const { remote, screen, until, heard } = await attached(t);
  const { port } = new URL(screen.url);
  await screen.close();
  const away = await until(({ attached: place }) => place?.away === true);
  assert.deepEqual(
    [away.state, away.attached],
    ['away', { computer: 'dgx-lab', sameComputer: false, away: true, why: '', forgotten: false }],
  );
  assert.deepEqual(away.boxes, screen.monitor.now.boxes);
  assert.equal(heard[heard.length - 1]?.state, 'away');
  await assert.rejects(remote.api.history(undefined), /cannot be reached/);
  // The next program has the same port and another key: this one is not let in any more, and does not go on trying.
  await serve(t, {}, Number(port));
  const refused = await until(({ attached: place }) => place?.why !== '');
  assert.match(refused.attached?.why ?? '', /Pair it again/);
});

test('another program of this computer in its place is found by its new key', async (t) => {
  const first = await serve(t);
  let screen = first;
  let known = true;
  const place = () => (known ? { url: first.url, key: screen.attachKeys.own } : undefined);
  const { until } = attach(t, '', '', { place, sameComputer: true });
  await until(isHere);
  known = false;
  await first.close();
  await until(({ state }) => state === 'away');
  const second = await serve(t, {}, Number(new URL(first.url).port));
  // For a moment the old key is still the one that is told.
  known = true;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  screen = second;
  const { attached: place2 } = await until(isHere);
  assert.equal(place2?.why, '');
});

test('a call that is under way when the line is cut rejects', async (t) => {
  const screen = await serve(t);
  const { remote, until } = attach(t, screen.url, screen.attachKeys.own);
  await until(isHere);
  screen.monitor.answer = new Promise(() => undefined);
  const call = remote.api.setForwarding({ box: 'a', on: true });
  await screen.monitor.asking;
  await Promise.all([screen.close(), assert.rejects(call, /cannot be reached/)]);
});

test('a paired key is good', async (t) => {
  const screen = await serve(t);
  const { code } = screen.attachKeys.newCode();
  const pairing = await pairWith({ url: screen.url, shownAs: '' }, code, 'laptop');
  const key = pairing.ok ? pairing.key : '';
  const { until } = attach(t, screen.url, key);
  assert.equal((await until(isHere)).attached?.computer, 'dgx-lab');
});

test('whoever has taken the port learns no key, and is not believed', async (t) => {
  const impostor = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(impostor, 'listening');
  t.after(() => impostor.close());
  const said: string[] = [];
  impostor.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      said.push(data.toString());
      socket.send(JSON.stringify({ kind: 'challenge', nonce: 'ab'.repeat(32), proof: 'cd'.repeat(32) }));
      socket.send(JSON.stringify({ kind: 'ready', version: 1, computer: 'evil' }));
      socket.send(JSON.stringify({ kind: 'event', event: 'snapshot', value: fakeSnapshot(fakeBox('fine')) }));
    });
  });
  const key = 'ef'.repeat(32);
  const { remote } = attach(t, `http://127.0.0.1:${String((impostor.address() as AddressInfo).port)}`, key);
  while (said.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(said.every((text) => !text.includes(key) && !text.includes('proof')));
  assert.deepEqual((await remote.api.snapshot(undefined)).boxes, []);
  assert.equal((await remote.api.snapshot(undefined)).state, 'away');
});

test('nobody there: away from the start, and quiet after its end', async (t) => {
  const { remote, heard } = attach(t, await muteUrl(t), 'ab'.repeat(32));
  const { state, attached: place, boxes } = await remote.api.snapshot(undefined);
  assert.deepEqual(
    [state, place, boxes],
    ['away', { computer: '127.0.0.1', sameComputer: false, away: true, why: '', forgotten: false }, []],
  );
  await remote.stop();
  assert.deepEqual(heard, []);
});

test('me or the monitor? Our own network being gone is said, not the one that it spoke of', async (t) => {
  const screen = await serve(t);
  screen.monitor.tell({ ...fakeSnapshot(fakeBox('fine')), network: 'Of that machine.' });
  let online = true;
  const { remote, until } = attach(t, screen.url, screen.attachKeys.own, { online: () => online });
  assert.equal((await until(isHere)).network, 'Of that machine.');
  await screen.close();
  assert.equal((await until(({ state }) => state === 'away')).network, null);
  online = false;
  assert.match((await remote.api.snapshot(undefined)).network ?? '', /^This computer is offline/);
});

test('why the way is shut is told once it is known, and when it is something else', async (t) => {
  const clock = new FakeClock();
  let trouble: string | undefined;
  const { heard } = attach(t, '', '', { place: () => undefined, trouble: () => trouble, clock });
  await clock.advance(10_000);
  trouble = 'It does not answer.';
  await clock.advance(20_000);
  trouble = 'The key is refused.';
  await clock.advance(20_000);
  assert.deepEqual(
    heard.map(({ attached: place }) => place?.why),
    ['It does not answer.', 'The key is refused.'],
  );
});

test('however its line ends, one attempt follows the other, and none comes after its end', async (t) => {
  const url = await muteUrl(t);
  const clock = new FakeClock();
  const askedMs: number[] = [];
  const place = () => (askedMs.push(clock.monotonicMs()) === 1 ? { url, key: 'ab'.repeat(32) } : undefined);
  const { remote } = attach(t, '', '', { place, clock });
  // It dials; the way is shut meanwhile.
  remote.retryNow();
  await clock.advance(60_000);
  const gaps = askedMs.slice(2).map((ms, index) => ms - (askedMs[index + 1] ?? 0));
  assert.deepEqual(gaps, [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000]);
  await remote.stop();
  const before = askedMs.length;
  await clock.advance(60_000);
  assert.equal(askedMs.length, before);
});

test('paired again it is not forgotten any more', async (t) => {
  const screen = await serve(t);
  let key = 'ef'.repeat(32);
  const { remote, until } = attach(t, '', '', { place: () => ({ url: screen.url, key }) });
  await until(({ attached: at }) => at?.forgotten === true);
  key = screen.attachKeys.own;
  remote.retryNow();
  assert.equal((await until(isHere)).attached?.forgotten, false);
});

for (const [theirs, words] of [
  [PROTOCOL_VERSION - 1, /^This program is newer .* NIM Glance on dgx-lab\. Update that one\.$/],
  [PROTOCOL_VERSION + 1, /^This program is older .* NIM Glance on dgx-lab\. Update this one\.$/],
] as const)
  test(`a monitor of version ${String(theirs)} is not shown, and it says which side to update`, async (t) => {
    const key = 'ef'.repeat(32);
    const { url } = await monitorOfVersion(t, key, theirs);
    const { until } = attach(t, url, key);
    const { attached: place, boxes, state } = await until(({ attached: at }) => at?.why !== '');
    assert.match(place?.why ?? '', words);
    assert.deepEqual([place?.away, place?.forgotten, boxes, state], [true, false, [], 'away']);
  });

test('once that one is updated it is shown by itself', async (t) => {
  const clock = new FakeClock(0, async () => new Promise((resolve) => setTimeout(resolve, 50)));
  const key = 'ef'.repeat(32);
  const old = await monitorOfVersion(t, key, PROTOCOL_VERSION - 1);
  let url = old.url;
  const screen = await serve(t);
  let current = key;
  const { until } = attach(t, '', '', { place: () => ({ url, key: current }), clock });
  await until(({ attached: at }) => at?.why !== '');
  [url, current] = [screen.url, screen.attachKeys.own];
  await clock.advance(60_000);
  assert.equal((await until(isHere)).attached?.why, '');
});
