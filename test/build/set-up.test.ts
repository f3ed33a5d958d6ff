import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeClone, workingNpm, type FakeClone } from './fake-clone.ts';

const setUp = [
  '--input-type=module',
  '--eval',
  "import { withNode24 } from './build/run.mjs'; await withNode24(console.log);",
];

function within(npm: string, body: (clone: FakeClone) => Promise<void>): () => Promise<void> {
  return async () => {
    const clone = fakeClone(npm);
    try {
      await body(clone);
    } finally {
      clone.remove();
    }
  };
}

test(
  'installs once, says so on stderr only, and answers with the path of Node 24',
  within(workingNpm, async (clone) => {
    const first = await clone.run(setUp);
    assert.equal(first.code, 0, first.stderr);
    assert.equal(first.stdout.trim().split(' ')[0], join(clone.path, 'node_modules/node/bin/node'));
    assert.match(first.stderr, /Installing dependencies/);
    assert.doesNotMatch(first.stderr, /noise/);
    const second = await clone.run(setUp);
    assert.equal(second.stderr, '');
    assert.equal(clone.npmCalls(), 1);
  }),
);

test(
  'installs again when the lock file changed or node_modules is gone',
  within(workingNpm, async (clone) => {
    await clone.run(setUp);
    writeFileSync(join(clone.path, 'package-lock.json'), '{ }');
    assert.match((await clone.run(setUp)).stderr, /Dependencies changed/);
    rmSync(join(clone.path, 'node_modules'), { recursive: true });
    await clone.run(setUp);
    assert.equal(clone.npmCalls(), 3);
  }),
);

test(
  'two at once: one installs, the other waits',
  within(workingNpm, async (clone) => {
    const both = await Promise.all([clone.run(setUp), clone.run(setUp)]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [0, 0],
    );
    assert.equal(clone.npmCalls(), 1);
    assert.match(both.map(({ stderr }) => stderr).join(''), /Another process is installing/);
  }),
);

test(
  'a failed npm shows its output and what to do, and the next run tries again',
  within('echo noise; echo broken >&2; exit 3', async (clone) => {
    const ended = await clone.run(setUp);
    assert.equal(ended.code, 1);
    assert.equal(ended.stdout, '');
    assert.match(ended.stderr, /broken[\s\S]*exit code 3[\s\S]*registry/);
    await clone.run(setUp);
    assert.equal(clone.npmCalls(), 2);
  }),
);

test(
  'an npm that skipped install scripts leaves no Node 24: the message says what to do',
  within('mkdir -p node_modules', async (clone) => {
    const ended = await clone.run(setUp);
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /npm rebuild node/);
  }),
);
