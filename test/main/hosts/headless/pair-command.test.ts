import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import test, { type TestContext } from 'node:test';
import { readAttachPoint } from '../../../../main/app/attach/attach-file.ts';
import { pairWith } from '../../../../main/app/attach/pair-with.ts';
import { pairCommand } from '../../../../main/hosts/headless/pair-command.ts';
import { RunningProgram } from './run-process.ts';

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-pair-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

async function pair(stateDir: string, action?: string, name?: string) {
  const [stdout, stderr] = [new PassThrough({ encoding: 'utf8' }), new PassThrough({ encoding: 'utf8' })];
  const code = await pairCommand({ action, name, stateDir }, { stdout, stderr });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

test('a code from the instance that runs pairs a laptop, which is listed and forgotten', async (t) => {
  const folder = folderOf(t);
  const program = new RunningProgram(['run', 'http://127.0.0.1:9', '--state-dir', folder]);
  t.after(() => program.child.kill());
  while (readAttachPoint(folder) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  const { code, out } = await pair(folder);
  assert.equal(code, 0);
  const [printed = ''] = out.split('\n');
  const point = readAttachPoint(folder);
  assert.ok(point !== undefined && out.includes(`127.0.0.1:${new URL(point.url).port}`));
  assert.ok(!out.includes(point.key));
  const pairing = await pairWith({ url: point.url, shownAs: '' }, printed, 'laptop');
  assert.ok(pairing.ok);
  assert.match((await pair(folder, 'list')).out, /^laptop {2}paired \d{4}-\d\d-\d\d\n$/);
  assert.deepEqual(await pair(folder, 'forget', 'laptop'), {
    ...{ code: 0, out: 'laptop is forgotten: it is cut off, and cannot connect again\n', err: '' },
  });
  assert.equal((await pair(folder, 'list')).out, 'no computer is paired\n');
  program.child.kill('SIGTERM');
  assert.equal(await program.ended, 0);
  assert.equal(existsSync(join(folder, 'attach.json')), false);
});

test('without an instance, or with a name that is none, it says so', async (t) => {
  const folder = folderOf(t);
  const none = await pair(folder);
  assert.deepEqual([none.code, none.out], [1, '']);
  assert.match(none.err, /no monitor of this user runs/);
  assert.equal((await pair(folder, 'forget', 'nobody')).code, 1);
  await assert.rejects(pair(folder, 'forget'), /takes the name/);
  await assert.rejects(pair(folder, 'steal'), /pair takes/);
});
