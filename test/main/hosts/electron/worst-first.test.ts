import assert from 'node:assert/strict';
import { test } from 'node:test';
import { worstFirst } from '../../../../main/hosts/electron/worst-first.ts';
import { fakeBox } from '../../../fakes/snapshot.ts';

test('the worst first, equals in their order, and the list that was given stays as it is', () => {
  const boxes = (['fine', 'busy', 'fine', 'down'] as const).map((state, index) => ({
    ...fakeBox(state),
    name: `${state}-${index}`,
  }));
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  assert.deepEqual(names(worstFirst(boxes)), ['down-3', 'busy-1', 'fine-0', 'fine-2']);
  assert.deepEqual(names(boxes), ['fine-0', 'busy-1', 'fine-2', 'down-3']);
});
