import assert from 'node:assert/strict';
import test from 'node:test';
import type { AlertRule, Condition } from '../../../../main/core/model/alert.ts';
import { Player, ruleOf, type Played } from './rules.ts';
import { QUIET_ALERT } from '../../../../main/core/alerts/evaluate.ts';

const change: Condition = { kind: 'above', of: { kind: 'change', signal: 'x' }, threshold: 0, clear: 0 };
const XID: Partial<AlertRule> = { when: change, forMs: 0, clearForMs: 0, windowMs: 60_000 };
const HOUR = 3_600_000;

/** Name, rule, what is played each 10 s, and after which step (from 0) what happened. */
const ROWS: readonly (readonly [string, Partial<AlertRule>, readonly Played[], readonly string[]])[] = [
  ['the hold time begins with the first observation beyond', {}, [0, 11, 11, 11, 11], ['4 fired']],
  ['not beyond is not above', {}, [10, 10, 10, 10, 10, 10], []],
  ['one observation below begins the hold time anew', {}, [11, 11, 11, 10, 11, 11, 11, 11], ['7 fired']],
  ['in the band it neither ends', {}, [11, 11, 11, 11, 6, 9, 6, 9, 6], ['3 fired']],
  ['back at the clear threshold for its time it ends', {}, [11, 11, 11, 11, 5, 5, 5], ['3 fired', '6 resolved']],
  ['a rise in between begins the time of clearing anew', {}, [11, 11, 11, 11, 5, 5, 6, 5, 5, 5], ['3 fired', '9 resolved']],
  ['it can fire again', {}, [11, 11, 11, 11, 5, 5, 5, 11, 11, 11, 11], ['3 fired', '6 resolved', '10 fired']],
  ['a failed scrape stops the count where it stands', {}, [11, 11, 'gap', 11, 11], ['4 fired']],
  ['failed scrapes alone do not fire', {}, [11, 11, 11, 'gap', 'gap', 'gap'], []],
  ['failed scrapes do not clear', {}, [11, 11, 11, 11, 'gap', 'gap', 'gap', 'gap'], ['3 fired']],
  ['nor do they count as clear', {}, [11, 11, 11, 11, 5, 'gap', 'gap', 5, 5], ['3 fired', '8 resolved']],
  ['no data holds, as the rule says', {}, [11, 11, 'no_data', 'no_data', 'no_data', 11, 11], ['6 fired']],
  ['no data clears, as the rule says', { noData: 'clear' }, [11, 11, 11, 11, 'no_data', 'no_data', 'no_data'], ['3 fired', '6 resolved']],
  ['no data fires, as the rule says', { noData: 'fire' }, ['no_data', 'no_data', 'no_data', 'no_data'], ['3 fired']],
  ['what is not told never fires', { noData: 'fire' }, ['not_told', 'not_told', 'not_told', 'not_told', 'not_told'], []],
  ['beyond the largest bucket is beyond', {}, [Infinity, Infinity, Infinity, Infinity], ['3 fired']],
  ['sleep does not count, and nothing fires right after it', {}, [11, 11, 11, { after: 8 * HOUR, x: 11 }, 11], ['4 fired']],
  ['nor does it end right after it', { clearForMs: 0 }, [11, 11, 11, 11, { after: HOUR, x: 0 }, 0], ['3 fired', '5 resolved']],
  ['a rule without a hold time does not fire in the first interval', { forMs: 0 }, [11, 11], ['1 fired']],
  ['nor in the first interval after sleep', { forMs: 0 }, [0, { after: HOUR, x: 11 }, 11], ['2 fired']],
  ['a scrape that comes late counts', {}, [11, { after: 25_000, x: 11 }, { after: 5_000, x: 11 }], ['2 fired']],
  ['a clock that is set back counts nothing', {}, [11, 11, { after: -HOUR, x: 11 }, 11, 11], ['4 fired']],
  ['another process begins the hold time anew', {}, [11, 11, 11, { restarted: 11 }, 11, 11, 11], ['6 fired']],
  ['another process does not end what fires', {}, [11, 11, 11, 11, { restarted: 11 }, 11], ['3 fired']],
  ['a code that was there before is no change', XID, [79, 79, 79], []],
  ['a code that changes fires at once and ends after the window', XID, [0, 0, 79, 79, 79, 79, 79, 79, 79], ['2 fired', '8 resolved']],
  ['another code is told again', XID, [0, 0, 79, 79, 48], ['2 fired', '4 renewed']],
  ['a code that is reset is no error', XID, [79, 79, 0, 0], []],
  ['a code that changed during sleep is told a little later', XID, [0, 0, { after: HOUR, x: 79 }, 79], ['3 fired']],
  ['also where one is told already', XID, [0, 0, 79, { after: HOUR, x: 48 }, 48], ['2 fired', '4 renewed']],
  ['a failed scrape does not hide a change', XID, [0, 0, 'gap', 79], ['3 fired']],
  ['the exporter began anew: the code before is known', XID, [0, 0, { restarted: 79 }], ['2 fired']],
]; // prettier-ignore

for (const [name, over, steps, happened] of ROWS) {
  test(name, () => {
    assert.deepEqual(new Player(ruleOf(over)).play(...steps).happened, happened);
  });
}

test('below is above turned round', () => {
  const when: Condition = { kind: 'below', of: { kind: 'latest', signal: 'x' }, threshold: 1, clear: 3 };
  const player = new Player(ruleOf({ when, clearForMs: 0 })).play(1, 0, 0, 0, 0, 2, -1, 2, 3);
  assert.deepEqual(player.happened, ['4 fired', '8 resolved']);
  assert.deepEqual(player.transitions[1]?.value, -1, 'the worst of it');
});

test('a transition has its time and value, and the state says since when', () => {
  const player = new Player(ruleOf()).play(11, 12, 13, 14);
  assert.deepEqual(player.transitions, [{ kind: 'fired', atMs: 1_040_000, value: 14 }]);
  assert.deepEqual([player.state.phase, player.state.sinceMs, player.state.value], ['firing', 1_040_000, 14]);
  player.play(90, 20, 1, 1, 1);
  assert.deepEqual(player.transitions[1], { kind: 'resolved', atMs: 1_090_000, value: 90 });
  assert.deepEqual([player.state.phase, player.state.sinceMs, player.state.worst], ['inactive', 1_090_000, undefined]);
});

test('the window holds what lies in it and one entry before', () => {
  const { state } = new Player(ruleOf({ windowMs: 30_000 })).play(1, 2, 3, 4, 5, 6);
  assert.deepEqual(
    state.window.map(({ readings: [reading] }) => reading),
    [3, 4, 5, 6],
  );
  assert.deepEqual(
    state.window.map(({ durationMs }) => durationMs),
    [10_000, 10_000, 10_000, 10_000],
  );
});

test('a restart forgets what was measured of the old process', () => {
  const { state } = new Player(ruleOf()).play(1, 2, { restarted: 3 });
  assert.deepEqual(
    state.window.map(({ readings: [reading] }) => reading),
    [3],
  );
  assert.equal(QUIET_ALERT.window.length, 0);
});
