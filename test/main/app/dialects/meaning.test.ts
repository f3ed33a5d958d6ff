import assert from 'node:assert/strict';
import test from 'node:test';
import { MEANINGS } from '../../../../main/app/dialects/meaning.ts';

const unit = (id: string): string | undefined => MEANINGS.find((meaning) => meaning.id === id)?.unit;

test('no two meanings have the same id or the same name', () => {
  assert.equal(new Set(MEANINGS.map(({ id }) => id)).size, MEANINGS.length);
  assert.equal(new Set(MEANINGS.map(({ name }) => name)).size, MEANINGS.length);
});

test('shares are ratios, times are seconds, and the code of an error is no count', () => {
  assert.deepEqual(['kvCache', 'gpuUtilisation'].map(unit), ['1', '1']);
  for (const { id, unit: own } of MEANINGS) {
    if (/P50$|P95$|Mean$/.test(id)) assert.equal(own, 's', id);
  }
  assert.equal(unit('xid'), '');
});
