import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { systemdService } from '../../../../main/hosts/headless/service-systemd.ts';
import { temporaryFolder } from '../../../fakes/stored-ledger.ts';

function planFor(...words: readonly string[]) {
  return systemdService({
    command: [process.execPath, '/opt/nim-glance/main.js', ...words],
    home: '/home/me',
    environment: {},
    uid: 1000,
    tokenFile: '/home/me/.config/nim-glance/dt_api_token',
    logFile: '/home/me/.local/state/nim-glance/logs/service.log',
  });
}

/** What systemd says against the unit; undefined where there is no systemd. */
function complaints(context: TestContext, text: string): string | undefined {
  const folder = temporaryFolder(context);
  const file = join(folder, 'nim-glance.service');
  writeFileSync(file, text);
  const env = { ...process.env, HOME: folder, XDG_RUNTIME_DIR: folder };
  const { error, stderr } = spawnSync('systemd-analyze', ['verify', '--user', file], { env, encoding: 'utf8' });
  return error === undefined ? stderr.trim() : undefined;
}

test('systemd finds nothing wrong with the unit, and would say so', (context) => {
  const { text } = planFor('run', '--config', '/home/me/config.yaml');
  const said = complaints(context, text);
  if (said === undefined) {
    context.skip('no systemd-analyze');
    return;
  }
  assert.equal(said, '');
  assert.match(complaints(context, text.replace('UMask=', 'UMusk=')) ?? '', /UMusk/);
});

test('also as a token is given, by one line or the other', (context) => {
  const { text } = planFor('run');
  for (const line of ['#LoadCredential=', '#Environment=']) {
    assert.ok(text.includes(line));
    const said = complaints(context, text.replace(line, line.slice(1)));
    if (said !== undefined) assert.equal(said, '');
  }
});

test('words keep their blanks, quotes, percent and dollar signs', () => {
  const { text } = planFor('--config', '/home/me/a b/50% $HOME "x" \\.yaml');
  assert.match(text, /^ExecStart=\S+ \S+ --config "\/home\/me\/a b\/50%% \$\$HOME \\"x\\" \\\\\.yaml"$/m);
});

test('it lies where XDG says, if that is a whole path', () => {
  const at = (configHome: string) =>
    systemdService({
      ...{ command: ['node'], home: '/home/me', environment: { XDG_CONFIG_HOME: configHome }, uid: 1000 },
      ...{ tokenFile: '/t', logFile: '/l' },
    }).file;
  assert.equal(at('/etc/me'), '/etc/me/systemd/user/nim-glance.service');
  assert.equal(at('here'), '/home/me/.config/systemd/user/nim-glance.service');
});
