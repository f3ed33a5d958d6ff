// Calls to the monitor that are not the page's own, or not what it may say. The real program and its real channel.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { MonitorApi } from '../../preload/contract/api.ts';
import { launch, skip } from './desktop.ts';

const CHANNEL = 'nim-glance:call';
const REFUSED = /This call was refused\.$/;
const secret = 'dt0c01.QUOTED.NOWHERE';

let app: ElectronApplication;
let page: Page;
let folder: string;
let preload: string;

before(async () => {
  if (skip !== false) return;
  folder = mkdtempSync(join(tmpdir(), 'nim-glance-forger-'));
  preload = join(folder, 'forger.cjs');
  // What a page would have that had broken out of its world: the channel itself.
  writeFileSync(
    preload,
    `const { contextBridge, ipcRenderer } = require('electron');
     contextBridge.exposeInMainWorld('invoke', (...words) => ipcRenderer.invoke(...words));`,
  );
  app = await launch(['http://127.0.0.1:9', '--hidden']);
  page = await app.firstWindow();
  await page.getByRole('button').first().waitFor();
});

after(async () => {
  if (skip !== false) return;
  await app.close().catch(() => undefined);
  rmSync(folder, { recursive: true });
});

for (const url of ['app://nim-glance/index.html', 'about:blank']) {
  test(`another window's call is refused, at ${url}`, { skip }, async () => {
    const answer = await app.evaluate(
      async ({ BrowserWindow }, [script, address, channel]) => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: true } });
        await window.loadURL(address);
        const call = `invoke('${channel}', 'snapshot').then(() => 'answered', (error) => error.message)`;
        const answered = (await window.webContents.executeJavaScript(call)) as string;
        window.destroy();
        return answered;
      },
      [preload, url, CHANNEL] as const,
    );
    assert.match(answer, REFUSED);
  });
}

test('a call counts from the main frame of our page alone', { skip }, async () => {
  await page.evaluate(() => document.body.append(document.createElement('iframe')));
  const answers = await app.evaluate(async ({ ipcMain, BrowserWindow }, channel) => {
    type Handler = (event: object, method: unknown) => Promise<unknown>;
    // Not in Electron's types: what ipcMain.handle was given.
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers;
    const handle = handlers.get(channel);
    const sender = BrowserWindow.getAllWindows()[0]?.webContents;
    const senders = {
      own: { sender, senderFrame: sender?.mainFrame },
      iframe: { sender, senderFrame: sender?.mainFrame.frames[0] },
      gone: { sender, senderFrame: null },
    };
    // Electron 22 answers through the event, later ones by what the handler returns.
    const ask = (event: object) =>
      new Promise<string>((resolve) => {
        const _reply = () => {
          resolve('answered');
        };
        const _throw = () => {
          resolve('refused');
        };
        const returned = handle?.({ ...event, _reply, _throw }, 'snapshot');
        returned?.then((value) => value !== undefined && _reply(), _throw);
      });
    return { own: await ask(senders.own), iframe: await ask(senders.iframe), gone: await ask(senders.gone) };
  }, CHANNEL);
  assert.deepEqual(answers, { own: 'answered', iframe: 'refused', gone: 'refused' });
});

test('an iframe of our page has no way to the monitor', { skip }, async () => {
  const has = await page.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    return frame.contentWindow !== null && 'nimGlance' in frame.contentWindow;
  });
  assert.equal(has, false);
});

const ARGUMENTS: Readonly<Record<string, (token: string) => unknown>> = {
  'a huge text': (token) => token.repeat(2_500_000),
  'a prototype key': (token) => JSON.parse(`{"__proto__":{"box":"a"},"on":true,"constructor":"${token}"}`) as unknown,
  'a key too many': (token) => ({ box: 'a', on: true, [token]: 1 }),
  'a function': (token) => ({ box: () => token, on: true }),
  'a number that is none': (token) => ({ box: token, on: Number.NaN }),
  'a bigint': (token) => ({ box: token, on: 1n }),
  'a map': (token) => new Map([['box', token]]),
  'a list': (token) => [token],
  'a node of the page': () => document.body,
  nothing: () => undefined,
  'what holds itself': (token) => {
    const own: Record<string, unknown> = { box: token, on: true };
    own['more'] = own;
    return own;
  },
};

for (const [what, make] of Object.entries(ARGUMENTS)) {
  test(`${what} is refused, quoted nowhere, and the program goes on`, { skip }, async () => {
    const argument = await page.evaluateHandle(make, secret);
    const said = await page.evaluate((raw) => {
      const { nimGlance } = window as unknown as { nimGlance: MonitorApi };
      const call = async () => (nimGlance.setForwarding as (raw: unknown) => Promise<unknown>)(raw);
      return call().then(
        () => 'answered',
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    }, argument);
    assert.notEqual(said, 'answered');
    assert.ok(!said.includes(secret), said);
    await answers();
  });
}

test('what the page was given cannot be changed, and leads nowhere', { skip }, async () => {
  const found = await page.evaluate(async () => {
    const bridge = window as unknown as { nimGlance: MonitorApi };
    const given = bridge.nimGlance;
    const tried = (change: () => unknown) => {
      try {
        change();
      } catch {
        return;
      }
    };
    tried(() => (bridge.nimGlance = {} as MonitorApi));
    tried(() => delete (bridge as { nimGlance?: MonitorApi }).nimGlance);
    tried(() => Object.assign(given, { snapshot: () => 'mine' }));
    tried(() => Object.setPrototypeOf(given, { stolen: true }));
    // Whatever the bridge does in its own world, it must not reach through these.
    const caught: string[] = [];
    const ofFunction = Object.getOwnPropertyDescriptors(Function.prototype);
    const ofArray = Object.getOwnPropertyDescriptors(Array.prototype) as object as PropertyDescriptorMap;
    const trap = (name: string) =>
      function (this: unknown) {
        caught.push(name);
        throw new Error(String(this));
      };
    Object.assign(Function.prototype, { call: trap('call'), apply: trap('apply') });
    Object.assign(Array.prototype, { push: trap('push') });
    const pending = given.snapshot(undefined);
    Object.defineProperties(Function.prototype, ofFunction);
    Object.defineProperties(Array.prototype, ofArray);
    const snapshot = await pending;
    const words: number[] = [];
    const stop = given.on('snapshot', (...told) => words.push(told.length));
    stop();
    return {
      ...{ same: bridge.nimGlance === given, frozen: Object.isFrozen(given), caught, boxes: snapshot.boxes.length },
      // Objects of the other world would bring its Function along.
      ownWorld: given.snapshot instanceof Function && snapshot instanceof Object && pending instanceof Promise,
      keys: Object.keys(given).filter((key) => /invoke|send|ipc/i.test(key) && key !== 'sendPlan'),
    };
  });
  assert.deepEqual(found, { same: true, frozen: true, caught: [], boxes: 1, ownWorld: true, keys: [] });
});

async function answers(): Promise<void> {
  const snapshot = await page.evaluate(() => {
    const { nimGlance } = window as unknown as { nimGlance: MonitorApi };
    return nimGlance.snapshot(undefined);
  });
  assert.equal(snapshot.boxes.length, 1);
}
