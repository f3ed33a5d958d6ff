import assert from 'node:assert/strict';
import test from 'node:test';
import { readQuietHours, resolveRules, type RuleChoice } from '../../../../main/app/alert-rules/rule-choices.ts';
import type { AlertRule, Condition } from '../../../../main/core/model/alert.ts';
import { ruleOf } from '../../core/alerts/rules.ts';

const SIGNALS = new Set(['x', 'y']);
const RULE = ruleOf();
const when: Condition = { kind: 'above', of: { kind: 'latest', signal: 'y' }, threshold: 3, clear: 2 };

const resolve = (...choices: readonly RuleChoice[]) => resolveRules([RULE], choices, SIGNALS);
const only = (choice: Omit<RuleChoice, 'id'>): AlertRule | undefined => resolve({ id: 'r', ...choice }).rules[0];

test('without choices the defaults hold', () => {
  assert.deepEqual(resolve(), { rules: [RULE], off: [], problems: [] });
});

test('a choice changes what it names and leaves the rest', () => {
  assert.deepEqual(only({ forMs: 7, severity: 'critical', boxes: ['a'] }), {
    ...RULE,
    forMs: 7,
    severity: 'critical',
    boxes: ['a'],
  });
  assert.deepEqual(only({ on: true }), RULE);
  assert.deepEqual(only({ when }), { ...RULE, when });
});

test('a threshold takes its clear threshold along, unless that is given', () => {
  const thresholds = (rule: AlertRule | undefined): unknown =>
    rule?.when.kind === 'above' && [rule.when.threshold, rule.when.clear];
  assert.deepEqual(thresholds(only({ threshold: 20 })), [20, 15]);
  assert.deepEqual(thresholds(only({ threshold: 20, clear: 19 })), [20, 19]);
  assert.deepEqual(thresholds(only({ clear: 8 })), [10, 8]);
  const all: Condition = { kind: 'all', parts: [RULE.when, when] };
  const { rules } = resolveRules([ruleOf({ when: all })], [{ id: 'r', threshold: 20 }], SIGNALS);
  assert.deepEqual(rules[0]?.when, { kind: 'all', parts: [{ ...RULE.when, threshold: 20, clear: 15 }, when] });
});

test('a rule can be switched off, and another one added', () => {
  assert.deepEqual(resolve({ id: 'r', on: false }), { rules: [], off: [RULE], problems: [] });
  const { rules, problems } = resolve({ id: 'mine', when });
  assert.deepEqual(
    rules.map(({ id }) => id),
    ['r', 'mine'],
  );
  assert.deepEqual([rules[1]?.when, rules[1]?.scope, rules[1]?.forMs], [when, 'box', 120_000]);
  assert.deepEqual(problems, []);
});

const bad = (over: Partial<typeof when>): Condition => ({ ...when, ...over });
const WRONG: readonly (readonly [string, Omit<RuleChoice, 'id'>, string, RegExp])[] = [
  ['a time below 0', { forMs: -1 }, 'forMs', /time/],
  ['a time without end', { repeatMs: Infinity }, 'repeatMs', /time/],
  ['a time that is none', { clearForMs: NaN }, 'clearForMs', /time/],
  ['a window that no memory holds', { windowMs: 3_600_001 }, 'windowMs', /hour/],
  ['no box', { boxes: [] }, 'boxes', /no box/],
  ['no time of day', { quietHours: [{ fromMinute: 0, toMinute: 1440 }] }, 'quietHours', /22:00/],
  ['a clear threshold on the wrong side', { clear: 11 }, 'clear', /above the threshold \(10\)/],
  ['also in a condition', { when: bad({ clear: 4 }) }, 'when', /above the threshold \(3\)/],
  ['also for below', { when: bad({ kind: 'below' }) }, 'when', /below the threshold \(3\)/],
  ['a threshold that is none', { threshold: NaN, clear: 1 }, 'threshold', /number/],
  ['a signal that nobody knows', { when: bad({ of: { kind: 'latest', signal: 'constructor' } }) }, 'when', /constructor/],
  ['in a share too', { when: bad({ of: { kind: 'share', signal: 'x', per: 'z', least: 1 } }) }, 'when', /called z/],
  ['no comparison', { when: { kind: 'any', parts: [] } }, 'when', /nothing/],
  ['deep within', { when: { kind: 'all', parts: [when, { kind: 'any', parts: [] }] } }, 'when', /nothing/],
]; // prettier-ignore

for (const [name, choice, field, message] of WRONG) {
  test(`${name} is a problem, and the default stays`, () => {
    const { rules, problems } = resolve({ id: 'other', on: false }, { id: 'r', ...choice });
    assert.deepEqual(rules, [RULE]);
    assert.deepEqual(
      problems.map((problem) => [problem.index, problem.field]),
      [[1, field]],
    );
    assert.match(problems[0]?.message ?? '', message);
  });
}

test('a rule needs a name of its own, and a new one a condition', () => {
  assert.deepEqual(
    resolve({ id: '', when }).problems.map(({ field }) => field),
    ['id'],
  );
  assert.deepEqual(
    resolve({ id: 'new' }).problems.map(({ field }) => field),
    ['when'],
  );
  const twice = resolve({ id: 'r', forMs: 1 }, { id: 'r', forMs: 2 });
  assert.deepEqual(twice.problems, [{ index: 1, field: 'id', message: 'there are two rules called r' }]);
  assert.equal(twice.rules[0]?.forMs, 1);
});

test('quiet hours as they are written', () => {
  assert.deepEqual(readQuietHours('22:00-07:00'), { fromMinute: 1320, toMinute: 420 });
  assert.deepEqual(readQuietHours(' 7:05 – 23:59 '), { fromMinute: 425, toMinute: 1439 });
  for (const text of ['', '22-7', '24:00-07:00', '22:60-07:00', '22:00-07:00x'])
    assert.equal(readQuietHours(text), undefined, text);
});
