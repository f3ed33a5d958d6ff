import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { openMemoryOutbox, openStoredOutbox, type OpenedOutbox } from '../../../main/core/open-outbox.ts';
import { encodeRequests } from '../../../main/core/otlp/encode-request.ts';

const OLD_MS = 1_700_000_000_000;
const SURROUNDINGS = { sha256: () => 'sha', nowMs: OLD_MS };
const HOUR_MS = 3_600_000;

/** Commits one sum of 5, lets it grow too old to be sent, and tells how many points wait in carries then. */
function carriedAfterAnHour({ outbox }: OpenedOutbox): number {
  const labels = [
    ['instance', 'dgx:8000'],
    ['job', 'j'],
  ] as const;
  const times = { startMs: OLD_MS - 10_000, timeMs: OLD_MS };
  const point = { kind: 'sum', metric: 'c_total', labels, description: '', unit: '', ...times, value: 5 } as const;
  const address = { scheme: 'http', host: 'dgx', port: 8000, path: undefined } as const;
  const { requests, dropped, joined } = encodeRequests([point], { box: 'dgx', address, labels }, () => undefined);
  const about = {
    target: 't',
    box: 'dgx',
    destination: 'https://e',
    baselines: undefined,
    skipped: {},
    forwarding: '',
  };
  assert.deepEqual(outbox.commit({ ...about, requests, dropped, joined, atMs: OLD_MS }), { kind: 'stored' });
  outbox.commit({ ...about, requests: [], dropped: {}, joined: new Map(), atMs: OLD_MS + HOUR_MS });
  const carried = [...outbox.carries('dgx', 'https://e').values()];
  assert.deepEqual(
    carried.map((delta) => (delta.kind === 'sum' ? delta.value : undefined)),
    [5],
  );
  return outbox.ledger('dgx').carried;
}

test('in memory: what is too old is folded through the real format', () => {
  const opened = openMemoryOutbox(SURROUNDINGS);
  assert.equal(opened.durable, false);
  assert.equal(carriedAfterAnHour(opened), 1);
  opened.close();
});

test('in a folder: the same, and it is there when it is opened again', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-outbox-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const first = await openStoredOutbox(folder, 'a', SURROUNDINGS);
  assert.ok(first.kind === 'opened' && first.durable);
  assert.equal(carriedAfterAnHour(first), 1);
  const second = await openStoredOutbox(folder, 'b', SURROUNDINGS);
  assert.ok(second.kind === 'refused' && second.why === 'held');
  first.close();
  const third = await openStoredOutbox(folder, 'b', SURROUNDINGS);
  assert.ok(third.kind === 'opened');
  assert.equal(third.outbox.ledger('dgx').carried, 1);
  third.close();
});

test('a folder that cannot be one is refused in words', async () => {
  const refused = await openStoredOutbox('/dev/null/state', 'a', SURROUNDINGS);
  assert.ok(refused.kind === 'refused');
  assert.equal(refused.why, 'unusable');
  assert.match(refused.reason, /cannot be used/);
});
