import assert from 'node:assert/strict';
import test from 'node:test';
import { lasting, percent, requests, seconds } from '../../../../main/app/sentences/amounts.ts';

test('requests', () => {
  assert.deepEqual([0, 1, 2, 2.6].map(requests), ['0 requests', '1 request', '2 requests', '3 requests']);
});

test('percent', () => {
  assert.deepEqual([0, 0.004, 0.01, 0.416, 1].map(percent), ['0 %', '0.4 %', '1 %', '42 %', '100 %']);
});

test('seconds', () => {
  assert.deepEqual([0.254, 0.5, 4.24, 10, 12.7].map(seconds), ['0.25 s', '0.5 s', '4.2 s', '10 s', '13 s']);
});

test('lasting', () => {
  const [minute, hour] = [60_000, 3_600_000];
  const times = [0, 40_400, minute, 12.4 * minute, hour, 2.5 * hour, 47 * hour, 48 * hour, 100 * hour];
  const words = ['1 s', '40 s', '1 min', '12 min', '1 h', '2 h 30 min', '47 h', '2 days', '4 days'];
  assert.deepEqual(times.map(lasting), words);
  assert.equal(lasting(59_700), '59 s');
  assert.equal(lasting(hour - 1), '59 min');
});
