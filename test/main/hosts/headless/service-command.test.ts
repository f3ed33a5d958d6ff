import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { serviceCommand } from '../../../../main/hosts/headless/service-command.ts';
import { temporaryFolder } from '../../../fakes/stored-ledger.ts';
import { RunningProgram } from './run-process.ts';

const CONFIGURATION = 'scrape_configs: [{ job_name: nim, static_configs: [{ targets: ["127.0.0.1:8000"] }] }]\n';
const onLinux = process.platform === 'linux' ? {} : { skip: 'systemd is of Linux' };

/** A home with a configuration, and a `systemctl` that notes how it was called and ends as told. */
class Home {
  readonly folder: string;
  readonly config: string;
  readonly unit: string;
  readonly #calls: string;

  constructor(context: TestContext, systemctlEnds = 0) {
    this.folder = temporaryFolder(context);
    this.config = join(this.folder, 'my config.yaml');
    this.unit = join(this.folder, '.config/systemd/user/nim-glance.service');
    this.#calls = join(this.folder, 'calls');
    writeFileSync(this.config, CONFIGURATION);
    mkdirSync(join(this.folder, 'bin'));
    const systemctl = join(this.folder, 'bin/systemctl');
    const words = `echo "$*" >> '${this.#calls}'; [ ${systemctlEnds} = 0 ] || echo no bus >&2; exit ${systemctlEnds}`;
    writeFileSync(systemctl, `#!/bin/sh\n${words}\n`);
    chmodSync(systemctl, 0o755);
  }

  get calls(): readonly string[] {
    return existsSync(this.#calls) ? readFileSync(this.#calls, 'utf8').trim().split('\n') : [];
  }

  async run(...args: readonly string[]) {
    const program = new RunningProgram(['service', ...args], {
      HOME: this.folder,
      PATH: `${join(this.folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
      ...{ XDG_CONFIG_HOME: '', XDG_STATE_HOME: '' },
    });
    return { code: await program.ended, out: program.out, err: program.err };
  }
}

test('install writes the unit and tells how to start it; nothing is started', onLinux, async (context) => {
  const home = new Home(context);
  const { code, out } = await home.run('install', '--config', home.config);
  assert.equal(code, 0);
  const state = join(home.folder, '.local/state/nim-glance');
  const line = new RegExp(
    `^ExecStart=\\S+ --max-semi-space-size=4 \\S+main\\.ts run --config "${home.config}" --state-dir ${state} --quiet$`,
    'm',
  );
  assert.match(readFileSync(home.unit, 'utf8'), line);
  assert.match(out, /systemctl --user enable --now nim-glance\.service/);
  assert.deepEqual(home.calls, []);
});

test('--now starts it, uninstall ends it and takes the file away', onLinux, async (context) => {
  const home = new Home(context);
  assert.equal((await home.run('install', '--config', home.config, '--now')).code, 0);
  assert.deepEqual(home.calls, ['--user daemon-reload', '--user enable --now nim-glance.service']);
  assert.equal((await home.run('status')).code, 0);
  assert.equal((await home.run('uninstall')).code, 0);
  assert.equal(home.calls.at(-1), '--user disable --now nim-glance.service');
  assert.equal(existsSync(home.unit), false);
  const { code, out } = await home.run('status');
  assert.deepEqual([code, /Not installed/.test(out)], [1, true]);
});

test('where systemd does not answer, its words are passed on', onLinux, async (context) => {
  const home = new Home(context, 1);
  const { code, err } = await home.run('install', '--config', home.config, '--now');
  assert.equal(code, 1);
  assert.match(err, /daemon-reload: no bus/);
  const status = await home.run('status');
  assert.deepEqual([status.code, /It does not run/.test(status.out)], [1, true]);
});

test("another's unit of that name is neither overwritten nor removed", onLinux, async (context) => {
  const home = new Home(context);
  mkdirSync(join(home.unit, '..'), { recursive: true });
  writeFileSync(home.unit, '[Service]\n');
  for (const args of [['install', '--config', home.config], ['uninstall']]) {
    const { code, err } = await home.run(...args);
    assert.equal(code, 1);
    assert.match(err, /not ours/);
  }
  assert.equal(readFileSync(home.unit, 'utf8'), '[Service]\n');
});

test('a configuration with errors is refused with them', onLinux, async (context) => {
  const home = new Home(context);
  writeFileSync(home.config, 'scrape_config: []\n');
  const { code, err } = await home.run('install', '--config', home.config);
  assert.equal(code, 1);
  assert.match(err, /scrape_configs/);
  assert.equal(existsSync(home.unit), false);
});

test('what it is to do must be known', async () => {
  const program = new RunningProgram(['service', 'start']);
  assert.equal(await program.ended, 2);
  assert.match(program.err, /install, uninstall or status/);
});

const REFUSED: readonly (readonly [string, NodeJS.Platform, string, RegExp])[] = [
  [
    'from where npx keeps it for a while',
    'linux',
    '/home/me/.npm/_npx/1/node_modules/nim-glance/main.js',
    /npm install/,
  ],
  ['on a system without such services', 'win32', 'C:\\main.js', /Linux \(systemd\) and macOS/],
];

for (const [name, platform, main, reason] of REFUSED) {
  test(`${name} it is refused`, async () => {
    let said = '';
    const output = { write: (text: string) => (said += text) };
    const io = { stdout: output, stderr: output, platform, env: {}, execPath: '/usr/bin/node', argv: ['node', main] };
    const args = { action: 'install', config: undefined, stateDir: undefined, now: false };
    assert.equal(await serviceCommand(args, io), 1);
    assert.match(said, reason);
  });
}
