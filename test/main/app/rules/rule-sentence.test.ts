import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES } from '../../../../main/app/alert-rules/default-rules.ts';
import { ruleSentence } from '../../../../main/app/rules/rule-sentence.ts';
import type { AlertRule, Condition } from '../../../../main/core/model/alert.ts';
import { ruleOf } from '../../core/alerts/rules.ts';

const DEFAULTS: Readonly<Record<string, string>> = {
  cache_full: 'KV cache above 90 % while requests wait or are preempted, for 2 min; over when below 80 % for 2 min.',
  queue_grows: 'Waiting requests grow by more than 2 in 2 min; over when they grow no more for 2 min.',
  first_token_slow: 'First token (p95) above 2 s, for 5 min; over when below 1.5 s for 2 min.',
  requests_fail:
    'Failed requests above 1 % of at least 20 requests in 5 min, for 5 min; over when below 0.5 % for 2 min.',
  box_down: 'No address of the box answers, for 30 s; over when one answers again for 30 s.',
  scrapes_fail: 'Good scrapes below 50 % in 5 min; over when above 90 % for 2 min.',
  forwarding_stuck: 'Points are held back, for 10 min; over when they go out again for 1 min.',
  gpu_hot: 'GPU temperature above 85 °C, for 2 min; over when below 80 °C for 2 min.',
  xid: 'A GPU reports another XID code; over 10 min after the last one.',
};

for (const rule of DEFAULT_RULES) {
  test(`in words: ${rule.id}`, () => {
    assert.equal(ruleSentence(rule), DEFAULTS[rule.id]);
  });
}

const latest = (kind: 'above' | 'below', signal: string, threshold: number, clear = threshold): Condition => ({
  ...{ kind, of: { kind: 'latest', signal }, threshold, clear },
});

const OWN: readonly (readonly [string, Partial<AlertRule>, string])[] = [
  ['requests', { when: latest('above', 'running', 50, 40) }, 'Running requests above 50; over when below 40.'],
  ['any', { when: latest('above', 'waiting', 0), clearForMs: 60_000 }, 'Requests wait; over when at 0 for 1 min.'],
  ['power', { when: latest('above', 'gpuPower', 300) }, 'GPU power above 300 W; over when below 300 W.'],
  ['a rate', { when: latest('below', 'tokensOut', 5, 9) }, 'Tokens out below 5/s; over when above 9/s.'],
  ['bytes', { when: latest('above', 'gpuMemoryUsed', 2 ** 33) }, 'GPU memory used above 8 GiB; over when below 8 GiB.'],
  ['a signal of another time', { when: latest('above', 'x', 0.5) }, 'X above 50 %; over when below 50 %.'],
  [
    'different subjects',
    { when: { kind: 'any', parts: [latest('above', 'kvCache', 0.9), latest('above', 'waiting', 0)] } },
    'KV cache above 90 % or requests wait; over when below 90 %.',
  ],
  [
    'a mean',
    { when: { kind: 'below', of: { kind: 'mean', signal: 'gpuUtilisation' }, threshold: 0.2, clear: 0.3 } },
    'GPU utilisation below 20 % in 5 min; over when above 30 %.',
  ],
];

for (const [name, over, sentence] of OWN) {
  test(`in words: ${name}`, () => {
    assert.equal(ruleSentence(ruleOf({ forMs: 0, clearForMs: 0, windowMs: 300_000, ...over })), sentence);
  });
}
