import assert from 'node:assert/strict';
import test from 'node:test';
import { readKept, writeKept, type KeptAlerts } from '../../../../main/app/watch/kept-alerts.ts';
import { makeWish } from '../../../../main/app/wish/wish.ts';

const NOTHING: KeptAlerts = { alerts: [], wishes: [], log: [] };
const KEPT: KeptAlerts = {
  alerts: [{ key: '["gpu_hot","dgx"]', text: '{"phase":"firing"}' }],
  wishes: [makeWish('dgx', { kind: 'below', share: 0.5 }, 5)],
  log: [
    { rule: 'first_token_slow', box: 'dgx', target: undefined, firedMs: 2, resolvedMs: undefined, value: Infinity },
    { rule: 'scrapes_fail', box: 'dgx', target: 'dgx:8000', firedMs: 1, resolvedMs: 2, value: undefined },
  ],
};

test('what was written is read', () => {
  assert.deepEqual(readKept(writeKept(KEPT)), KEPT);
});

test('nothing, damaged or of another version: nothing is known', () => {
  const other = writeKept(KEPT).replace('"version":1', '"version":2');
  for (const text of ['', '{', '[]', 'null', writeKept(KEPT).slice(0, -1), other]) {
    assert.deepEqual(readKept(text), NOTHING, text);
  }
});

test('what cannot be read is left out, the rest stays', () => {
  const [alert, logged] = [KEPT.alerts[0], KEPT.log[1]];
  const text = JSON.stringify({ version: 1, alerts: [alert, 5, { key: 'x' }], wishes: 5, log: [{ rule: 'x' }, logged, null] });
  assert.deepEqual(readKept(text), { alerts: [alert], wishes: [], log: [logged] });
  assert.deepEqual(readKept('{"version":1,"alerts":5}'), NOTHING);
}); // prettier-ignore
