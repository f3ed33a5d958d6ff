import assert from 'node:assert/strict';
import test from 'node:test';
import type { RuleChoice } from '../../../../main/app/alert-rules/rule-choices.ts';
import { rulesOf } from '../../../../main/app/alert-rules/rules-of.ts';
import { mergeChoice } from '../../../../main/app/rules/merge-choice.ts';
import type { Comparison } from '../../../../main/core/model/alert.ts';
import type { RuleChange } from '../../../../preload/contract/rules.ts';

const WHEN: Comparison = { kind: 'above', of: { kind: 'latest', signal: 'waiting' }, threshold: 10, clear: 5 };
const OWN: RuleChoice = { id: 'mine', when: WHEN };

function merged(change: RuleChange, choices: readonly RuleChoice[] = []): RuleChoice {
  const result = mergeChoice(choices, change, ['dgx']);
  return result.ok ? result.choice : assert.fail(JSON.stringify(result.problems));
}

const SAID: readonly (readonly [string, RuleChange, readonly RuleChoice[], RuleChoice])[] = [
  ['a share is kept as one', { id: 'cache_full', threshold: 95, clear: 85 }, [], { id: 'cache_full', threshold: 0.95, clear: 0.85 }],
  ['a clear threshold that stays is still said', { id: 'cache_full', threshold: 95, clear: 80 }, [], { id: 'cache_full', threshold: 0.95, clear: 0.8 }],
  ['seconds stay seconds', { id: 'first_token_slow', threshold: 4 }, [], { id: 'first_token_slow', threshold: 4 }],
  ['switched off', { id: 'xid', on: false }, [], { id: 'xid', on: false }],
  ['switched on again', { id: 'xid', on: true }, [{ id: 'xid', on: false }], { id: 'xid' }],
  ['what is as usual is not said', { id: 'cache_full', threshold: 90, clear: 80, forMs: 120_000, boxes: 'all', quietHours: [] }, [], { id: 'cache_full' }],
  ['a threshold that goes back', { id: 'cache_full', threshold: 90 }, [{ id: 'cache_full', threshold: 0.95 }], { id: 'cache_full' }],
  ['what was said stays said', { id: 'gpu_hot', boxes: ['dgx'] }, [{ id: 'gpu_hot', forMs: 1 }], { id: 'gpu_hot', forMs: 1, boxes: ['dgx'] }],
  ['quiet hours', { id: 'xid', quietHours: ['22:00-07:00'] }, [], { id: 'xid', quietHours: [{ fromMinute: 1_320, toMinute: 420 }] }],
  ['a rule of the user’s own', { id: 'mine', threshold: 20, clear: 5, severity: 'warning' }, [OWN], { ...OWN, when: { ...WHEN, threshold: 20, clear: 5 } }],
]; // prettier-ignore

for (const [name, change, choices, expected] of SAID) {
  test(`merged: ${name}`, () => {
    assert.deepEqual(merged(change, choices), expected);
  });
}

test('a default with nothing left to say is a default; a rule of the user’s own stays', () => {
  const isDefault = (change: RuleChange) => {
    const result = mergeChoice([OWN], change, []);
    return result.ok && result.isDefault;
  };
  assert.deepEqual([isDefault({ id: 'xid', on: true }), isDefault({ id: 'mine', on: true })], [true, false]);
});

test('a threshold alone moves its clear threshold along, and holds', () => {
  const [rule] = rulesOf([merged({ id: 'cache_full', threshold: 95 })]).rules;
  assert.match(JSON.stringify(rule?.when), /"threshold":0.95,"clear":0.85/);
});

const PROBLEMS: readonly (readonly [string, RuleChange, string | null, RegExp])[] = [
  ['a share above all', { id: 'cache_full', threshold: 101 }, 'threshold', /0 and 100/],
  ['a clear share below none', { id: 'cache_full', threshold: 50, clear: -1 }, 'clear', /0 and 100/],
  [
    'a clear threshold on the wrong side',
    { id: 'gpu_hot', threshold: 80, clear: 85 },
    'clear',
    /^It must not be above where/,
  ],
  ['a clear threshold alone on it', { id: 'scrapes_fail', clear: 40 }, 'clear', /^It must not be below where/],
  ['a time that no number is', { id: 'gpu_hot', forMs: NaN }, 'forMs', /time/],
  ['a window too long', { id: 'requests_fail', windowMs: 3_600_001 }, 'windowMs', /hour/],
  ['hours that are none', { id: 'xid', quietHours: ['22:00-07:00', '25:00-1'] }, 'quietHours', /22:00-07:00/],
  ['no box', { id: 'xid', boxes: [] }, 'boxes', /Choose/],
  ['a box that is not there', { id: 'xid', boxes: ['spark'] }, 'boxes', /spark/],
  ['a rule that is gone', { id: 'gone', on: true }, null, /no such rule/],
];

for (const [name, change, field, message] of PROBLEMS) {
  test(`a problem: ${name}`, () => {
    const result = mergeChoice([], change, ['dgx']);
    assert.ok(!result.ok);
    assert.equal(result.problems[0]?.field, field);
    assert.match(result.problems[0].message, message);
  });
}
