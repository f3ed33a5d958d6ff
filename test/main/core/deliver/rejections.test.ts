import assert from 'node:assert/strict';
import test from 'node:test';
import { Rejections } from '../../../../main/core/deliver/rejections.ts';

const reason = (metric: string, sentence = '') => ({ metric, code: 'X', sentence });

test('each reason once, with how many answers gave it and when last, the latest first', () => {
  const rejections = new Rejections();
  rejections.note([reason('a'), reason('b')], 1_000);
  rejections.note([reason('a', 'said anew')], 2_000);
  assert.deepEqual(rejections.list(), [
    { metric: 'a', code: 'X', sentence: 'said anew', answers: 2, lastMs: 2_000 },
    { metric: 'b', code: 'X', sentence: '', answers: 1, lastMs: 1_000 },
  ]);
});

test('at most a hundred are kept, and the stalest goes', () => {
  const rejections = new Rejections();
  for (let at = 0; at < 100; at += 1) rejections.note([reason(String(at))], at);
  rejections.note([reason('0')], 100);
  assert.equal(rejections.list().length, 100);
  rejections.note([reason('new')], 101);
  const metrics = rejections.list().map(({ metric }) => metric);
  assert.equal(metrics.length, 100);
  assert.deepEqual(metrics.slice(0, 2), ['new', '0']);
  assert.ok(!metrics.includes('1') && metrics.includes('2'));
});
