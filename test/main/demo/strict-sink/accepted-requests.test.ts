import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { AcceptedRequests, Journal, readJournal } from '../../../../main/demo/strict-sink/accepted-requests.ts';
import type { AcceptedRequest } from '../../../../main/demo/strict-sink/accepted-requests.ts';

const request = (sha256: string, value: number, refused = 0): AcceptedRequest => ({
  sha256,
  points: 5,
  refused,
  sums: { a: { kind: 'sum', value } },
  refusedSums: refused === 0 ? {} : { b: { kind: 'sum', value: refused } },
  gauges: { g: { last: value, points: 1 } },
});
const sum = (value: number): unknown => ({ kind: 'sum', value });

test('bodies that come again are told from those that came once', () => {
  const accepted = new AcceptedRequests();
  for (const one of [request('x', 1), request('y', 2, 3), request('x', 1), request('y', 2), request('x', 1)]) {
    accepted.add(one);
  }
  assert.deepEqual(accepted.duplicates, [
    { sha256: 'x', points: 5, times: 3 },
    { sha256: 'y', points: 5, times: 2 },
  ]);
  assert.deepEqual([accepted.points, accepted.refused, accepted.once], [22, 3, { points: 7, refused: 3 }]);
  assert.deepEqual([...accepted.sums({ withoutDuplicates: false })], [['a', sum(7)]]);
  assert.deepEqual([...accepted.sums({ withoutDuplicates: true })], [['a', sum(3)]]);
  assert.deepEqual([...accepted.refusedSums()], [['b', sum(3)]]);
  assert.deepEqual([...accepted.gauges], [['g', { last: 1, points: 5 }]]);
  assert.ok(accepted.has('y') && !accepted.has('z'));
});

test('a journal tells after a kill what was counted; half a line at its end is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'));
  try {
    const file = join(folder, 'journal.ndjson');
    assert.deepEqual(readJournal(file).bodies, []);
    const killed = new Journal(file);
    killed.append(request('x', 1));
    killed.append(request('y', 2));
    appendFileSync(file, '{"sha256":"z","poi');
    assert.equal(readJournal(file).points, 10);
    new Journal(file).append(request('x', 1));
    assert.equal(readFileSync(file, 'utf8').split('\n').length, 4);
    assert.deepEqual(readJournal(file).duplicates, [{ sha256: 'x', points: 5, times: 2 }]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
