import assert from 'node:assert/strict';
import test from 'node:test';
import { isCounted, parseSinkFault } from '../../../../main/demo/strict-sink/sink-fault.ts';

test('every fault is read as it is written, and says whether the sink counts', () => {
  const rows: readonly (readonly [Record<string, unknown>, boolean])[] = [
    [{ kind: 'slow', delayMs: 5 }, true],
    [{ kind: 'status', status: 429, retryAfter: '7', counted: false }, false],
    [{ kind: 'status', status: 502, retryAfter: undefined, counted: true }, true],
    [{ kind: 'portal', counted: false }, false],
    [{ kind: 'portal', counted: true }, true],
    [{ kind: 'login' }, false],
    [{ kind: 'cut', at: 'request', afterBytes: 0 }, false],
    [{ kind: 'cut', at: 'read' }, false],
    [{ kind: 'cut', at: 'counted' }, true],
    [{ kind: 'cut', at: 'answer' }, true],
    [{ kind: 'partial', metric: 'm' }, true],
  ];
  for (const [fault, counted] of rows) {
    const parsed = parseSinkFault({ ...fault, more: 1 });
    assert.deepEqual(parsed, fault);
    assert.equal(isCounted(parsed), counted, JSON.stringify(fault));
  }
  assert.ok(isCounted(undefined));
  assert.deepEqual(parseSinkFault({ kind: 'cut', at: 'request' }), { kind: 'cut', at: 'request', afterBytes: 0 });
  assert.deepEqual(parseSinkFault({ kind: 'portal' }), { kind: 'portal', counted: false });
});

test('anything else is refused in words', () => {
  assert.throws(() => parseSinkFault({ kind: 'rain' }), /"kind" takes one of: slow, status/);
  assert.throws(() => parseSinkFault({ kind: 'status' }), /"status" takes a number/);
  assert.throws(() => parseSinkFault({ kind: 'status', status: 429, retryAfter: 7 }), /"retryAfter" takes a text/);
  assert.throws(() => parseSinkFault({ kind: 'cut', at: 'end' }), /"at" takes one of: request, read/);
  assert.throws(() => parseSinkFault({ kind: 'partial' }), /"metric" takes a text/);
});
