import assert from 'node:assert/strict';
import test from 'node:test';
import { diagnosticsOf, type DiagnosticsInput } from '../../../main/app/diagnostics.ts';
import { boxLedger, fakeFacts, summaryOf, watched } from '../../fakes/monitor-facts.ts';

const NOW_MS = Date.UTC(2026, 10, 24, 8, 22, 46);
const LETTER = { id: 3, box: 'dgx', destination: 'https://a', atMs: NOW_MS, points: 2, reason: 'no SECRET-1 here' };
const DUPLICATE = { sha256: 'ab', box: 'dgx', atMs: 0, points: 1 };

function reportOf(change: Partial<DiagnosticsInput> = {}): Record<string, unknown> {
  const input: DiagnosticsInput = {
    takenMs: NOW_MS,
    program: { version: '1.2.3' },
    environment: {},
    token: { kind: 'unset' },
    configuration: undefined,
    ledger: undefined,
    monitor: undefined,
    answers: [],
    secrets: ['SECRET-1'],
    home: '/home/alice',
    ...change,
  };
  return JSON.parse(JSON.stringify(diagnosticsOf(input))) as Record<string, unknown>;
}

test('versions, time, and that no configuration was named', () => {
  const { about, ...report } = reportOf();
  assert.match(String(about), /Names of hosts, boxes, labels and metrics stay in it/);
  assert.deepEqual(report, {
    takenAt: '2026-11-24T08:22:46.000Z',
    program: { version: '1.2.3' },
    environment: [],
    token: { kind: 'unset' },
    configuration: 'none was named',
    answers: [],
  });
});

test('variables are named, never told; secrets of the environment are known', () => {
  const report = reportOf({
    environment: { DT_API_TOKEN: 'odd-token', https_proxy: 'http://u:proxyword@p:1', PATH: '/bin', NO_PROXY: '' },
    token: { kind: 'refused', reason: 'odd-token proxyword' },
  });
  assert.deepEqual(report['environment'], ['DT_API_TOKEN', 'HTTPS_PROXY']);
  assert.deepEqual(report['token'], { kind: 'refused', reason: '[redacted] [redacted]' });
});

test('the ledger, its dead letters’ reasons, and the newest possible duplicates', () => {
  const duplicates = Array.from({ length: 25 }, (_, index) => ({ ...DUPLICATE, atMs: index }));
  const summary = summaryOf([boxLedger('dgx', { produced: 7, queued: 7, oldestMs: NOW_MS - 1_000 })], {
    produced: 7,
    possibleDuplicates: duplicates,
    unlistedDuplicates: 100,
  });
  const notices = ['It is kept as /home/alice/x.db'];
  const { ledger } = reportOf({
    ledger: { kind: 'read', summary, deadLetters: [LETTER], notices, bytes: 9 },
  });
  const told = ledger as Record<string, unknown>;
  assert.equal(told['produced'], 7);
  assert.equal(told['bytes'], 9);
  assert.deepEqual(told['notices'], ['It is kept as ~/x.db']);
  assert.equal((told['deadLetters'] as { reason: string }[])[0]?.reason, 'no [redacted] here');
  assert.deepEqual(
    (told['possibleDuplicates'] as { atMs: number }[]).map(({ atMs }) => atMs),
    Array.from({ length: 20 }, (_, index) => index + 5),
  );
  assert.equal(told['possibleDuplicatesEver'], 125);
  const [dgx] = told['boxes'] as Record<string, unknown>[];
  assert.deepEqual([dgx?.['box'], dgx?.['oldestSeconds'], dgx?.['possibleDuplicates']], ['dgx', 1, 25]);
  assert.equal((dgx?.['destinations'] as Record<string, unknown>[])[0]?.['destination'], 'https://a');
});

test('a token of the environment is known as a secret; its source is told', () => {
  const token = { kind: 'present', secret: 'odd-token', source: 'DT_API_TOKEN_FILE (/home/alice/odd-token)' } as const;
  assert.deepEqual(reportOf({ token })['token'], { kind: 'present', source: 'DT_API_TOKEN_FILE (~/[redacted])' });
});

test('a ledger that cannot be read: why', () => {
  const { ledger } = reportOf({
    ledger: { kind: 'refused', why: 'absent', reason: 'there is no ledger in /home/alice' },
  });
  assert.deepEqual(ledger, { refused: 'absent', reason: 'there is no ledger in ~' });
});

test('problems of a configuration, without what they cite', () => {
  const { configuration } = reportOf({ configuration: ['f.yaml:3:4: token takes a text, not "dt-secret"'] });
  assert.deepEqual(configuration, { problems: ['f.yaml:3:4: token takes a text, not "…"'] });
});

test('a running monitor: last failures, delivery, store', () => {
  const monitor = fakeFacts({
    targets: [watched({}, { failed: 2, lastFailure: 'GET http://u:SECRET-1@dgx/x?key=abc answered 500' })],
    delivery: { kind: 'held', reason: 'the token SECRET-1 is not accepted', setting: 'token', untilMs: 0 },
    store: { durable: true, problem: 'the disk is full', notices: [] },
    deadLetters: [LETTER],
  });
  const told = reportOf({ monitor })['monitor'] as Record<string, unknown>;
  const [target] = told['targets'] as Record<string, unknown>[];
  assert.equal(target?.['lastFailure'], 'GET http://[redacted]@dgx/x?key=[redacted] answered 500');
  assert.equal(target['address'], 'dgx:8000');
  assert.deepEqual(told['delivery'], {
    kind: 'held',
    reason: 'the token [redacted] is not accepted',
    setting: 'token',
    untilMs: 0,
  });
  assert.equal((told['store'] as Record<string, unknown>)['problem'], 'the disk is full');
});
