import assert from 'node:assert/strict';
import test from 'node:test';
import { AlertBook, lookedAt, type AlertEvent } from '../../../main/core/alert-book.ts';
import type { AlertRule, AlertSubject } from '../../../main/core/model/alert.ts';
import { observation, ruleOf } from './alerts/rules.ts';

const A: AlertSubject = { box: 'a', target: undefined };
const A1: AlertSubject = { box: 'a', target: '1' };
const B: AlertSubject = { box: 'b', target: undefined };
const RULE = ruleOf({ forMs: 0, clearForMs: 0 });
const NOON = 720;

/** Observes `x` twice, 10 s apart: the first time never fires. */
function observe(book: AlertBook, subject: AlertSubject, x: number, nowMs: number): readonly AlertEvent[] {
  return [0, 10_000].flatMap((afterMs) => book.observe(subject, observation({ x }), nowMs + afterMs));
}

const named = (rules: readonly AlertRule[], subject: AlertSubject): readonly string[] =>
  observe(new AlertBook(rules, []), subject, 11, 0).map(
    ({ alert, transition }) => `${transition.kind} ${alert.rule.id}`,
  );

test('a rule looks at what it is for', () => {
  const rules = [
    ruleOf({ ...RULE, id: 'box' }),
    ruleOf({ ...RULE, id: 'target', scope: 'target' }),
    ruleOf({ ...RULE, id: 'b', boxes: ['b'] }),
  ];
  assert.deepEqual(named(rules, A), ['fired box']);
  assert.deepEqual(named(rules, A1), ['fired target']);
  assert.deepEqual(named(rules, B), ['fired box', 'fired b']);
});

test('each subject has its own state; what fires is told once, the critical first, then the oldest', () => {
  const book = new AlertBook([RULE, ruleOf({ ...RULE, id: 'c', severity: 'critical' })], []);
  observe(book, B, 11, 0);
  observe(book, A, 11, 100_000);
  assert.deepEqual(
    book.firing(0).map(({ rule, subject }) => `${rule.id} ${subject.box}`),
    ['c b', 'c a', 'r b', 'r a'],
  );
  assert.equal(book.notices(NOON, 200_000).length, 4);
  assert.equal(book.notices(NOON, 200_000).length, 0);
  observe(book, A, 0, 120_000);
  assert.deepEqual(
    book.notices(NOON, 200_000).map(({ kind, alert }) => `${kind} ${alert.rule.id}`),
    ['resolved r', 'resolved c'],
  );
  assert.equal(book.firing(0).length, 2);
});

test('a snooze is of one rule at one subject', () => {
  const book = new AlertBook([RULE], []);
  observe(book, A, 11, 0);
  observe(book, B, 11, 0);
  assert.equal(book.snooze('r', A, 50_000), true);
  assert.equal(book.snooze('other', A, 50_000), false);
  assert.deepEqual(
    book.notices(NOON, 20_000).map(({ alert }) => alert.subject),
    [B],
  );
  assert.deepEqual(
    book.firing(20_000).map(({ subject, snoozed }) => [subject.box, snoozed]),
    [
      ['a', true],
      ['b', false],
    ],
  );
  assert.deepEqual(
    book.notices(NOON, 50_000).map(({ alert }) => alert.subject),
    [A],
  );
});

test('it goes on after a restart, and what was not observed in between is kept', () => {
  const book = new AlertBook([RULE], []);
  observe(book, A, 11, 0);
  assert.equal(book.notices(NOON, 10_000).length, 1);
  const idle = new AlertBook([RULE], book.write());
  const next = new AlertBook([RULE], idle.write());
  assert.deepEqual(observe(next, A, 11, 3_600_000), [], 'it fires already');
  assert.equal(next.firing(0).length, 1);
  assert.equal(next.notices(NOON, 3_700_000).length, 0, 'and it was told');
  assert.equal(next.write().length, 1);
});

test('other rules: what measures the same goes on', () => {
  const book = new AlertBook([RULE], []);
  observe(book, A, 11, 0);
  book.use([ruleOf({ ...RULE, severity: 'critical' })]);
  assert.deepEqual(observe(book, A, 11, 20_000), []);
  assert.equal(book.firing(0)[0]?.rule.severity, 'critical');
  book.use([ruleOf({ ...RULE, windowMs: 1 })]);
  assert.equal(observe(book, A, 11, 40_000).length, 1, 'it is measured anew');
});

test('a box that is gone is forgotten, stored or not', () => {
  const book = new AlertBook([RULE], []);
  observe(book, A, 11, 0);
  observe(book, B, 11, 0);
  const stored = book.write();
  book.keepOnly([B]);
  assert.deepEqual(
    book.firing(0).map(({ subject }) => subject.box),
    ['b'],
  );
  const next = new AlertBook([RULE], stored);
  next.keepOnly([B]);
  assert.deepEqual(
    next.write().map(({ key }) => key),
    ['["r","b"]'],
  );
});

test('what the rules of a scope look at, each once', () => {
  const rules = [RULE, ruleOf({ ...RULE, id: 'again' }), ruleOf({ ...RULE, id: 'target', scope: 'target' })];
  assert.deepEqual([lookedAt(rules, 'box'), lookedAt(rules, 'target')], [['x'], ['x']]);
  assert.deepEqual(lookedAt([RULE], 'target'), []);
});
