import assert from 'node:assert/strict';
import test from 'node:test';
import { whyUnknown } from '../../../../main/app/dialects/why-unknown.ts';

test('says why, each reason in words of its own', () => {
  const reasons = ['no_scrape', 'no_family', 'other_type', 'no_difference', 'no_traffic'] as const;
  const more = ['not_a_number', 'not_supported', 'unequal_bounds'] as const;
  const words = [...reasons, ...more].map(whyUnknown);
  assert.equal(new Set(words).size, 8);
  assert.equal(whyUnknown('no_family'), 'this target does not tell it');
});
