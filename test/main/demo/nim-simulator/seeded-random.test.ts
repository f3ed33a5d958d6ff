import assert from 'node:assert/strict';
import test from 'node:test';
import { seededRandom } from '../../../../main/demo/nim-simulator/seeded-random.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: number): readonly number[] => Array.from({ length: 5 }, seededRandom(seed));
  assert.deepEqual(draw(3), draw(3));
  assert.notDeepEqual(draw(3), draw(4));
});

test('numbers lie in [0, 1) and fill it evenly', () => {
  for (const seed of [0, 1, 2 ** 31, -1]) {
    const random = seededRandom(seed);
    const tenths = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i += 1) {
      const value = random();
      assert.ok(value >= 0 && value < 1);
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) assert.ok(Math.abs(count - 2000) < 250, `seed ${seed}: ${tenths.join(' ')}`);
  }
});
