import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES } from '../../../../main/app/alert-rules/default-rules.ts';
import { readQuietHours, type RuleChoice } from '../../../../main/app/alert-rules/rule-choices.ts';
import { printQuietHours, ruleViews } from '../../../../main/app/rules/rule-views.ts';

const OWN: RuleChoice = {
  id: 'long queue',
  when: { kind: 'above', of: { kind: 'latest', signal: 'waiting' }, threshold: 10, clear: 5 },
};

test('all default rules are on, unchanged and not the user’s own', () => {
  const views = ruleViews([]);
  assert.deepEqual(
    views.map(({ id }) => id),
    DEFAULT_RULES.map(({ id }) => id),
  );
  assert.deepEqual(
    new Set(views.map(({ on, own, changed }) => `${on} ${own} ${changed}`)),
    new Set(['true false false']),
  );
  const [cache] = views;
  assert.deepEqual(
    [cache?.name, cache?.limit?.threshold, cache?.windowMs, cache?.forMs, cache?.boxes, cache?.quietHours],
    ['KV cache full', 90, null, 120_000, 'all', []],
  );
  assert.equal(views.find(({ id }) => id === 'requests_fail')?.windowMs, 300_000);
});

test('a rule that is switched off keeps its place and its numbers; the user’s own come last', () => {
  const views = ruleViews([OWN, { id: 'cache_full', on: false, threshold: 0.7 }]);
  assert.deepEqual(
    views.filter(({ changed, own }) => changed || own).map(({ id, on, own, changed }) => [id, on, own, changed]),
    [
      ['cache_full', false, false, true],
      ['long queue', true, true, false],
    ],
  );
  assert.deepEqual([views[0]?.id, views[0]?.limit?.threshold, views[9]?.name], ['cache_full', 70, 'long queue']);
});

test('quiet hours are printed as they are read', () => {
  for (const text of ['22:00-07:00', '00:00-23:59', '09:05-09:06']) {
    const hours = readQuietHours(text);
    assert.equal(hours === undefined ? '' : printQuietHours(hours), text);
  }
  const quietHours = [{ fromMinute: 1_320, toMinute: 420 }];
  assert.deepEqual(ruleViews([{ id: 'xid', quietHours }]).find(({ id }) => id === 'xid')?.quietHours, ['22:00-07:00']);
});
