// The shell on a monitor that runs elsewhere: in `nim-glance run` of this user, and on "another machine", which is one with
// another state folder. The cases follow each other as a user's steps do.

import assert from 'node:assert/strict';
import { execFileSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { MonitorApi } from '../../preload/contract/api.ts';
import { readAttachPoint } from '../../main/app/attach/attach-file.ts';
import { RunningProgram } from '../main/hosts/headless/run-process.ts';
import { skip as noSsh, SshServer } from '../fakes/ssh-server.ts';
import { copiedDiagnostics } from './copied-diagnostics.ts';
import { endAll, familyOf, isAlive, launch, skip, startPanel } from './desktop.ts';
import { eventually, startProgram, type Program } from './programs.ts';
import { colouredPixels, movePointer, shoot, trayPixels } from './screen.ts';
import { trayOf, type TrayOverDbus } from './tray-over-dbus.ts';

const token = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;
const AWAY = `The monitor on ${hostname()} cannot be reached`;

const home = mkdtempSync(join(tmpdir(), 'nim-glance-attach-'));
const [own, other] = [join(home, 'state', 'nim-glance'), join(home, 'other-machine')];
const ending: (() => Promise<void>)[] = [];
let simulator: Program;
let sink: Program;
let panel: ChildProcess | undefined;
let neighbour: RunningProgram;
let machine: RunningProgram;
let app: ElectronApplication;
let page: Page;
let tray: TrayOverDbus;
let ssh: SshServer | undefined;

/** The way to the other machine, as one enters it. */
let addressOfOther: () => string;

before(async () => {
  if (skip !== false) return;
  addressOfOther = () => `dgx-lab:${new URL(readAttachPoint(other)?.url ?? '').port}`;
  if (noSsh === false) {
    ssh = await SshServer.start({ after: (run) => void ending.push(run) });
    Object.assign(process.env, ssh.environment);
  } else {
    // Then the way is one that somebody opened by hand.
    addressOfOther = () => new URL(readAttachPoint(other)?.url ?? '').host;
  }
  [simulator, sink] = await Promise.all([startProgram('simulate'), startProgram('sink', '--json')]);
  panel = await startPanel();
  movePointer(200, 600);
  process.env['XDG_STATE_HOME'] = join(home, 'state');
  process.env['XDG_CONFIG_HOME'] = join(home, 'config');
  mkdirSync(own, { recursive: true });
  neighbour = await startMonitor('lab', own);
  app = await launch(['--hidden']);
  page = await app.firstWindow();
  tray = trayOf(app.process().pid ?? 0);
});

after(async () => {
  if (skip !== false) return;
  tray.close();
  await app.close().catch(() => undefined);
  neighbour.child.kill('SIGKILL');
  machine.child.kill('SIGKILL');
  await simulator.stop();
  await endAll(panel);
  for (const end of ending) await end();
  rmSync(home, { recursive: true, force: true });
});

test('a headless instance holds the store: its boxes are shown, and no second monitor runs', { skip }, async () => {
  await menuHas('lab: Fine');
  await eventually('the icon shows', () => colouredPixels(trayPixels(shoot('attached'))) >= 8);
  assert.equal((await snapshot()).attached?.sameComputer, true);
});

test('the switch forwards through it: the points are in the sink', { skip }, async () => {
  await tray.clickItem('Forward to Dynatrace');
  await eventually('points are sent', async () => {
    const [box] = (await snapshot()).boxes;
    return (box?.forwarding.ledger.delivered ?? 0) > 0;
  });
});

test('killed, the icon says away, and the page does', { skip }, async () => {
  neighbour.child.kill('SIGKILL');
  await menuHas(AWAY);
  assert.deepEqual(await tray.labels().then((labels) => labels.slice(0, 2)), ['Open NIM Glance', AWAY]);
  await eventually('the icon lost its colour', () => colouredPixels(trayPixels(shoot('attached-away'))) === 0);
  await eventually('the tooltip says so', async () => (await tray.tooltip()) === AWAY);
  await tray.clickItem('Open NIM Glance');
  await page.getByTestId('away').waitFor();
  assert.equal(await page.getByTestId('forward').count(), 0);
  await picture('away');
});

test('started again, with another key, it is back', { skip }, async () => {
  const before = readAttachPoint(own);
  neighbour = await startMonitor('lab', own);
  const now = readAttachPoint(own);
  assert.notEqual(now?.key, before?.key);
  assert.equal(now?.url, before?.url);
  await menuHas('lab: Fine');
});

test('another machine: a wrong code is refused beside its field, a right one attaches', { skip }, async () => {
  // A server without a keychain, and without a token.
  machine = await startMonitor('dgx', other, { DT_API_TOKEN: '', DBUS_SESSION_BUS_ADDRESS: `unix:path=${home}/none` });
  await openSettings();
  await page.getByRole('button', { name: 'Attach to another machine' }).click();
  await attachWith('2222-2222');
  await page.getByText(/This code was used, is too old, or is not right/).waitFor();
  assert.equal(await page.getByLabel('Code').getAttribute('aria-invalid'), 'true');
  await picture('wrong-code');
  const code = await newCode();
  await attachWith(code);
  await menuHas('dgx: Fine');
  await page.getByText(`On ${hostname()}`, { exact: true }).waitFor();
  await picture('attached');
  // A code is good once.
  await page.getByRole('button', { name: 'Another machine' }).click();
  await attachWith(code);
  await page.getByText(/This code was used/).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
});

test(
  'Save says where the token will live; where no keychain is, it is refused with the three ways',
  { skip },
  async () => {
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByTestId('forwarding-open').click();
    await page.getByText(`It will live in the keychain of ${hostname()}, not on this computer.`).waitFor();
    await page.getByLabel('API token').fill(token);
    await picture('save-says-where');
    await page.getByRole('button', { name: 'Save and forward' }).click();
    const refusal = page.getByRole('alert').filter({ hasText: 'DT_API_TOKEN_FILE' });
    await refusal.waitFor();
    const words = (await refusal.textContent()) ?? '';
    assert.match(words, /DT_API_TOKEN,.*DT_API_TOKEN_FILE.*systemd credential dt_api_token/s);
    assert.ok(!words.includes(token));
    await picture('save-refused');
    await page.getByRole('button', { name: 'Back' }).click();
  },
);

test(
  'its tunnel is cut: away, with what ssh says; it comes back by itself',
  { skip: skip !== false ? skip : noSsh },
  async () => {
    await ssh?.away();
    await menuHas(AWAY);
    const why = /^The SSH tunnel to dgx-lab is not up: nothing listens at its SSH port/;
    await eventually('it is known why', async () => why.test((await snapshot()).attached?.why ?? ''));
    const { network, attached } = await snapshot();
    // Where this computer has no network at all, that is said instead.
    await page.getByText(network ?? attached?.why ?? '').waitFor();
    await picture('tunnel-down');
    const report = /^(?!.*dgx-lab).*"why": "The SSH tunnel to … is not up: nothing.*nim-glance diagnostics"/s;
    assert.match(await copiedDiagnostics(app, tray), report);
    await ssh?.listen();
    await eventually('it is back', async () => (await tray.labels()).includes('dgx: Fine'), 90_000);
    await openSettings();
  },
);

test('the key lies in the keyring alone: in no file of ours, no argument, no address', { skip }, () => {
  const key = storedKey();
  assert.match(key, /^[0-9a-f]{64}$/);
  const [paired] = JSON.parse(readFileSync(join(other, 'paired.json'), 'utf8')) as { key: string }[];
  assert.equal(paired?.key, key);
  for (const folder of ['state', 'config']) {
    for (const file of filesOf(join(home, folder))) assert.ok(!readFileSync(file).includes(key), file);
  }
  for (const pid of familyOf(app.process().pid ?? 0)) {
    assert.ok(!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(key));
  }
  assert.ok(!page.url().includes(key));
});

test('a forgotten pairing is cut off at once, with words', { skip }, async () => {
  assert.match(await glance('pair', 'forget', hostname()), /is forgotten/);
  await menuHas(AWAY);
  await page.getByRole('button', { name: 'Pair again' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByText('It does not let this computer in any more. Pair it again.').waitFor();
  await picture('refused');
});

test('Show this computer again: the monitor here, and Quit leaves no process', { skip }, async () => {
  neighbour.child.kill('SIGTERM');
  await neighbour.ended;
  await page.getByRole('button', { name: 'Show this computer again' }).click();
  await eventually('it is our own', async () => (await snapshot()).attached === null);
  assert.throws(storedKey);
  assert.deepEqual(ssh?.clients() ?? [], []);
  const child = app.process();
  const family = familyOf(child.pid ?? 0);
  await tray.clickItem('Quit').catch(() => undefined);
  await eventually('all are gone', () => !family.some(isAlive), 6_000);
  const report = JSON.parse((await sink.stop()).trim().split('\n').at(-1) ?? '') as { points: number };
  assert.ok(report.points > 0);
});

/** `nim-glance run` with a box of that name, not forwarded yet; resolves once it tells where it is to be found. */
async function startMonitor(
  box: string,
  folder: string,
  environment: Readonly<Record<string, string>> = { DT_API_TOKEN: token },
): Promise<RunningProgram> {
  const target = new URL(simulator.url).host;
  const file = join(home, `${box}.yaml`);
  writeFileSync(
    file,
    [
      'global: { scrape_interval: 1s }',
      `scrape_configs: [{ job_name: nim, static_configs: [{ targets: ["${target}"] }] }]`,
      `boxes: [{ name: ${box}, targets: ["${target}"] }]`,
      `forward: { endpoint: "${sink.url}", boxes: [] }`,
      '',
    ].join('\n'),
  );
  const before = readAttachPoint(folder)?.key;
  const program = new RunningProgram(['run', '--config', file, '--state-dir', folder], environment);
  await eventually(`${box} can be found`, () => {
    if (program.child.exitCode !== null) throw new Error(program.err);
    const now = readAttachPoint(folder)?.key;
    return now !== undefined && now !== before;
  });
  return program;
}

async function glance(...args: readonly string[]): Promise<string> {
  const program = new RunningProgram([...args, '--state-dir', other]);
  await program.ended;
  return program.out;
}

async function newCode(): Promise<string> {
  return (await glance('pair')).split('\n')[0] ?? '';
}

async function attachWith(code: string): Promise<void> {
  await page.getByLabel('Machine, as your ssh knows it').fill(addressOfOther());
  await page.getByLabel('Code').fill(code);
  await page.keyboard.press('Enter');
}

async function openSettings(): Promise<void> {
  await tray.clickItem('Settings');
  await page.getByTestId('monitor').waitFor();
}

/** Of the other machine, in the keyring of this one. Throws where there is none. */
function storedKey(): string {
  const account = ssh === undefined ? `http://${addressOfOther()}` : `ssh ${addressOfOther()}`;
  const words = ['lookup', 'service', 'nim-glance', 'account', `attach ${account}`];
  return execFileSync('secret-tool', words).toString().trim();
}

function snapshot() {
  return page.evaluate(() => (window as unknown as { nimGlance: MonitorApi }).nimGlance.snapshot(undefined));
}

async function menuHas(label: string): Promise<void> {
  await eventually(`the menu has ${label}`, async () => (await tray.labels()).includes(label));
}

/** Of the page in both themes, to be looked at. */
async function picture(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(import.meta.dirname, '../../dist/screenshots', `attach-${name}-${colorScheme}.png`);
    await page.screenshot({ path });
  }
  await page.emulateMedia({ colorScheme: null });
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
