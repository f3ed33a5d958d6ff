import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  AttachableMonitor,
  type AttachOptions,
  type OwnMonitor,
} from '../../../../main/app/attach/attachable-monitor.ts';
import { systemClock } from '../../../../main/app/system-clock.ts';
import type { FieldProblem, MonitorApi, Outcome } from '../../../../preload/contract/api.ts';
import type { Snapshot } from '../../../../preload/contract/view.ts';
import { fakeApi } from '../../../fakes/monitor-api.ts';
import { FakeSecrets } from '../../../fakes/ports.ts';
import { fakeBox, fakeSnapshot } from '../../../fakes/snapshot.ts';
import { serve } from '../../hosts/headless/http/serve-screen.ts';

class FakeOwn implements OwnMonitor {
  readonly did: string[] = [];
  readonly api: MonitorApi = fakeApi({ snapshot: async () => fakeSnapshot({ ...fakeBox('fine'), name: 'own' }) });

  start(): void {
    this.did.push('start');
  }

  stop(): Promise<void> {
    this.did.push('stop');
    return Promise.resolve();
  }
}

async function open(t: TestContext, over: Partial<AttachOptions<FakeOwn>> = {}) {
  const opened: FakeOwn[] = [];
  const keep = { text: '' };
  const secrets = new FakeSecrets();
  const monitor = await AttachableMonitor.open<FakeOwn>({
    openOwn: () => {
      opened.push(new FakeOwn());
      return Promise.resolve(opened[opened.length - 1]);
    },
    attachPoint: () => undefined,
    ...{ secrets, computerName: 'laptop', clock: systemClock, random: Math.random },
    // In which there is no ssh.
    environment: { PATH: '' },
    kept: { read: () => keep.text, write: (text) => void (keep.text = text) },
    ...over,
  });
  t.after(() => monitor.stop());
  monitor.start();
  const until = async (fits: (snapshot: Snapshot) => boolean): Promise<Snapshot> => {
    for (;;) {
      const newest = await monitor.api.snapshot(undefined);
      if (fits(newest)) return newest;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { monitor, opened, keep, secrets, until };
}

function problemsOf(outcome: Outcome): readonly FieldProblem[] {
  return outcome.ok ? [] : outcome.problems;
}

const isHere = ({ attached }: Snapshot): boolean => attached?.away === false;

test('its own monitor, where nothing else was chosen', async (t) => {
  const { monitor, opened } = await open(t);
  assert.equal((await monitor.api.snapshot(undefined)).boxes[0]?.name, 'own');
  assert.equal(monitor.own, opened[0]);
  assert.deepEqual(opened[0]?.did, ['start']);
  assert.deepEqual(await monitor.api.detach(undefined), { ok: true });
});

test('stopped for nothing, it goes on with a new one, and whoever listened hears of it', async (t) => {
  const { monitor, opened } = await open(t);
  let heard = 0;
  monitor.api.on('snapshot', () => (heard += 1));
  await monitor.stop();
  await monitor.goOn();
  assert.deepEqual([opened[0]?.did, opened[1]?.did], [['start', 'stop'], ['start']]);
  assert.equal(monitor.own, opened[1]);
  await new Promise(setImmediate);
  assert.equal(heard, 1);
});

test('paired with another machine: its monitor is shown, ours ends, and the key is in the keychain alone', async (t) => {
  const screen = await serve(t);
  const { monitor, opened, keep, secrets, until } = await open(t);
  const { code } = screen.attachKeys.newCode();
  assert.deepEqual(opened[0]?.did, ['start']);
  assert.deepEqual(await monitor.api.attach({ address: screen.host, code }), { ok: true });
  assert.equal((await until(isHere)).attached?.computer, 'dgx-lab');
  assert.deepEqual(opened[0].did, ['start', 'stop']);
  assert.equal(monitor.own, undefined);
  // A tunnel of the user's begins at this computer: no name of the machine is known.
  assert.equal(monitor.alias, undefined);
  const [account = '', key = ''] = [...secrets.kept].flat();
  assert.deepEqual(
    [account, keep.text],
    [`attach ${screen.url}`, JSON.stringify({ url: screen.url, computer: 'dgx-lab' })],
  );
  assert.ok(!keep.text.includes(key));
  // The next start finds it again.
  const next = await open(t, { secrets, kept: { read: () => keep.text, write: () => undefined } });
  await next.until(isHere);
  assert.equal(next.opened.length, 0);
  // And back.
  assert.deepEqual(await monitor.api.detach(undefined), { ok: true });
  assert.equal((await monitor.api.snapshot(undefined)).boxes[0]?.name, 'own');
  assert.deepEqual([keep.text, secrets.kept.size, opened[1]?.did], ['', 0, ['start']]);
});

test('behind a way of ours, it tells what the machine is to ssh', async (t) => {
  const read = () => JSON.stringify({ ssh: 'me@dgx-lab', port: 7777, computer: 'dgx' });
  const { monitor } = await open(t, { kept: { read, write: () => undefined } });
  assert.equal(monitor.alias, 'me@dgx-lab');
});

test('a wrong code, a way that is shut and a port where nobody is change nothing, and say what is wrong', async (t) => {
  const screen = await serve(t);
  const { monitor, opened } = await open(t);
  const { code } = screen.attachKeys.newCode();
  const wrong = await monitor.api.attach({ address: screen.host, code: '2222-2222' });
  assert.deepEqual(problemsOf(wrong)[0]?.field, 'code');
  assert.match(problemsOf(wrong)[0]?.message ?? '', /nim-glance pair/);
  const elsewhere = await monitor.api.attach({ address: 'dgx-lab:7777', code });
  assert.equal(problemsOf(elsewhere)[0]?.field, 'address');
  assert.match(problemsOf(elsewhere)[0]?.message ?? '', /no ssh on this computer/);
  const nobody = await monitor.api.attach({ address: '127.0.0.1:9', code });
  assert.equal(problemsOf(nobody)[0]?.field, 'address');
  assert.deepEqual(opened[0]?.did, ['start']);
});

test('a keychain that does not take the key leaves everything as it was', async (t) => {
  const screen = await serve(t);
  const refusing = new FakeSecrets();
  refusing.write = () => Promise.resolve({ kind: 'locked', reason: 'unlock it' });
  const { monitor, keep, opened } = await open(t, { secrets: refusing });
  const { code } = screen.attachKeys.newCode();
  const answer = await monitor.api.attach({ address: screen.host, code });
  const [problem] = problemsOf(answer);
  assert.equal(problem?.field, null);
  assert.match(problem.message, /unlock it/);
  assert.deepEqual([keep.text, opened[0]?.did], ['', ['start']]);
});

test('where another program of this user holds the store, that one is shown, and found again after its restart', async (t) => {
  const screen = await serve(t);
  let point = { url: screen.url, key: screen.attachKeys.own };
  const { monitor, until } = await open(t, { openOwn: () => Promise.resolve(undefined), attachPoint: () => point });
  await until(isHere);
  const detached = await monitor.api.detach(undefined);
  assert.match(detached.ok ? '' : detached.reason, /as long as it runs/);
  await screen.close();
  await until(({ state }) => state === 'away');
  const next = await serve(t);
  point = { url: next.url, key: next.attachKeys.own };
  monitor.reconnect();
  await until(isHere);
});

const skip = process.platform === 'win32' && 'the stand-in for ssh is a shell script';

test(
  'its end does not wait for an ssh that asks its user: what it owns ends at once',
  { skip, timeout: 60_000 },
  async (t) => {
    const bin = mkdtempSync(join(tmpdir(), 'nim-glance-asking-'));
    t.after(() => {
      rmSync(bin, { recursive: true });
    });
    const asks = join(bin, 'asks');
    writeFileSync(join(bin, 'ssh'), `#!/bin/sh\n: > '${asks}'\nexec sleep 600\n`, { mode: 0o755 });
    const { monitor, opened, keep } = await open(t, { environment: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
    const attaching = monitor.api.attach({ address: 'dgx-lab:7777', code: '2222-2222' });
    while (!existsSync(asks)) await new Promise((resolve) => setTimeout(resolve, 10));
    await monitor.stop();
    assert.deepEqual([opened[0]?.did, keep.text], [['start', 'stop'], '']);
    assert.equal(problemsOf(await attaching)[0]?.field, 'address');
  },
);

test('where neither can be had it says why', async (t) => {
  await assert.rejects(open(t, { openOwn: () => Promise.reject(new Error('the disk is gone')) }), /the disk is gone/);
});
