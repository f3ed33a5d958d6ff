import assert from 'node:assert/strict';
import test from 'node:test';
import { CalmChanges } from '../../../main/app/calm-changes.ts';
import { FakeClock } from '../../fakes/clock.ts';

function stage() {
  const clock = new FakeClock(0);
  let made = 0;
  const changes = new CalmChanges(() => (made += 1), clock);
  const heard: [number, number][] = [];
  const listen = () => changes.add((value) => heard.push([clock.monotonicMs(), value]));
  return { clock, changes, heard, listen, made: () => made };
}

test('the first change is told at once, those of the next moment together at its end', async () => {
  const { clock, changes, heard, listen } = stage();
  listen();
  changes.changed();
  changes.changed();
  await clock.advance(150);
  changes.changed();
  assert.deepEqual(heard, [[0, 1]]);
  await clock.advance(100);
  assert.deepEqual(heard, [[0, 1], [200, 2]]); // prettier-ignore
  await clock.advance(1_000);
  assert.equal(heard.length, 2);
  changes.changed();
  assert.deepEqual(heard[2], [1_250, 3]);
});

test('for nobody nothing is made, and for all who listen it is made once', async () => {
  const { clock, changes, heard, listen, made } = stage();
  changes.changed();
  assert.equal(made(), 0);
  const [first] = [listen(), listen()];
  changes.changed();
  assert.deepEqual([made(), heard.length], [1, 2]);
  first();
  first();
  await clock.advance(500);
  changes.changed();
  assert.deepEqual([made(), heard.length], [2, 3]);
});

test('stopped, what was put off is told no more', async () => {
  const { clock, changes, heard, listen } = stage();
  listen();
  changes.changed();
  changes.changed();
  changes.stop();
  await clock.advance(500);
  assert.equal(heard.length, 1);
});
