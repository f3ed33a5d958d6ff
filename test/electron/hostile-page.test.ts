// What a page could do if it were not ours any more: leave, open, load, ask and run. The real program, its real page.

import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { MonitorApi } from '../../preload/contract/api.ts';
import { launch, skip } from './desktop.ts';
import { eventually } from './programs.ts';
import { WAYS_OUT } from './ways-out.ts';

const PAGE = 'app://nim-glance/index.html';

let server: Server;
/** A web site that counts who comes. */
let elsewhere: string;
const visits: string[] = [];
let app: ElectronApplication;
let page: Page;

before(async () => {
  if (skip !== false) return;
  server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*').end('elsewhere');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  elsewhere = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  app = await launch(['http://127.0.0.1:9', '--hidden', '--use-fake-device-for-media-stream']);
  page = await app.firstWindow();
  // As a second start of the program does it: the page is seen.
  await app.evaluate(({ app: shell }) => shell.emit('second-instance', {}, []));
  await page.getByRole('button').first().waitFor();
});

after(async () => {
  if (skip !== false) return;
  await app.close().catch(() => undefined);
  server.closeAllConnections();
  server.close();
});

const PLACES: Readonly<Record<string, () => string>> = {
  'another site': () => `${elsewhere}/left`,
  'a file': () => 'file:///etc/passwd',
  'a host of app: that is not ours': () => 'app://elsewhere/index.html',
};

for (const [place, to] of Object.entries(PLACES)) {
  for (const [way, go] of Object.entries(WAYS_OUT)) {
    test(`${way} does not lead to ${place}`, { skip }, async () => {
      const before = await contentsOpen();
      await page.evaluate(go, to());
      await settled();
      await isStillOurs(before);
    });
  }
}

for (const [what, data] of Object.entries({
  'an address': () => ({
    items: [{ mimeType: 'text/uri-list', data: `${elsewhere}/dropped` }],
    dragOperationsMask: 1,
  }),
  'a file': () => ({ items: [], files: ['/etc/hostname'], dragOperationsMask: 1 }),
})) {
  test(`${what} that is dropped on the page opens nothing`, { skip }, async () => {
    const before = await contentsOpen();
    const session = await page.context().newCDPSession(page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x: 100, y: 100, data: data() });
    }
    await session.detach();
    await settled();
    await isStillOurs(before);
  });
}

test('a download is stopped', { skip }, async () => {
  await app.evaluate(({ session }) => {
    const stopped: boolean[] = [];
    Object.assign(globalThis, { stopped });
    session.defaultSession.on('will-download', (event) => stopped.push(event.defaultPrevented));
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['taken away']));
    link.download = 'taken.txt';
    document.body.append(link);
    link.click();
  });
  const stopped = () => app.evaluate(() => (globalThis as unknown as { stopped: boolean[] }).stopped);
  await eventually('the download began', async () => (await stopped()).length === 1);
  assert.deepEqual(await stopped(), [true]);
});

test('every permission is denied, asked for or looked up', { skip }, async () => {
  const answers = await page.evaluate(async () => {
    const nameOf = (error: unknown) => (error instanceof Error ? error.name : String(error));
    const tried = (work: Promise<unknown>) => work.then(() => 'allowed', nameOf);
    const place = new Promise((_resolve, reject) => {
      navigator.geolocation.getCurrentPosition(_resolve, (error) => {
        reject(new Error(String(error.code)));
      });
    });
    const states = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'].map((name) =>
      navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => `${name} ${state}`),
    );
    return {
      states: await Promise.all(states),
      notification: await Notification.requestPermission(),
      geolocation: await tried(place),
      media: await tried(navigator.mediaDevices.getUserMedia({ audio: true, video: true })),
      clipboard: await tried(navigator.clipboard.readText()),
      midi: await tried(navigator.requestMIDIAccess({ sysex: true })),
    };
  });
  for (const state of answers.states) assert.match(state, / denied$/);
  assert.equal(answers.notification, 'denied');
  const { geolocation, media, clipboard, midi } = answers;
  for (const answer of [media, clipboard, midi]) assert.match(answer, /^(NotAllowed|Security)Error$/);
  assert.notEqual(geolocation, 'allowed');
});

test('no device is given: USB, HID, serial', { skip }, async () => {
  const answers = await page.evaluate(async () => {
    type Devices = Readonly<Record<string, ((filters: object) => Promise<unknown>) | undefined>>;
    const devices = navigator as unknown as Readonly<Record<string, Devices | undefined>>;
    const ask = async (kind: string, method: string) => {
      const given = await devices[kind]?.[method]?.({ filters: [] }).catch(() => undefined);
      // HID gives a list.
      return given === undefined || (Array.isArray(given) && given.length === 0) ? 'none' : 'given';
    };
    return [await ask('usb', 'requestDevice'), await ask('hid', 'requestDevice'), await ask('serial', 'requestPort')];
  });
  assert.deepEqual(answers, ['none', 'none', 'none']);
});

