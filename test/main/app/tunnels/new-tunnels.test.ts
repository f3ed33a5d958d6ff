import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { systemClock } from '../../../../main/app/system-clock.ts';
import { newTunnels } from '../../../../main/app/tunnels/new-tunnels.ts';
import { Connections } from '../../../../main/core/scrape/http/connections.ts';
import { fakeSettings, httpSettings } from '../../../fakes/target-settings.ts';

test('they are opened by the ssh that the environment finds, which may ask where it names who asks', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-new-tunnels-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ssh'), '#!/bin/sh\necho "$@" | grep -o "BatchMode=[a-z]*" >&2\nexit 1\n', {
    mode: 0o755,
  });
  const environment = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const reasons = [];
  for (const more of [{}, { SSH_ASKPASS: '/usr/bin/ssh-askpass' }]) {
    const tunnels = newTunnels({ clock: systemClock, random: Math.random, environment: { ...environment, ...more } });
    tunnels.use([fakeSettings({ via: 'dgx' })]);
    tunnels.start();
    const answer = await tunnels.through(() => assert.fail('asked'))({
      ...{
        url: 'http://dgx:8000/',
        accept: '',
        timeoutMs: 10_000,
        limit: { bytes: 1, name: 'x' },
        http: httpSettings(),
      },
      ...{ via: 'dgx', dial: undefined, connections: new Connections() },
    });
    await tunnels.stop();
    reasons.push(answer.kind === 'failed' ? answer.reason : 'good');
  }
  assert.deepEqual(reasons, [
    'the SSH tunnel to dgx is not up: ssh says "BatchMode=yes"',
    'the SSH tunnel to dgx is not up: ssh says "BatchMode=no"',
  ]);
});
