import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { tellAttachPoint } from '../../../../main/app/attach/attach-file.ts';
import { readCommandLine } from '../../../../main/hosts/electron/command-line.ts';
import { openSession, type SessionOptions } from '../../../../main/hosts/electron/open-session.ts';
import { fakePorts } from '../../../fakes/ports.ts';
import { serve } from '../headless/http/serve-screen.ts';

function optionsOf(t: TestContext, args: readonly string[] = []): SessionOptions {
  const home = mkdtempSync(join(tmpdir(), 'nim-glance-open-'));
  t.after(() => {
    rmSync(home, { recursive: true });
  });
  return {
    ...{ commandLine: readCommandLine(args), token: undefined, ports: fakePorts(), home, platform: 'linux' },
    ...{ stateFolder: join(home, 'state'), processId: process.pid, tell: () => undefined },
    startDemo: () =>
      Promise.resolve({
        target: 'http://127.0.0.1:9',
        endpoint: 'http://127.0.0.1:10',
        token: 't',
        stop: () => Promise.resolve(),
      }),
  };
}

async function boxesOf(options: SessionOptions): Promise<readonly string[] | undefined> {
  const session = await openSession(options);
  const boxes = (await session?.api.snapshot(undefined))?.boxes.map(({ address }) => address);
  await session?.stop();
  return boxes;
}

test('without arguments and without a file it is the first start', async (t) => {
  assert.deepEqual(await boxesOf(optionsOf(t)), []);
});

test('an address is watched, with a ledger that is kept', async (t) => {
  const options = optionsOf(t, ['dgx:8000']);
  assert.deepEqual(await boxesOf(options), ['dgx:8000']);
  assert.ok(existsSync(options.stateFolder));
});

test('the demo keeps nothing', async (t) => {
  const options = optionsOf(t, ['--demo']);
  assert.deepEqual(await boxesOf(options), ['127.0.0.1:9']);
  assert.equal(existsSync(options.stateFolder), false);
});

test('where another program of this user answers, there is no session; where it only left its file, there is', async (t) => {
  const options = optionsOf(t);
  const { url, attachKeys, close } = await serve(t);
  tellAttachPoint(options.stateFolder, { url, key: attachKeys.own });
  assert.equal(await openSession(options), undefined);
  await close();
  assert.deepEqual(await boxesOf(options), []);
});

test('a store that is held by a program that cannot be shown is refused with words', async (t) => {
  const options = optionsOf(t);
  const first = await openSession(options);
  await assert.rejects(openSession(options), /is writing in/);
  await first?.stop();
  assert.deepEqual(await boxesOf(options), []);
});
