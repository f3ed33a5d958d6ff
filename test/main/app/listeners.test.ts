import assert from 'node:assert/strict';
import test from 'node:test';
import { Listeners } from '../../../main/app/listeners.ts';

test('each that listens is told, until it ends', () => {
  const listeners = new Listeners<number>();
  const heard: number[] = [];
  const listen = (value: number): void => {
    heard.push(value);
  };
  const [first, second] = [listeners.add(listen), listeners.add(listen)];
  listeners.tell(1);
  first();
  first();
  listeners.tell(2);
  second();
  listeners.tell(3);
  assert.deepEqual(heard, [1, 1, 2]);
});
