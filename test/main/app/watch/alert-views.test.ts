import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES } from '../../../../main/app/alert-rules/default-rules.ts';
import {
  alertNotice,
  alertView,
  loggedView,
  networkNotice,
  wishNotice,
  wishView,
} from '../../../../main/app/watch/alert-views.ts';
import { makeWish } from '../../../../main/app/wish/wish.ts';
import type { Alert } from '../../../../main/core/alert-book.ts';
import { QUIET_ALERT } from '../../../../main/core/alerts/evaluate.ts';

function alert(id: string, value: number | undefined, over: Partial<Alert> = {}): Alert {
  const rule = DEFAULT_RULES.find((known) => known.id === id) ?? assert.fail();
  const state = { ...QUIET_ALERT, phase: 'firing', sinceMs: 3, value, worst: value, snoozedUntilMs: 9 } as const;
  return { rule, subject: { box: 'dgx', target: undefined }, state, snoozed: false, ...over };
}

test('an alert, in words and with its values', () => {
  assert.deepEqual(alertView(alert('gpu_hot', 88.4)), {
    ...{ rule: 'gpu_hot', target: null, name: 'GPU hot', text: 'A GPU is at 88 °C', severity: 'warning' },
    ...{ sinceMs: 3, value: 88.4, worst: 88.4, snoozedUntilMs: null },
  });
  const snoozed = alertView(alert('gpu_hot', 88, { snoozed: true, subject: { box: 'dgx', target: 'dgx:9400' } }));
  assert.deepEqual([snoozed.snoozedUntilMs, snoozed.target], [9, 'dgx:9400']);
});

test('a value beyond all buckets is in the words alone; none at all leaves the name', () => {
  const beyond = alertView(alert('first_token_slow', Infinity));
  assert.deepEqual([beyond.value, beyond.text], [null, 'The first token takes longer than can be measured (p95)']);
  assert.equal(alertView(alert('gpu_hot', undefined)).text, 'GPU hot');
});

test('a notice when it fires and when it is over', () => {
  const fired = alertNotice({ alert: alert('xid', 79), kind: 'fired' }, 5);
  assert.deepEqual([fired.atMs, fired.severity, fired.title], [5, 'critical', 'dgx: GPU error']);
  assert.match(fired.text, /^A GPU reported XID 79: .*\.$/);
  const subject = { box: 'dgx', target: 'dgx:8000' };
  const over = alertNotice({ alert: alert('scrapes_fail', 0.2, { subject }), kind: 'resolved' }, 5);
  assert.deepEqual([over.severity, over.text], ['info', 'dgx:8000: Its metrics come again.']);
  assert.deepEqual([over.rule, over.box, over.target], ['scrapes_fail', 'dgx', 'dgx:8000']);
});

test('the history, a wish, and the network', () => {
  const logged = { rule: 'gpu_hot', box: 'dgx', target: undefined, firedMs: 1, resolvedMs: undefined, value: 90 };
  const about = { rule: 'gpu_hot', name: 'GPU hot', box: 'dgx', target: null, firedMs: 1 };
  assert.deepEqual(loggedView(logged), { ...about, resolvedMs: null, text: 'A GPU is at 90 °C', value: 90 });
  const { until, madeMs } = wishView(makeWish('dgx', { kind: 'ready' }, 4));
  assert.deepEqual([until, madeMs], [{ kind: 'ready' }, 4]);
  const granted = wishNotice('dgx', 'dgx is ready.', 6);
  assert.deepEqual([granted.kind, granted.text], ['wish', 'dgx is ready.']);
  const [gone, back] = (['gone', 'back'] as const).map((kind) =>
    networkNotice(kind, { words: 'It is gone.', isTunnelAlone: false }, 1),
  );
  assert.ok(gone !== undefined && back !== undefined);
  assert.deepEqual([gone.kind, gone.box, gone.text], ['network_gone', null, 'It is gone.']);
  assert.deepEqual([back.kind, back.text], ['network_back', 'The network is back.']);
  const tunnel = networkNotice('back', { words: undefined, isTunnelAlone: true }, 2);
  assert.deepEqual([tunnel.title, tunnel.text], ['SSH tunnel', 'It is up again.']);
});
