import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { readState, writeState } from '../../../../main/core/alerts/alert-memory.ts';
import type { AlertReading } from '../../../../main/core/model/alert.ts';
import { Player, ruleOf } from './rules.ts';

const RULE = ruleOf();
const FOR_STEPS = 3;
const CLEAR_STEPS = 2;
const reading = fc.oneof<fc.Arbitrary<AlertReading>[]>(
  fc.constantFrom<AlertReading>('gap', 'no_data', 'not_told', Infinity),
  fc.integer({ min: 0, max: 20 }),
);
const readings = fc.array(reading, { maxLength: 60 });
const inBand = fc.array(fc.oneof(fc.constant('gap' as const), fc.double({ min: 5.001, max: 10, noNaN: true })), {
  maxLength: 60,
});

test('noise inside the band changes nothing, whether it fires or not', () => {
  fc.assert(
    fc.property(inBand, (noise) => {
      assert.deepEqual(new Player(RULE).play(...noise).happened, []);
      assert.deepEqual(new Player(RULE).play(11, 11, 11, 11, ...noise).happened, ['3 fired']);
    }),
  );
});

test('it fires as soon as it has held for its time, no sooner, and ends likewise', () => {
  fc.assert(
    fc.property(readings, (values) => {
      const player = new Player(RULE);
      let [held, over] = [-1, -1];
      for (const value of values) {
        const before = player.transitions.length;
        const number = typeof value === 'number' ? value : value === 'not_told' ? 0 : undefined;
        if (number !== undefined) {
          held = number > 10 ? held + 1 : -1;
          over = number <= 5 ? over + 1 : -1;
        }
        player.play(value);
        const transition = player.transitions.slice(before)[0];
        if (transition?.kind === 'fired') assert.equal(held, FOR_STEPS);
        if (transition?.kind === 'resolved') assert.equal(over, CLEAR_STEPS);
      }
    }),
  );
});

test('monotone: where every value is at least as bad, it fires at least as early and as long', () => {
  const rank = { inactive: 0, pending: 1, firing: 2 };
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.nat({ max: 5 })), { maxLength: 60 });
  fc.assert(
    fc.property(pairs, (steps) => {
      const [mild, bad] = [new Player(RULE), new Player(RULE)];
      for (const [value, more] of steps) {
        mild.play(value);
        bad.play(value + more);
        assert.ok(rank[bad.state.phase] >= rank[mild.state.phase], `${bad.state.phase} < ${mild.state.phase}`);
      }
    }),
  );
});

test('fired and resolved take turns, and a restart of the program in between changes nothing', () => {
  fc.assert(
    fc.property(readings, fc.nat({ max: 60 }), (values, cut) => {
      const whole = new Player(RULE).play(...values);
      const player = new Player(RULE).play(...values.slice(0, cut));
      player.state = readState(RULE, writeState(RULE, player.state));
      player.play(...values.slice(cut));
      assert.deepEqual(player.state, whole.state);
      assert.deepEqual(player.transitions, whole.transitions);
      const kinds = whole.transitions.map(({ kind }) => kind);
      assert.deepEqual(
        kinds,
        kinds.map((_, at) => (at % 2 === 0 ? 'fired' : 'resolved')),
      );
    }),
  );
});
