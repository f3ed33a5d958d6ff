import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capital } from '../../../main/app/capital.ts';

test('only the first letter changes, and what has none stays', () => {
  assert.deepEqual(['no DNS', '3 min', ''].map(capital), ['No DNS', '3 min', '']);
});
