import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { canAsk, sshStarter, type SshProcess } from '../../../../main/app/tunnels/ssh-process.ts';
import type { SshEnd } from '../../../../main/app/tunnels/ssh-words.ts';

interface Started {
  readonly ssh: SshProcess;
  readonly lines: string[];
  readonly ended: Promise<SshEnd>;
}

/** Starts a shell script in the place of ssh. */
function start(context: TestContext, script: string, environment: Record<string, string> = {}): Started {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-ssh-process-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ssh'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  const PATH = `${folder}:${process.env['PATH'] ?? ''}`;
  const lines: string[] = [];
  let ssh: SshProcess | undefined;
  const ended = new Promise<SshEnd>((resolve) => {
    ssh = sshStarter({ ...environment, PATH })(['-N', 'dgx-lab'], { line: (line) => lines.push(line), ended: resolve });
  });
  assert.ok(ssh);
  return { ssh, lines, ended };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !isSo(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(isSo());
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // One that waits for its parent to take notice is dead.
    return !/\) Z /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('it gets the arguments; what it says comes line by line, without control characters, then how it ended', async (context) => {
  const { lines, ended } = start(context, 'echo "$@" >&2; printf "a\\033[31mb\\r\\nlast" >&2; exit 255');
  assert.deepEqual(await ended, { code: 255, notStarted: undefined });
  assert.deepEqual(lines, ['-N dgx-lab', 'a[31mb', 'last']);
});

test(
  'to end it ends what it started, too',
  { skip: process.platform !== 'linux' && 'reads /proc' },
  async (context) => {
    const { ssh, lines, ended } = start(context, 'sleep 60 & echo $! >&2; wait');
    await until(() => lines.length > 0);
    await ssh.end();
    assert.deepEqual(await ended, { code: undefined, notStarted: undefined });
    assert.equal(isAlive(Number(lines[0])), false);
  },
);

test('one that does not want to end is ended', async (context) => {
  const { ssh, lines, ended } = start(context, "trap '' TERM; echo up >&2; while :; do sleep 0.1; done");
  await until(() => lines.length > 0);
  await ssh.end();
  assert.deepEqual(await ended, { code: undefined, notStarted: undefined });
});

test('a signal that ends it alone', async (context) => {
  const { ended } = start(context, 'kill -KILL $$');
  assert.deepEqual(await ended, { code: undefined, notStarted: undefined });
});

test('what it leaves behind does not keep it from having ended', async (context) => {
  const { ended } = start(context, 'sleep 60 & exit 3');
  assert.deepEqual(await ended, { code: 3, notStarted: undefined });
});

test('no ssh on this computer', async () => {
  const end = await new Promise<SshEnd>((resolve) => {
    sshStarter({ PATH: '/nowhere' })([], { line: () => undefined, ended: resolve });
  });
  assert.deepEqual(end, { code: undefined, notStarted: 'ENOENT' });
});

test('it has no terminal to ask in, and asks by the program that is named for it', async (context) => {
  const script =
    'echo "askpass: $SSH_ASKPASS_REQUIRE" >&2; (echo x > /dev/tty) 2>/dev/null && echo terminal >&2; exit 0';
  const { lines, ended } = start(context, script, { SSH_ASKPASS: '/usr/bin/ssh-askpass' });
  await ended;
  assert.deepEqual(lines, ['askpass: force']);
});

test('our token stays here', async (context) => {
  const { lines, ended } = start(context, 'env >&2', { DT_API_TOKEN: 'canary', SSH_AUTH_SOCK: '/run/agent' });
  await ended;
  assert.deepEqual([lines.includes('SSH_AUTH_SOCK=/run/agent'), lines.join().includes('canary')], [true, false]);
});

test('who can be asked', () => {
  assert.equal(canAsk({}), false);
  assert.equal(canAsk({ SSH_ASKPASS: '' }), false);
  assert.equal(canAsk({ SSH_ASKPASS: '/usr/bin/ssh-askpass' }), true);
  assert.equal(canAsk({ SSH_ASKPASS: '/usr/bin/ssh-askpass', SSH_ASKPASS_REQUIRE: 'never' }), false);
});