test('text is never script or markup', { skip }, async () => {
  const ended = await page.evaluate(async () => {
    // What a debugger evaluates may use eval; what runs later has the page's own rights.
    await new Promise((resolve) => setTimeout(resolve));
    const tried = (work: () => unknown) => {
      try {
        work();
        return 'taken';
      } catch (error) {
        return error instanceof Error ? error.name : 'thrown';
      }
    };
    const script = document.createElement('script');
    const module: string = 'data:text/javascript,export {}';
    const ran = { inline: false, data: false };
    Object.assign(window, { ran });
    const refused = {
      handler: tried(() => {
        document.body.setAttribute('onclick', 'window.ran.inline = true');
        document.body.click();
      }),
      eval: tried(() => (0, eval)('1')),
      function: tried(() => Reflect.construct(Function, ['return 1'])),
      timer: tried(() => Reflect.apply(setTimeout, window, ['window.ran.data = true'])),
      innerHTML: tried(() => (document.body.innerHTML = '<p>taken</p>')),
      write: tried(() => {
        (document as { write(markup: string): void }).write('<p>taken</p>');
      }),
      scriptText: tried(() => (script.text = '1')),
      scriptSrc: tried(() => (script.src = 'app://nim-glance/index.html')),
      policy: tried(() => {
        const types = (window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): object } })
          .trustedTypes;
        return types.createPolicy('mine', { createHTML: (text: string) => text });
      }),
      imported: await import(module).then(
        () => 'taken',
        () => 'TypeError',
      ),
      worker: tried(() => new Worker('data:text/javascript,1')),
    };
    return { refused, ran };
  });
  for (const [how, result] of Object.entries(ended.refused)) assert.match(result, /^(Type|Eval|Security)Error$/, how);
  assert.deepEqual(ended.ran, { inline: false, data: false });
});

test('the page has nothing of Node or Electron', { skip }, async () => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'].filter(
      (name) => name in window,
    ),
  );
  assert.deepEqual(found, []);
});

test('what the windows are allowed, as Electron understood it', { skip }, async () => {
  const allowed = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Not in Electron's types, but in its tests.
      const { getLastWebPreferences } = contents as unknown as {
        getLastWebPreferences: (this: unknown) => Record<string, unknown>;
      };
      return getLastWebPreferences.call(contents);
    }),
  );
  assert.ok(allowed.length > 0);
  for (const preferences of allowed) {
    const { sandbox, contextIsolation, nodeIntegration, webviewTag, nodeIntegrationInSubFrames } = preferences;
    assert.deepEqual([sandbox, contextIsolation, nodeIntegration, webviewTag], [true, true, false, false]);
    assert.ok(nodeIntegrationInSubFrames !== true && preferences['nodeIntegrationInWorker'] !== true);
    assert.ok(preferences['webSecurity'] !== false && preferences['allowRunningInsecureContent'] !== true);
    assert.ok(preferences['experimentalFeatures'] !== true && !preferences['enableBlinkFeatures']);
  }
});

for (const path of [
  '/../electron/main.cjs',
  '/%2e%2e/electron/main.cjs',
  '/..%2felectron%2fmain.cjs',
  '//etc/passwd',
]) {
  test(`no path leads out of the page's folder: ${path}`, { skip }, async () => {
    const status = await page.evaluate(async (url) => (await fetch(url)).status, `app://nim-glance${path}`);
    assert.equal(status, 404);
  });
}

test('files, and other sites, cannot be read', { skip }, async () => {
  const read = await page.evaluate(
    (urls) =>
      Promise.all(
        urls.map((url) =>
          fetch(url).then(
            ({ status }) => status,
            () => 'refused',
          ),
        ),
      ),
    ['file:///etc/passwd', `${elsewhere}/read`, 'app://elsewhere/index.html'],
  );
  assert.deepEqual(read, ['refused', 'refused', 'refused']);
});

/** Long enough for a page to have left. */
function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 300));
}

function contentsOpen(): Promise<number> {
  return app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}

async function isStillOurs(contents: number): Promise<void> {
  assert.deepEqual(visits, []);
  assert.equal(await contentsOpen(), contents);
  assert.equal(page.url(), PAGE);
  const snapshot = await page.evaluate(() => {
    const { nimGlance } = window as unknown as { nimGlance: MonitorApi };
    return nimGlance.snapshot(undefined);
  });
  assert.ok(snapshot.boxes.length > 0);
  // A frame that was refused keeps the address it was refused, and is empty or holds Chromium's page of an error.
  const shown = await app.evaluate(({ webContents }) => {
    const frames = webContents.getAllWebContents().flatMap(({ mainFrame }) => mainFrame.framesInSubtree);
    return Promise.all(frames.map((frame) => frame.executeJavaScript('location.protocol') as Promise<string>));
  });
  const empty = ['chrome-error:', 'about:'];
  assert.deepEqual(
    [...new Set(shown)].filter((protocol) => !empty.includes(protocol)),
    ['app:'],
  );
}
