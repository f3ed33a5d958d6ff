import assert from 'node:assert/strict';
import test from 'node:test';
import { unreadyReasons } from '../../../main/app/readiness.ts';
import { fakeFacts, watched } from '../../fakes/monitor-facts.ts';

test('ready without targets, and when each was asked, whatever it answered', () => {
  assert.deepEqual(unreadyReasons(fakeFacts()), []);
  const targets = [watched({}, { good: 1 }), watched({}, { failed: 1, lastFailure: 'refused' })];
  assert.deepEqual(unreadyReasons(fakeFacts({ targets })), []);
});

test('each target that was never asked is a reason', () => {
  const targets = [watched({}, { good: 1 }), watched({ box: 'spark' })];
  assert.deepEqual(unreadyReasons(fakeFacts({ targets })), ['spark: dgx:8000 was not scraped yet']);
});

test('a store that cannot be written is a reason, with its words', () => {
  const store = { durable: true, problem: 'the disk is full', notices: [] };
  assert.deepEqual(unreadyReasons(fakeFacts({ store })), ['the store cannot be written: the disk is full']);
});
