import assert from 'node:assert/strict';
import test from 'node:test';
import { FaultQueue } from '../../../main/demo/fault-queue.ts';

test('faults are used up in their order, then the one that stays holds until it is cleared', () => {
  const queue = new FaultQueue<string>();
  assert.equal(queue.next(), undefined);
  queue.add('storm');
  queue.add('hail', 2);
  queue.add('fog', 1);
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(() => queue.next()),
    ['hail', 'hail', 'fog', 'storm', 'storm'],
  );
  queue.add('hail', 1);
  queue.clear();
  assert.equal(queue.next(), undefined);
});
