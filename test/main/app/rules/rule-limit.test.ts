import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES } from '../../../../main/app/alert-rules/default-rules.ts';
import { comparisonsOf, keptFrom, looksBack, ruleLimit } from '../../../../main/app/rules/rule-limit.ts';
import type { Condition } from '../../../../main/core/model/alert.ts';

const limits = DEFAULT_RULES.map((rule) => {
  const limit = ruleLimit(rule);
  return [rule.id, limit === null ? null : [limit.side, limit.threshold, limit.clear, limit.unit].join(' ')];
});

test('the limit of each default rule in its unit; what is so or is not has none', () => {
  assert.deepEqual(limits, [
    ['cache_full', 'above 90 80 percent'],
    ['queue_grows', 'above 2 0 number'],
    ['first_token_slow', 'above 2 1.5 seconds'],
    ['requests_fail', 'above 1 0.5 percent'],
    ['box_down', null],
    ['scrapes_fail', 'below 50 90 percent'],
    ['forwarding_stuck', null],
    ['gpu_hot', 'above 85 80 celsius'],
    ['xid', null],
  ]);
});

test('percent come back as the share that they were', () => {
  for (let hundredths = 0; hundredths <= 10_000; hundredths += 1) {
    const when = { kind: 'above', of: { kind: 'latest', signal: 'kvCache' }, threshold: hundredths / 10_000, clear: 0 };
    const limit = ruleLimit({ when: when as Condition });
    assert.equal(keptFrom('percent', limit?.threshold ?? NaN), hundredths / 10_000);
    assert.ok(String(limit?.threshold).length <= 5, String(limit?.threshold));
  }
  assert.equal(keptFrom('seconds', 2), 2);
});

test('a rule looks back when any of its comparisons does', () => {
  assert.deepEqual(
    DEFAULT_RULES.filter(looksBack).map(({ id }) => id),
    ['queue_grows', 'requests_fail', 'scrapes_fail', 'xid'],
  );
});

test('comparisons are found at any depth, in their order', () => {
  const of = (signal: string): Condition => ({ kind: 'above', of: { kind: 'latest', signal }, threshold: 0, clear: 0 });
  const when: Condition = { kind: 'all', parts: [{ kind: 'any', parts: [of('a'), of('b')] }, of('c')] };
  assert.deepEqual(
    comparisonsOf(when).map((each) => each.of.signal),
    ['a', 'b', 'c'],
  );
  assert.equal(ruleLimit({ when: { kind: 'all', parts: [] } }), null);
});
