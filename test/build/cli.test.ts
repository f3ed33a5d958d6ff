import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeClone, workingNpm, type FakeClone } from './fake-clone.ts';

const echo = 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;';
const untilSignal = `
  const keep: NodeJS.Timeout = setInterval(() => undefined, 1000);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => { console.log(signal); clearInterval(keep); process.exitCode = 5; });
  }
  console.log('ready');`;

async function inClone(headless: string, body: (clone: FakeClone) => Promise<void>): Promise<void> {
  const clone = fakeClone(workingNpm, headless);
  try {
    await body(clone);
  } finally {
    clone.remove();
  }
}

test('cli hands over arguments as they are and ends with the exit code of the host', () =>
  inClone(echo, async (clone) => {
    const { code, stdout } = await clone.run(['build/cli.mjs', 'demo', '--for', '20s', 'a b']);
    assert.deepEqual([code, stdout], [7, '["demo","--for","20s","a b"]\n']);
  }));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`cli passes ${signal} on and waits for the host`, () =>
    inClone(untilSignal, async (clone) => {
      let sent = false;
      const { code, stdout } = await clone.run(['build/cli.mjs', 'run'], {}, (all, kill) => {
        if (!sent && all.includes('ready')) {
          sent = true;
          kill(signal);
        }
      });
      assert.deepEqual([code, stdout], [5, `ready\n${signal}\n`]);
    }));
}

test('cli ends with 128 + n when a signal ended the host', () =>
  inClone("process.kill(process.pid, 'SIGKILL');", async (clone) => {
    assert.equal((await clone.run(['build/cli.mjs'])).code, 137);
  }));
