import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES } from '../../../../main/app/alert-rules/default-rules.ts';
import { limitOf } from '../../../../main/app/tiles/limit-of.ts';
import type { AlertRule, Condition } from '../../../../main/core/model/alert.ts';

const above = (signal: string, threshold: number): Condition => ({
  ...{ kind: 'above', of: { kind: 'latest', signal }, threshold, clear: 0 },
});
const rule = (when: Condition): AlertRule => ({ ...(DEFAULT_RULES[0] as AlertRule), when });

test('the rules that come with it draw lines at their thresholds', () => {
  assert.equal(limitOf(DEFAULT_RULES, 'kvCache'), 0.9);
  assert.equal(limitOf(DEFAULT_RULES, 'firstTokenP95'), 2);
  assert.equal(limitOf(DEFAULT_RULES, 'gpuTemperature'), 85);
  assert.equal(limitOf(DEFAULT_RULES, 'tokensOut'), null);
});

test('of several rules the lowest threshold counts, however deep it stands', () => {
  const deep = rule({ kind: 'any', parts: [above('running', 3), { kind: 'all', parts: [above('kvCache', 0.7)] }] });
  assert.equal(limitOf([rule(above('kvCache', 0.8)), deep], 'kvCache'), 0.7);
});

test('what looks back, or for too little, is no line', () => {
  const below: Condition = { kind: 'below', of: { kind: 'latest', signal: 'kvCache' }, threshold: 0.1, clear: 0.2 };
  const rise: Condition = { kind: 'above', of: { kind: 'rise', signal: 'kvCache' }, threshold: 0.1, clear: 0 };
  assert.equal(limitOf([rule(below), rule(rise)], 'kvCache'), null);
});
