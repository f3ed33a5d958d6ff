import assert from 'node:assert/strict';
import test from 'node:test';
import { createUpdater, type UpdateEngine, type UpdateState } from '../../../../main/hosts/electron/updater.ts';

/** electron-updater as it is at first: it would load and install by itself. */
class FakeEngine {
  autoDownload = true;
  autoInstallOnAppQuit = true;
  logger: unknown = console;
  active = true;
  newest = '2.0.0';
  failNext: string | undefined;
  failDownload = false;
  /** As electron-updater does it: told to whoever listens, and to nobody else. */
  failInstall: Error | undefined;
  readonly calls: string[] = [];
  readonly listeners = new Map<string, (value: never) => void>();

  isUpdaterActive(): boolean {
    return this.active;
  }

  async checkForUpdates() {
    await Promise.resolve();
    this.#call('check');
    return { isUpdateAvailable: this.newest !== '1.0.0', updateInfo: { version: this.newest } };
  }

  async downloadUpdate(): Promise<unknown> {
    await Promise.resolve();
    if (this.failDownload) {
      this.failDownload = false;
      throw new Error('cut');
    }
    this.#call('download');
    const tell = this.listeners.get('download-progress') as (progress: { percent: number }) => void;
    for (const percent of [0.4, 41.2, 41.9, 100]) tell({ percent });
    return [];
  }

  quitAndInstall(isSilent: boolean, isForceRunAfter: boolean): void {
    this.#call(`install ${String(isSilent)} ${String(isForceRunAfter)}`);
    if (this.failInstall !== undefined) this.listeners.get('error')?.(this.failInstall as never);
  }

  on(event: string, listener: (value: never) => void): this {
    this.listeners.set(event, listener);
    return this;
  }

  #call(name: string): void {
    this.calls.push(name);
    const message = this.failNext;
    this.failNext = undefined;
    if (message !== undefined) throw new Error(message);
  }
}

function setUp(isPackaged = true) {
  const engine = new FakeEngine();
  const states: UpdateState[] = [];
  const updater = createUpdater({
    isPackaged,
    load: () => Promise.resolve(engine satisfies UpdateEngine),
    beforeInstall: () => {
      engine.calls.push('flush');
      return Promise.resolve();
    },
    afterFailedInstall: () => {
      engine.calls.push('go on');
      return Promise.resolve();
    },
    onChange: (state) => states.push(state),
  });
  return { engine, states, updater };
}

test('each step waits for the user, and the program is flushed before it is replaced', async () => {
  const { engine, states, updater } = setUp();
  assert.deepEqual(updater.state(), { kind: 'idle', isNewest: false });
  await updater.check();
  assert.deepEqual(updater.state(), { kind: 'available', version: '2.0.0' });
  assert.deepEqual([engine.autoDownload, engine.autoInstallOnAppQuit, engine.logger], [false, false, null]);
  await updater.download();
  assert.deepEqual(states.slice(2), [
    { kind: 'downloading', version: '2.0.0', percent: 0 },
    { kind: 'downloading', version: '2.0.0', percent: 41 },
    { kind: 'downloading', version: '2.0.0', percent: 100 },
    { kind: 'ready', version: '2.0.0' },
  ]);
  assert.deepEqual(engine.calls, ['check', 'download']);
  await updater.install();
  assert.deepEqual(engine.calls.slice(2), ['flush', 'install false true']);
  assert.deepEqual(updater.state(), { kind: 'installing', version: '2.0.0' });
  await updater.install();
  assert.equal(engine.calls.length, 4, 'once is enough');
});

test('the program goes on where it could not be replaced, and may try again', async () => {
  const { engine, updater } = setUp();
  await updater.check();
  await updater.download();
  engine.failInstall = new Error('Command dpkg exited with code 1');
  await updater.install();
  assert.deepEqual(updater.state(), { kind: 'failed', during: 'install', reason: 'dpkg ended with 1' });
  assert.deepEqual(engine.calls.slice(2), ['flush', 'install false true', 'go on']);
  engine.failInstall = undefined;
  for (const step of ['check', 'download', 'install'] as const) await updater[step]();
  assert.equal(updater.state().kind, 'installing');
});

test('the newest is told, and may be asked again', async () => {
  const { engine, updater } = setUp();
  engine.newest = '1.0.0';
  await updater.check();
  assert.deepEqual(updater.state(), { kind: 'idle', isNewest: true });
  await updater.check();
  assert.equal(engine.calls.length, 2);
});

test('steps out of their order do nothing', async () => {
  const { engine, updater } = setUp();
  await updater.download();
  await updater.install();
  assert.deepEqual(engine.calls, []);
  await updater.check();
  await updater.install();
  await updater.check();
  assert.deepEqual(engine.calls, ['check']);
});

test('a failure says during what and why, in one line; the same step may be tried again', async () => {
  const { engine, updater } = setUp();
  engine.failNext = 'net::ERR_NAME_NOT_RESOLVED\nheaders: secret';
  await updater.check();
  assert.deepEqual(updater.state(), {
    ...{ kind: 'failed', during: 'check' },
    reason: 'where the releases are cannot be reached (net::ERR_NAME_NOT_RESOLVED)',
  });
  await updater.check();
  engine.failNext = 'sha512 checksum mismatch';
  await updater.download();
  assert.deepEqual(updater.state(), { kind: 'failed', during: 'download', reason: 'sha512 checksum mismatch' });
  await updater.download();
  assert.equal(updater.state().kind, 'ready');
  engine.failNext = 'not permitted';
  await updater.install();
  assert.deepEqual(updater.state(), { kind: 'failed', during: 'install', reason: 'not permitted' });
});

test('an error that nobody waits for has a listener, and changes nothing', async () => {
  const { engine, updater } = setUp();
  await updater.check();
  engine.listeners.get('error')?.(new Error('late') as never);
  assert.deepEqual([updater.state().kind, engine.calls], ['available', ['check']]);
});

test('from the clone nothing is asked, nor loaded', async () => {
  const { engine, states, updater } = setUp(false);
  await updater.check();
  assert.match(JSON.stringify(updater.state()), /unavailable.*sources/);
  assert.deepEqual([engine.calls, states], [[], []]);
});

test('a copy that no installer laid down says so', async () => {
  const { engine, updater } = setUp();
  engine.active = false;
  await updater.check();
  assert.deepEqual([updater.state().kind, engine.calls], ['unavailable', []]);
});

test('a copy that does not know where newer ones are says so', async () => {
  const { engine, updater } = setUp();
  engine.failNext = "ENOENT: no such file or directory, open '/opt/NIM Glance/resources/app-update.yml'";
  await updater.check();
  assert.equal(updater.state().kind, 'unavailable');
});

test('a failed download looks again, and asks again where there is another version by now', async () => {
  const { engine, updater } = setUp();
  await updater.check();
  const fail = () => {
    engine.failDownload = true;
    return updater.download();
  };
  await fail();
  engine.newest = '2.0.1';
  await updater.download();
  assert.deepEqual(updater.state(), { kind: 'available', version: '2.0.1' });
  await fail();
  await updater.download();
  assert.deepEqual(updater.state(), { kind: 'ready', version: '2.0.1' });
  assert.deepEqual(engine.calls, ['check', 'check', 'check', 'download']);
});
