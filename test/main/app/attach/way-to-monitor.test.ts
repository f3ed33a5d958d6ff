import assert from 'node:assert/strict';
import test from 'node:test';
import { AttachableMonitor, type OwnMonitor } from '../../../../main/app/attach/attachable-monitor.ts';
import { openWay } from '../../../../main/app/attach/way-to-monitor.ts';
import { systemClock } from '../../../../main/app/system-clock.ts';
import type { Snapshot } from '../../../../preload/contract/view.ts';
import { fakeApi } from '../../../fakes/monitor-api.ts';
import { FakeSecrets } from '../../../fakes/ports.ts';
import { fakeBox, fakeSnapshot } from '../../../fakes/snapshot.ts';
import { skip, SshServer } from '../../../fakes/ssh-server.ts';
import { serve } from '../../hosts/headless/http/serve-screen.ts';

const WITHIN_MS = 60_000;

test('a way that somebody else looks after is open', async () => {
  const way = openWay({ url: 'http://127.0.0.1:7' }, { clock: systemClock, random: Math.random, environment: {} });
  await way.settled(0);
  assert.deepEqual([way.url(), way.trouble()], ['http://127.0.0.1:7', undefined]);
  await way.close();
});

test('where ssh does not come in, it says why; and of a port where nobody listens, that', { skip }, async (t) => {
  const { environment } = await SshServer.start(t);
  const host = { clock: systemClock, random: Math.random, environment };
  const shut = openWay({ ssh: 'wrong-key', port: 7 }, host);
  await shut.settled(WITHIN_MS);
  assert.equal(shut.url(), undefined);
  assert.match(shut.trouble() ?? '', /^The SSH tunnel to wrong-key is not up: it accepts none of the keys .*\.$/);
  await shut.close();
  const empty = openWay({ ssh: 'dgx-lab', port: 7 }, host);
  await empty.settled(WITHIN_MS);
  await assert.rejects(fetch(empty.url() ?? ''));
  while (empty.trouble() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.match(empty.trouble() ?? '', /^Nothing listens at 127\.0\.0\.1:7 on dgx-lab/);
  await empty.close();
});

test(
  'a monitor behind ssh: paired, shown, away with ssh’s own reason, back by itself; no ssh is left',
  { skip },
  async (t) => {
    const server = await SshServer.start(t);
    const screen = await serve(t);
    const port = new URL(screen.url).port;
    const keep = { text: '' };
    const secrets = new FakeSecrets();
    const own: OwnMonitor = {
      api: fakeApi({ snapshot: () => Promise.resolve(fakeSnapshot(fakeBox('fine'))) }),
      start: () => undefined,
      stop: () => Promise.resolve(),
    };
    const monitor = await AttachableMonitor.open({
      openOwn: () => Promise.resolve(own),
      attachPoint: () => undefined,
      kept: { read: () => keep.text, write: (text) => void (keep.text = text) },
      ...{ secrets, computerName: 'laptop', clock: systemClock, random: Math.random, environment: server.environment },
    });
    t.after(() => monitor.stop());
    monitor.start();
    const until = async (fits: (snapshot: Snapshot) => boolean): Promise<Snapshot> => {
      for (;;) {
        const newest = await monitor.api.snapshot(undefined);
        if (fits(newest)) return newest;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const { code } = screen.attachKeys.newCode();
    // A mistyped port is told as what it is, and costs no attempt.
    const astray = await monitor.api.attach({ address: 'dgx-lab:7', code });
    assert.match(astray.ok ? '' : (astray.problems[0]?.message ?? ''), /Nothing listens at 127\.0\.0\.1:7 on dgx-lab/);
    assert.deepEqual(await monitor.api.attach({ address: `dgx-lab:${port}`, code }), { ok: true });
    await until(({ attached }) => attached?.away === false);
    assert.deepEqual([...secrets.kept.keys()], [`attach ssh dgx-lab:${port}`]);
    assert.equal(keep.text, JSON.stringify({ ssh: 'dgx-lab', port: Number(port), computer: 'dgx-lab' }));
    await server.away();
    const away = await until(({ attached }) => attached?.away === true && attached.why !== '');
    assert.match(away.attached?.why ?? '', /^The SSH tunnel to dgx-lab is not up: /);
    await server.listen();
    monitor.reconnect();
    await until(({ attached }) => attached?.away === false);
    assert.deepEqual(await monitor.api.detach(undefined), { ok: true });
    assert.deepEqual([server.clients(), secrets.kept.size, keep.text], [[], 0, '']);
  },
);
