import assert from 'node:assert/strict';
import test from 'node:test';
import { parseScrapeFault } from '../../../../main/demo/nim-simulator/scrape-fault.ts';

test('every fault is read as it is written', () => {
  const faults = [
    { kind: 'slow', delayMs: 5 },
    { kind: 'drip', overMs: 0 },
    { kind: 'status', status: 403 },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'garbage' },
    { kind: 'endless' },
    { kind: 'reset', at: 'head' },
    { kind: 'reset', at: 'body' },
    { kind: 'truncated', how: 'length' },
    { kind: 'truncated', how: 'chunked' },
    { kind: 'truncated', how: 'gzip' },
  ];
  for (const fault of faults) assert.deepEqual(parseScrapeFault({ ...fault, more: 1 }), fault);
});

test('anything else is refused in words', () => {
  assert.throws(() => parseScrapeFault({ kind: 'rain' }), /"kind" takes one of: slow, /);
  assert.throws(() => parseScrapeFault({ kind: 'slow' }), /"delayMs" takes a number/);
  assert.throws(() => parseScrapeFault({ kind: 'reset', at: 'foot' }), /"at" takes one of: head, body/);
  assert.throws(() => parseScrapeFault('slow'), /JSON object/);
});
