import assert from 'node:assert/strict';
import test from 'node:test';
import type { Condition } from '../../../../main/core/model/alert.ts';
import { errorsOf, goodText, jobWith } from '../../../fakes/configuration-text.ts';

const withCondition = (when: string): string => `${jobWith()}alerts:\n  - rule: mine\n    when: ${when}\n`;

const GOOD: readonly (readonly [string, Condition])[] = [
  ['{ signal: kvCache, above: 0.9 }', { kind: 'above', of: { kind: 'latest', signal: 'kvCache' }, threshold: 0.9, clear: 0.9 }],
  ['{ signal: answers, below: 1, clear: 1e0 }', { kind: 'below', of: { kind: 'latest', signal: 'answers' }, threshold: 1, clear: 1 }],
  ['{ signal: waiting, measure: rise, above: -2 }', { kind: 'above', of: { kind: 'rise', signal: 'waiting' }, threshold: -2, clear: -2 }],
  ['{ signal: failures, measure: share, per: requests, above: 0.1 }', { kind: 'above', of: { kind: 'share', signal: 'failures', per: 'requests', least: 1 }, threshold: 0.1, clear: 0.1 }],
  ['{ signal: failures, measure: share, per: requests, least: 20, above: 0.1 }', { kind: 'above', of: { kind: 'share', signal: 'failures', per: 'requests', least: 20 }, threshold: 0.1, clear: 0.1 }],
]; // prettier-ignore

for (const [text, when] of GOOD) {
  test(`read: ${text}`, () => {
    assert.deepEqual(goodText(withCondition(text)).alerts, [{ id: 'mine', when }]);
  });
}

test('several, of which all or any must hold', () => {
  const text = '{ all: [{ signal: kvCache, above: 0.9 }, { any: [{ signal: waiting, above: 0 }, { signal: xid, above: 0 }] }] }';
  const [choice] = goodText(withCondition(text)).alerts;
  const latest = (signal: string, threshold: number): Condition => {
    return { kind: 'above', of: { kind: 'latest', signal }, threshold, clear: threshold };
  };
  const any = { kind: 'any', parts: [latest('waiting', 0), latest('xid', 0)] } as const;
  assert.deepEqual(choice?.when, { kind: 'all', parts: [latest('kvCache', 0.9), any] });
}); // prettier-ignore

const MISTAKES: readonly (readonly [string, RegExp])[] = [
  ['{ signal: kvCache }', /^6:11: a condition needs either above or below$/],
  ['{ signal: kvCache, above: 1, below: 2 }', /^6:11: a condition needs either above or below$/],
  ['{ above: 1 }', /^6:11: a condition needs a signal$/],
  ['{ signal: kvCach, above: 1 }', /^6:21: there is no signal called kvCach; did you mean "kvCache"\?$/],
  ['{ signal: kvCache, above: 1, over: 1 }', /^6:40: unknown key "over" in a condition/],
  ['{ signal: kvCache, measure: median, above: 1 }', /^6:39: measure is one of latest, mean, rise, share, change/],
  ['{ signal: failures, measure: share, above: 1 }', /^6:11: measure: share needs per: the rate to divide by$/],
  ['{ signal: failures, per: requests, above: 1 }', /^6:36: per belongs to measure: share$/],
  ['{ all: [{ signal: kvCache, above: 1 }], signal: waiting }', /^6:11: a condition has either all or signal$/],
  ['{ all: [], any: [] }', /^6:11: a condition has either all or any$/],
  ['{ all: [] }', /^6:11: when: it compares nothing$/],
  ['{ signal: kvCache, above: Infinity }', /^6:37: above takes a number, not "Infinity"$/],
  ['kvCache > 1', /^6:11: a condition takes a mapping \(key: value\), not a single value$/],
  ['{ signal: kvCache, above: 1, clear: 2 }', /^6:11: when: it must not be above the threshold \(1\)$/],
  ['{ all: [{ all: [{ all: [{ all: [{ all: [{ signal: xid, above: 0 }] }] }] }] }] }', /at most 5 deep/],
];

for (const [text, error] of MISTAKES) {
  test(`refused with its place: ${text}`, () => {
    const errors = errorsOf(withCondition(text));
    assert.equal(errors.length, 1, errors.join('\n'));
    assert.match(errors[0] ?? '', error);
  });
}
