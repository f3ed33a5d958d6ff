// A monitor on a server: no D-Bus, so no keychain. What the screen of another machine is told there.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { readAttachPoint } from '../../main/app/attach/attach-file.ts';
import { RemoteMonitor } from '../../main/app/attach/remote-monitor.ts';
import { systemClock } from '../../main/app/system-clock.ts';
import { RunningProgram } from '../main/hosts/headless/run-process.ts';

const ANYTHING = `dt0c01.${'A'.repeat(24)}.${'B'.repeat(64)}`;

test('where there is no keychain, Save is refused with the three ways to give the token', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-no-keychain-'));
  const sink = new RunningProgram(['sink', '--port', '0', '--json']);
  const url = await sink.url();
  const nowhere = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${folder}/none`, XDG_RUNTIME_DIR: folder, DISPLAY: '' };
  const args = ['http://127.0.0.1:9', '--forward', url, '--state-dir', folder];
  const program = new RunningProgram(['run', ...args], nowhere);
  const place = () => readAttachPoint(folder);
  const remote = new RemoteMonitor({ place, name: 'dgx-lab', sameComputer: false, clock: systemClock });
  t.after(async () => {
    await remote.stop();
    program.child.kill();
    sink.child.kill();
    await Promise.all([program.ended, sink.ended]);
    rmSync(folder, { recursive: true, force: true });
  });
  remote.start();
  while ((await remote.api.snapshot(undefined)).attached?.away !== false)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const answer = await remote.api.saveDestination({ endpoint: url, token: ANYTHING });
  const reason = answer.ok ? '' : answer.reason;
  assert.ok(reason.startsWith(`The keychain of ${hostname()} did not take the token: no keychain`), reason);
  for (const way of [/DT_API_TOKEN,/, /DT_API_TOKEN_FILE/, /systemd credential dt_api_token/])
    assert.match(reason, way);
  assert.ok(!reason.includes(ANYTHING));
});
