import assert from 'node:assert/strict';
import test from 'node:test';
import { previewRule } from '../../../../main/app/rules/preview-rule.ts';
import { ObservationRecord } from '../../../../main/app/watch/observation-record.ts';
import type { AlertReading } from '../../../../main/core/model/alert.ts';
import { observation, ruleOf } from '../../core/alerts/rules.ts';

const RULE = ruleOf({ forMs: 10_000, clearForMs: 0 });

/** One reading of `x` each 10 s, the first at 10 s. */
function recordOf(boxes: Readonly<Record<string, readonly AlertReading[]>>) {
  const record = new ObservationRecord();
  for (const [box, readings] of Object.entries(boxes)) {
    readings.forEach((x, at) => {
      record.note({ box, target: undefined }, observation({ x }), (at + 1) * 10_000);
    });
  }
  return record.of('box');
}

test('firings of all boxes, oldest first, with what would have been said', () => {
  const recorded = recordOf({ a: [0, 11, 11, 12, 0, 0], b: [11, 11, 0, 11, 13] });
  assert.deepEqual(previewRule(RULE, recorded), {
    ...{ fromMs: 10_000, untilMs: 60_000 },
    firings: [
      { box: 'b', target: null, firedMs: 20_000, resolvedMs: 30_000, text: 'It is at 11' },
      { box: 'a', target: null, firedMs: 30_000, resolvedMs: 50_000, text: 'It is at 11' },
      { box: 'b', target: null, firedMs: 50_000, resolvedMs: null, text: 'It is at 13' },
    ],
  });
});

test('a rule for one box looks at no other, also for the time that was recorded', () => {
  const recorded = recordOf({ a: [11, 11, 11], b: [11] });
  const { firings, fromMs, untilMs } = previewRule({ ...RULE, boxes: ['b'] }, recorded);
  assert.deepEqual([firings, fromMs, untilMs], [[], 10_000, 10_000]);
});

test('a code that changes while it fires ends the one before', () => {
  const when = { kind: 'above', of: { kind: 'change', signal: 'x' }, threshold: 0, clear: 0 } as const;
  const { firings } = previewRule(ruleOf({ when, forMs: 0, clearForMs: 0 }), recordOf({ a: [0, 79, 79, 63] }));
  assert.deepEqual(
    firings.map(({ firedMs, resolvedMs, text }) => [firedMs, resolvedMs, text]),
    [
      [20_000, 40_000, 'It is at 79'],
      [40_000, null, 'It is at 63'],
    ],
  );
});

test('nothing was recorded yet', () => {
  assert.deepEqual(previewRule(RULE, []), { fromMs: null, untilMs: null, firings: [] });
});
