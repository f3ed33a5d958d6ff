import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { Snapshot } from '../../../preload/contract/view.ts';
import { socketTransport, type PageWorld } from '../../../renderer/transport/socket.ts';
import type { Link, Transport } from '../../../renderer/transport/transport.ts';
import { fakeBox, fakeSnapshot } from '../../fakes/snapshot.ts';
import { serve } from '../../main/hosts/headless/http/serve-screen.ts';

/** One tab of a browser: its address, and what it keeps over a reload. */
class Tab {
  readonly kept = new Map<string, string>();
  /** The tab's address at each request. */
  readonly fetchedAt: string[] = [];
  readonly links: Link[] = [];
  address: URL;
  #sockets: WebSocket[] = [];
  #closed = false;

  constructor(context: TestContext, address: string) {
    this.address = new URL(address);
    context.after(() => {
      this.#closed = true;
      for (const socket of this.#sockets) socket.close();
    });
  }

  /** Loads the page, as at first or by F5. */
  load(): Transport {
    this.links.length = 0;
    const transport = socketTransport(this.#world());
    transport.onLink((link) => this.links.push(link));
    return transport;
  }

  #world(): PageWorld {
    const { hash, host, origin, pathname } = this.address;
    return {
      location: { hash, host, origin, pathname },
      history: { replaceState: (_data, _title, url) => void (this.address = new URL(String(url), origin)) },
      sessionStorage: {
        getItem: (key) => this.kept.get(key) ?? null,
        setItem: (key, value) => void this.kept.set(key, value),
        removeItem: (key) => void this.kept.delete(key),
      },
      fetch: (input, options) => {
        this.fetchedAt.push(this.address.href);
        return fetch(input, options);
      },
      openSocket: (url) => {
        if (this.#closed) throw new Error('The tab is closed.');
        const socket = new WebSocket(url);
        this.#sockets.push(socket);
        return socket;
      },
      later: (run, ms) => {
        if (!this.#closed) setTimeout(() => !this.#closed && run(), ms / 20);
      },
    };
  }

  async until(link: Link): Promise<void> {
    while (this.links.at(-1) !== link) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('a token leaves the address before it is exchanged; calls made meanwhile are answered', async (t) => {
  const screen = await serve(t);
  const tab = new Tab(t, screen.addresses[0]!);
  const { api, kind } = tab.load();
  assert.equal(kind, 'socket');
  assert.deepEqual(await api.snapshot(undefined), screen.monitor.now);
  assert.deepEqual(await api.setForwarding({ box: 'spark', on: true }), { ok: true });
  assert.deepEqual(screen.monitor.asked, [{ box: 'spark', on: true }]);
  assert.deepEqual(tab.fetchedAt, [`${screen.url}/`]);
  assert.equal(tab.address.href, `${screen.url}/`);
  assert.deepEqual(tab.links, ['connecting', 'here']);
  await assert.rejects(api.saveDestination({ endpoint: '', token: 'x' }), { message: 'This call was refused.' });
});

test('F5 works without a token, another tab does not', async (t) => {
  const screen = await serve(t);
  const tab = new Tab(t, screen.addresses[0]!);
  tab.load();
  await tab.until('here');
  tab.load();
  await tab.until('here');
  assert.equal(tab.fetchedAt.length, 1);
  const other = new Tab(t, tab.address.href);
  const { api } = other.load();
  await other.until('refused');
  await assert.rejects(api.snapshot(undefined), { message: 'The monitor is away.' });
});

test('an address that was used lets nobody in; in its own tab it does no harm', async (t) => {
  const screen = await serve(t);
  const tab = new Tab(t, screen.addresses[0]!);
  tab.load();
  await tab.until('here');
  const thief = new Tab(t, screen.addresses[0]!);
  thief.load();
  await thief.until('refused');
  tab.address = new URL(screen.addresses[0]!);
  tab.load();
  await tab.until('here');
});

test('snapshots are heard until the listener is taken away', async (t) => {
  const screen = await serve(t);
  const tab = new Tab(t, screen.addresses[0]!);
  const { api } = tab.load();
  const heard: number[] = [];
  const off = api.on('snapshot', ({ takenAtMs }) => heard.push(takenAtMs));
  await api.snapshot(undefined);
  const next = new Promise((resolve) => api.on('snapshot', resolve));
  screen.monitor.tell(numbered(5));
  await next;
  off();
  screen.monitor.tell(numbered(6));
  await api.snapshot(undefined);
  assert.deepEqual(heard, [1, 5]);
});

test('the monitor goes: calls fail at once; a new program does not know the tab, and it says so', async (t) => {
  const screen = await serve(t);
  const tab = new Tab(t, screen.addresses[0]!);
  const { api } = tab.load();
  await tab.until('here');
  screen.monitor.api.setForwarding = () => new Promise(() => undefined);
  const underWay = assert.rejects(api.setForwarding({ box: 'a', on: true }), { message: 'The monitor is away.' });
  await screen.close();
  await tab.until('away');
  await underWay;
  await assert.rejects(api.snapshot(undefined), { message: 'The monitor is away.' });
  await serve(t, {}, Number(screen.host.split(':')[1]));
  await tab.until('refused');
  assert.equal(tab.kept.size, 0);
});

test('a connection that broke comes back by itself, with the present', async (t) => {
  const screen = await serve(t, { mostMessageBytes: 200 });
  const tab = new Tab(t, screen.addresses[0]!);
  const { api } = tab.load();
  await tab.until('here');
  const heard: Snapshot[] = [];
  api.on('snapshot', (value) => heard.push(value));
  screen.monitor.now = numbered(8);
  // The host ends it for a message too large.
  await assert.rejects(api.setForwarding({ box: 'x'.repeat(300), on: true }), { message: 'The monitor is away.' });
  await tab.until('here');
  while (heard.at(-1)?.takenAtMs !== 8) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(tab.links, ['connecting', 'here', 'away', 'here']);
});

function numbered(takenAtMs: number): Snapshot {
  return { ...fakeSnapshot(fakeBox('fine')), takenAtMs };
}
