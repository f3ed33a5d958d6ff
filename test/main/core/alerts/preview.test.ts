import assert from 'node:assert/strict';
import test from 'node:test';
import { preview } from '../../../../main/core/alerts/preview.ts';
import { observation, Player, ruleOf } from './rules.ts';

test('it shows what the same evaluation would have done', () => {
  const values = [0, 11, 12, 13, 14, 4, 3, 2, 1];
  const player = new Player(ruleOf()).play(...values);
  const recorded = values.map((x, at) => ({ atMs: 1_010_000 + at * 10_000, observation: observation({ x }) }));
  assert.deepEqual(preview(ruleOf(), recorded), player.transitions);
  assert.deepEqual(player.happened, ['4 fired', '7 resolved']);
  assert.deepEqual(preview(ruleOf(), []), []);
});
