import assert from 'node:assert/strict';
import test from 'node:test';
import { launchdService } from '../../../../main/hosts/headless/service-launchd.ts';
import { readPlist } from '../../../fakes/read-plist.ts';

const plan = launchdService({
  command: ['/opt/node & co/node', '/opt/<x>/main.js', 'run', '--config', '/Users/me/a b.yaml'],
  home: '/Users/me',
  environment: {},
  uid: 501,
  tokenFile: '/Users/me/Library/Application Support/nim-glance/dt_api_token',
  logFile: '/Users/me/Library/Logs/nim-glance/service.log',
});

test('a parser of property lists reads what was meant', (context) => {
  const read = readPlist(plan.text) as Record<string, unknown> | undefined;
  if (read === undefined) {
    context.skip('no Python');
    return;
  }
  assert.equal(plan.file, `/Users/me/Library/LaunchAgents/${String(read['Label'])}.plist`);
  assert.deepEqual(read['ProgramArguments'], [
    ...['/opt/node & co/node', '/opt/<x>/main.js', 'run', '--config', '/Users/me/a b.yaml'],
  ]);
  assert.deepEqual(read['KeepAlive'], { SuccessfulExit: false });
  assert.deepEqual([read['RunAtLoad'], read['Umask'], read['StandardOutPath']], [true, 0o077, '/dev/null']);
});

test('it is started and ended in the domain of the login', () => {
  assert.deepEqual(plan.enable, [['launchctl', 'bootstrap', 'gui/501', plan.file]]);
  assert.deepEqual(plan.disable, [['launchctl', 'bootout', 'gui/501/com.nimglance.agent']]);
});

test('the file for the token is named so that a shell takes it as one word', () => {
  const quoted = "'/Users/me/Library/Application Support/nim-glance/dt_api_token'";
  assert.ok(
    plan.hints.some((hint) => hint.endsWith(`DT_API_TOKEN_FILE ${quoted}`)),
    plan.hints.join('\n'),
  );
});
