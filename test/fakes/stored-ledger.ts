import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { encodeRequests, encodeSentPoints } from '../../main/core/otlp/encode-request.ts';
import { decodeRequest } from '../../main/core/otlp/decode-request.ts';
import type { Point } from '../../main/core/model/point.ts';
import { LedgerFile } from '../../main/core/outbox/ledger-file.ts';
import { LedgerOutbox } from '../../main/core/outbox/ledger-outbox.ts';
import type { NewRequest, Settlement } from '../../main/core/outbox/outbox.ts';

export const DESTINATION = 'https://abc12345.live.dynatrace.com/api/v2/otlp';
/** When everything in it happened, ms since the Unix epoch. */
export const AT_MS = Date.UTC(2026, 10, 24, 8, 0, 0);

export const sha256 = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');

/** A request of as many counters, m0, m1, …, of one box, as the product encodes it. */
export function countersOf(box: string, points: number, timeMs = AT_MS): NewRequest {
  const list = Array.from({ length: points }, (_, index): Point => {
    const base = { labels: [], description: '', unit: '', startMs: timeMs - 10_000, timeMs };
    return { kind: 'sum', metric: `m${String(index)}`, value: index + 1, ...base };
  });
  const address = { scheme: 'http', host: box, port: 8000, path: undefined } as const;
  const { requests } = encodeRequests(list, { box, address, labels: [] }, () => undefined);
  const [request] = requests;
  assert.ok(request !== undefined && requests.length === 1);
  return request;
}

export async function openLedger(folder: string, holder = 'the test'): Promise<LedgerFile> {
  const opened = await LedgerFile.open(folder, { holder });
  assert.ok(opened.kind === 'opened', opened.kind === 'refused' ? opened.reason : '');
  return opened.store;
}

export function outboxOver(store: LedgerFile): LedgerOutbox {
  const codec = { decode: decodeRequest, encode: encodeSentPoints };
  return new LedgerOutbox(store, { codec, sha256, nowMs: AT_MS });
}

/**
 * Two boxes. `dgx`: 7 points delivered of 8 (one rejected), 3 whose answer was not seen and that wait, 2 refused for
 * good (a dead letter), one dropped for a limit, 4 skipped. `spark`: 5 waiting points to another destination.
 */
export function fillLedger(outbox: LedgerOutbox, reason = 'answered 400: bad request'): void {
  const commit = (box: string, request: NewRequest, destination = DESTINATION, more = {}): void => {
    const counts = { dropped: {}, skipped: {}, ...more };
    const tick = { target: box, box, destination, baselines: undefined, requests: [request], joined: new Map() };
    assert.deepEqual(outbox.commit({ ...tick, ...counts, forwarding: 'on', atMs: AT_MS }), { kind: 'stored' });
  };
  const send = (settlement: Settlement): void => {
    const request = outbox.take(AT_MS, DESTINATION);
    assert.ok(request);
    outbox.settle(request, settlement, AT_MS + 1_000);
  };
  commit('dgx', countersOf('dgx', 8), DESTINATION, { dropped: { 'limit:no_sum': 1 }, skipped: { baseline: 4 } });
  send({ kind: 'delivered', rejectedPoints: 1 });
  commit('dgx', countersOf('dgx', 2));
  send({ kind: 'dead', reason });
  commit('dgx', countersOf('dgx', 3, AT_MS - 2_000));
  send({ kind: 'waiting', unseen: true });
  commit('spark', countersOf('spark', 5), 'https://otlp.example.org');
}

/** A folder for one test. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'nim-glance-test-'));
  context.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A folder with such a ledger, which nobody holds. */
export async function filledFolder(context: TestContext, reason?: string): Promise<string> {
  const folder = temporaryFolder(context);
  const store = await openLedger(folder);
  fillLedger(outboxOver(store), reason);
  store.close();
  return folder;
}
