import assert from 'node:assert/strict';
import test from 'node:test';
import { logAlert, type LoggedAlert } from '../../../../main/app/alert-rules/alert-log.ts';
import type { AlertSubject, AlertTransition } from '../../../../main/core/model/alert.ts';

const A: AlertSubject = { box: 'a', target: undefined };
const A1: AlertSubject = { box: 'a', target: 'a:8000' };

type Event = readonly [
  rule: string,
  subject: AlertSubject,
  kind: AlertTransition['kind'],
  atMs: number,
  value?: number,
];

function log(...events: readonly Event[]): readonly LoggedAlert[] {
  return events.reduce<readonly LoggedAlert[]>(
    (entries, [rule, subject, kind, atMs, value]) => logAlert(entries, rule, subject, { kind, atMs, value }),
    [],
  );
}

test('an alert that fires is logged, and its end with the worst value', () => {
  const fired = { rule: 'r', box: 'a', target: undefined, firedMs: 5, resolvedMs: undefined, value: 0.91 };
  assert.deepEqual(log(['r', A, 'fired', 5, 0.91]), [fired]);
  assert.deepEqual(log(['r', A, 'fired', 5, 0.91], ['r', A, 'resolved', 9, 0.99]), [
    { ...fired, resolvedMs: 9, value: 0.99 },
  ]);
  assert.deepEqual(log(['r', A, 'fired', 5, 0.91], ['r', A, 'resolved', 9]), [{ ...fired, resolvedMs: 9 }]);
});

test('the newest comes first, and only its own alert is closed', () => {
  const entries = log(['r', A, 'fired', 1], ['r', A1, 'fired', 2], ['s', A, 'fired', 3], ['r', A, 'resolved', 4]);
  assert.deepEqual(
    entries.map(({ firedMs, resolvedMs }) => [firedMs, resolvedMs]),
    [
      [3, undefined],
      [2, undefined],
      [1, 4],
    ],
  );
  const again = log(['r', A, 'fired', 1], ['r', A, 'resolved', 2], ['r', A, 'fired', 3], ['r', A, 'resolved', 4]);
  assert.deepEqual(
    again.map(({ resolvedMs }) => resolvedMs),
    [4, 2],
  );
});

test('another code is another entry', () => {
  const entries = log(['xid', A, 'fired', 1, 79], ['xid', A, 'renewed', 2, 48]);
  assert.deepEqual(
    entries.map(({ value, resolvedMs }) => [value, resolvedMs]),
    [
      [48, undefined],
      [79, 2],
    ],
  );
});

test('an end without a begin leaves the log as it is; the oldest of many go', () => {
  assert.deepEqual(log(['r', A, 'resolved', 1]), []);
  const many = log(...Array.from({ length: 600 }, (_, at): Event => [`r${String(at)}`, A, 'fired', at]));
  assert.deepEqual([many.length, many[0]?.firedMs, many[499]?.firedMs], [500, 599, 100]);
});
