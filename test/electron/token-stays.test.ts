// A token that was typed in the page: after it is saved it is in the keyring, and nowhere else that outlives the moment.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { MonitorApi } from '../../preload/contract/api.ts';
import { launch, skip } from './desktop.ts';
import { eventually, startProgram, type Program } from './programs.ts';

const secret = 'QX7'.repeat(21) + 'Z';
const token = `dt0c01.${'T'.repeat(24)}.${secret}`;

let simulator: Program;
let sink: Program;
let app: ElectronApplication;
let page: Page;
let printed = '';

before(async () => {
  if (skip !== false) return;
  [simulator, sink] = await Promise.all([startProgram('simulate'), startProgram('sink', '--json')]);
  app = await launch([simulator.url, '--hidden', '--forward', sink.url, '--interval', '1s']);
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  page = await app.firstWindow();
  page.on('console', (message) => (printed += message.text()));
  await page.getByRole('button', { name: 'Enter a token' }).waitFor();
  // A page that is not seen is told nothing.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.show());
});

after(async () => {
  if (skip !== false) return;
  await app.close().catch(() => undefined);
  await Promise.all([simulator.stop(), sink.stop()]);
});

test('it is typed and saved, and points flow; no message to the page holds it', { skip }, async () => {
  await app.evaluate(({ webContents }) => {
    const sent: string[] = [];
    Object.assign(globalThis, { sent });
    for (const contents of webContents.getAllWebContents()) {
      const send = contents.send.bind(contents);
      contents.send = (...words) => {
        sent.push(JSON.stringify(words));
        send(...words);
      };
    }
  });
  await page.getByRole('button', { name: 'Enter a token' }).click();
  await page.getByLabel('API token').pressSequentially(token);
  await page.keyboard.press('Enter');
  const ledger = () => page.getByTestId('ledger').textContent({ timeout: 2_000 });
  await eventually('points are sent', async () => !((await ledger()) ?? '0 points').startsWith('0 points'));
  const stored = execFileSync('secret-tool', ['lookup', 'service', 'nim-glance', 'account', sink.url]).toString();
  assert.equal(stored.trim(), token);
  const sent = await app.evaluate(() => (globalThis as unknown as { sent: string[] }).sent);
  assert.ok(sent.length > 0);
  assert.ok(!sent.some((message) => message.includes(secret)));
});

test('no answer of the monitor holds it', { skip }, async () => {
  const answers = await page.evaluate(async () => {
    const { nimGlance } = window as unknown as { nimGlance: MonitorApi };
    return JSON.stringify([await nimGlance.snapshot(undefined), await nimGlance.settings(undefined)]);
  });
  assert.ok(answers.includes(sink.url));
  assert.ok(!answers.includes(secret));
});

test('the memory of the page holds it no more, nor does what the page shows', { skip }, async () => {
  assert.ok(!(await page.content()).includes(secret));
  const values = await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value));
  assert.ok(!values.includes(token));
  const session = await page.context().newCDPSession(page);
  let heap = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (heap += chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  assert.ok(heap.includes(new URL(sink.url).host), 'texts of the page are found there');
  assert.ok(!heap.includes(secret));
});

test('no file and no line of the program holds it, after a crash of the page, too', { skip }, async () => {
  await app.evaluate(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const folders = await app.evaluate(({ app: shell }) => [
    ...(['home', 'userData', 'crashDumps', 'logs'] as const).map((name) => shell.getPath(name)),
  ]);
  const found = folders.flatMap((folder) => filesBelow(folder)).filter((file) => readFileSync(file).includes(secret));
  assert.deepEqual(found, []);
  assert.ok(folders.flatMap((folder) => filesBelow(folder)).length > 0);
  assert.ok(!printed.includes(secret));
});

function filesBelow(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
  } catch {
    return []; // There is no such folder.
  }
}
