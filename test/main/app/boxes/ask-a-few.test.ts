import assert from 'node:assert/strict';
import test from 'node:test';
import { askAFew } from '../../../../main/app/boxes/ask-a-few.ts';

test('all are asked, a few at a time, and answer in their order', async () => {
  let open = 0;
  let most = 0;
  const answers = await askAFew([5, 1, 4, 2, 3], 2, async (number) => {
    open += 1;
    most = Math.max(most, open);
    for (let turn = 0; turn < number; turn += 1) await Promise.resolve();
    open -= 1;
    return number * 10;
  });
  assert.deepEqual(answers, [50, 10, 40, 20, 30]);
  assert.equal(most, 2);
});

test('nobody to ask', async () => {
  assert.deepEqual(await askAFew([], 3, () => Promise.reject(new Error('asked'))), []);
});
