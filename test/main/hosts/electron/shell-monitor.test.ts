import assert from 'node:assert/strict';
import test from 'node:test';
import { createMonitor } from '../../../../main/app/monitor.ts';
import { quickSettings } from '../../../../main/app/quick-configuration.ts';
import { OwnSession } from '../../../../main/hosts/electron/own-session.ts';
import { ShellMonitor } from '../../../../main/hosts/electron/shell-monitor.ts';
import { fakePorts } from '../../../fakes/ports.ts';

function ownSession() {
  const settings = quickSettings({
    target: '127.0.0.1:9',
    endpoint: undefined,
    forward: false,
    scrapeIntervalMs: 60_000,
    box: 'a',
  });
  const monitor = createMonitor({ configuration: settings.configuration, settings, token: undefined }, fakePorts());
  return new OwnSession(monitor, settings, () => undefined);
}

test('battery, sleep and diagnostics concern the monitor of this process alone', async () => {
  const own = ownSession();
  const did: string[] = [];
  own.monitor.retryNow = () => void did.push('retry');
  own.monitor.setRhythm = (rhythm) => void did.push(rhythm);
  const shown: { own: OwnSession | undefined } = { own };
  const shell = new ShellMonitor({
    api: own.api,
    get own() {
      return shown.own;
    },
    alias: 'me@dgx-lab',
    reconnect: () => void did.push('reconnect'),
  });
  shell.setRhythm('slow');
  shell.retryNow();
  assert.equal(shell.facts()?.configuration, own.configuration);
  shown.own = undefined;
  shell.setRhythm('normal');
  shell.retryNow();
  assert.equal(shell.facts(), undefined);
  assert.equal(shell.alias, 'me@dgx-lab');
  assert.deepEqual(did, ['slow', 'retry', 'reconnect', 'reconnect']);
  await own.stop();
});
