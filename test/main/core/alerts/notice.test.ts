import assert from 'node:assert/strict';
import test from 'node:test';
import { isQuiet, isSnoozed, noticeOf, snooze } from '../../../../main/core/alerts/notice.ts';
import type { AlertState } from '../../../../main/core/model/alert.ts';
import { ruleOf } from './rules.ts';
import { QUIET_ALERT } from '../../../../main/core/alerts/evaluate.ts';

const FIRING: AlertState = { ...QUIET_ALERT, phase: 'firing' };
const MINUTE = 60_000;
const NOON = 720;
const NIGHT = { fromMinute: 22 * 60, toMinute: 7 * 60 };

/** Tells once a minute from 0 on while it fires where the text has `f`, and writes what was told: f, r or a dot. */
function tell(phases: string, rule = ruleOf(), begin: AlertState = QUIET_ALERT, minuteOfDay = NOON): string {
  let state = begin;
  return phases
    .split('')
    .map((phase, at) => {
      const step = noticeOf(
        rule,
        { ...state, phase: phase === 'f' ? 'firing' : 'inactive' },
        (minuteOfDay + at) % 1440,
        at * MINUTE,
      );
      state = step.state;
      return step.notice?.slice(0, 1) ?? '.';
    })
    .join('');
}

test('each firing is told once, and its end once', () => {
  assert.equal(tell('.ffff..ff.'), '.f...r.f.r');
});

test('within the least repeat time nothing is told again, afterwards it is if it still fires', () => {
  const rule = ruleOf({ repeatMs: 5 * MINUTE });
  assert.equal(tell('f.f.f.', rule), 'fr....', 'what came and went meanwhile is never told');
  assert.equal(tell('f.ffffff', rule), 'fr...f..');
});

test('a clock that was set back does not silence it', () => {
  const { notice } = noticeOf(ruleOf({ repeatMs: MINUTE }), { ...FIRING, toldMs: 10 * MINUTE }, NOON, 0);
  assert.equal(notice, 'fired');
});

test('a snooze silences, and what fires on is told when it is over', () => {
  const snoozed = snooze({ ...FIRING, told: true, toldMs: 0 }, 3 * MINUTE);
  assert.ok(isSnoozed(snoozed, 3 * MINUTE - 1) && !isSnoozed(snoozed, 3 * MINUTE));
  assert.equal(tell('ffffff', ruleOf({ repeatMs: 60 * MINUTE }), snoozed), '...f..');
  assert.equal(tell('ff....', ruleOf(), snoozed), '......', 'it ended while it was snoozed');
});

test('in quiet hours nothing is told, in the morning what still fires', () => {
  const rule = ruleOf({ quietHours: [NIGHT] });
  const before = 7 * 60 - 3;
  assert.equal(tell('ffffff', rule, QUIET_ALERT, before), '...f..');
  assert.equal(tell('ff....', rule, QUIET_ALERT, before), '......');
  assert.equal(
    tell('......', rule, { ...FIRING, told: true }, before),
    '......',
    'its end is no reason to wake anybody',
  );
});

test('quiet hours may pass midnight; their last minute is not one', () => {
  const at = (hours: number): boolean => isQuiet([NIGHT], hours * 60);
  assert.deepEqual([at(21.9), at(22), at(0), at(6.9), at(7), at(12)], [false, true, true, true, false, false]);
  const noon = [{ fromMinute: 720, toMinute: 780 }];
  assert.deepEqual([isQuiet(noon, 719), isQuiet(noon, 720), isQuiet(noon, 780)], [false, true, false]);
  assert.equal(isQuiet([], 0), false);
});
