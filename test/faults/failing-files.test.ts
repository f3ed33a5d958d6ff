import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { copyFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { httpServer } from '../fakes/http-servers.ts';
import { survives, verify } from '../main/core/outbox/killed-ledger.ts';
import {
  balanced,
  baselinesAt,
  openedIn,
  outboxOver,
  temporaryFolder,
  tickOf,
} from '../main/core/outbox/outbox-world.ts';
import { sums } from '../main/core/outbox/sent-points.ts';

const noStrace = spawnSync('strace', ['-V']).status !== 0 && 'strace is not installed';
const noLimit = process.platform === 'win32' && 'there is no ulimit';
const CHILD = fileURLToPath(new URL('./too-many-files.ts', import.meta.url));

test('a disk that turns read-only for a while', { skip: noStrace, timeout: 120_000 }, async (t) => {
  const folder = temporaryFolder(t);
  assert.ok(await survives('pwrite64:error=EROFS:when=41..48', folder, 41));
  await verify(folder, 'EROFS');
});

test(
  'too many open files: scrapes fail in words, and afterwards go on',
  { skip: noLimit, timeout: 60_000 },
  async (t) => {
    const port = await httpServer(t, (_, response) => response.end('a 1\n'));
    const url = `http://127.0.0.1:${String(port)}/metrics`;
    const command = ['ulimit -n 100; exec "$0" "$@"', process.execPath, CHILD, url, temporaryFolder(t)];
    const { stdout } = await promisify(execFile)('sh', ['-c', ...command]);
    const [before, during, after, queued] = JSON.parse(stdout) as string[];
    assert.deepEqual([before, after, queued], ['200, stored', '200, stored', '3 queued']);
    assert.match(during ?? '', /too many files are open on this computer.*, stored$/);
  },
);

test('a torn end of the log: the newest ticks are gone whole, and the rest stays', async (t) => {
  const folder = temporaryFolder(t);
  const store = await openedIn(folder);
  t.after(() => store.close());
  const outbox = outboxOver(store);
  const ticks = 12;
  for (let tick = 1; tick <= ticks; tick += 1) {
    outbox.commit(tickOf(tick, [sums(tick, 1)], { baselines: baselinesAt(tick, tick) }));
  }
  const { size } = statSync(join(folder, 'ledger.db-wal'));
  const kept = new Set<number>();
  for (let bytes = size; bytes > 0; bytes -= 3_001) {
    const torn = temporaryFolder(t);
    for (const name of ['ledger.db', 'ledger.db-wal']) copyFileSync(join(folder, name), join(torn, name));
    truncateSync(join(torn, 'ledger.db-wal'), bytes);
    const again = await openedIn(torn);
    const left = outboxOver(again);
    const { queued } = balanced(left);
    assert.deepEqual(left.notices, [], `${String(bytes)} of ${String(size)} bytes`);
    assert.deepEqual(left.baselines('t'), queued === 0 ? undefined : baselinesAt(queued, queued));
    kept.add(queued);
    again.close();
  }
  assert.ok(kept.has(ticks) && kept.size > 3, [...kept].join());
});
