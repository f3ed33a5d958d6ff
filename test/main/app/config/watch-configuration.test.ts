import assert from 'node:assert/strict';
import test from 'node:test';
import { watchConfiguration } from '../../../../main/app/config/watch-configuration.ts';
import { FakeClock } from '../../../fakes/clock.ts';

/** A file that is only what the test says. */
function watched(text: string | undefined) {
  const clock = new FakeClock();
  const file = { text, reads: 0, watching: true, hint: () => {} };
  const told: (string | undefined)[] = [];
  const ports = {
    clock,
    read: async () => {
      file.reads += 1;
      return file.text;
    },
    hint: (_: string, onHint: () => void) => {
      file.hint = onHint;
      return () => {
        file.watching = false;
      };
    },
  };
  const end = watchConfiguration('f', text, ports, (now) => told.push(now));
  const write = (now: string | undefined) => {
    file.text = now;
    file.hint();
  };
  return { clock, file, told, end, write };
}

test('a change is told once it has stood still', async () => {
  const { clock, told, write } = watched('a');
  write('b');
  await clock.advance(200);
  assert.deepEqual(told, []);
  await clock.advance(200);
  assert.deepEqual(told, ['b']);
});

test('a text that is still being written is not told', async () => {
  const { clock, told, write } = watched('a');
  for (const part of ['b', 'bc', 'bcd', 'bcde']) {
    write(part);
    await clock.advance(190);
  }
  assert.deepEqual(told, []);
  await clock.advance(400);
  assert.deepEqual(told, ['bcde']);
});

test('hints without a change tell nothing and cost one look', async () => {
  const { clock, file, told } = watched('a');
  for (let times = 0; times < 50; times += 1) file.hint();
  await clock.advance(1_000);
  assert.deepEqual([told, file.reads], [[], 1]);
});

test('a file that is gone for a moment, as editors do it, is not told', async () => {
  const { clock, told, write } = watched('a');
  write(undefined);
  await clock.advance(100);
  write('a');
  await clock.advance(1_000);
  assert.deepEqual(told, []);
});

test('a file that stays away is told, and so is its return', async () => {
  const { clock, told, write } = watched('a');
  write(undefined);
  await clock.advance(1_000);
  write('a');
  await clock.advance(1_000);
  assert.deepEqual(told, [undefined, 'a']);
});

test('a change back to what was told last tells nothing', async () => {
  const { clock, told, write } = watched('a');
  write('b');
  await clock.advance(200);
  write('a');
  await clock.advance(1_000);
  assert.deepEqual(told, []);
});

test('after the end nothing is told, not even what was under way', async () => {
  const { clock, file, told, end, write } = watched('a');
  write('b');
  await clock.advance(200);
  end();
  write('c');
  await clock.advance(1_000);
  assert.deepEqual([told, file.watching], [[], false]);
});

/** A file whose reading ends when the test says so. */
function slowlyRead() {
  const clock = new FakeClock();
  const readings: ((text: string | undefined) => void)[] = [];
  const told: (string | undefined)[] = [];
  const hints: (() => void)[] = [];
  const ports = {
    clock,
    read: () => new Promise<string | undefined>((resolve) => readings.push(resolve)),
    hint: (_: string, onHint: () => void) => {
      hints.push(onHint);
      return () => {};
    },
  };
  const end = watchConfiguration('f', 'a', ports, (now) => told.push(now));
  const finish = async (text: string) => {
    readings.shift()?.(text);
    await clock.advance(0);
  };
  return { clock, readings, told, end, finish, hint: () => hints[0]?.() };
}

test('a reading that ends after the watch tells nothing', async () => {
  const { clock, told, end, finish, hint } = slowlyRead();
  hint();
  await clock.advance(200);
  await finish('b');
  await clock.advance(200);
  end();
  await finish('b');
  assert.deepEqual(told, []);
});

test('a hint during a reading makes a look of its own, and only one goes on', async () => {
  const { clock, readings, told, finish, hint } = slowlyRead();
  hint();
  await clock.advance(200);
  hint();
  await finish('b');
  await clock.advance(200);
  assert.equal(readings.length, 1);
  await finish('c');
  await clock.advance(200);
  await finish('c');
  assert.deepEqual([told, readings.length], [['c'], 0]);
});
