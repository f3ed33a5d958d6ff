import assert from 'node:assert/strict';
import test from 'node:test';
import type { FamilyPlan, SendPlan } from '../../../../preload/contract/destination.ts';
import { found, inOrderOf, switched } from '../../../../renderer/features/forwarding/plan-changes.ts';

const family = (name: string, sent = true, help = ''): FamilyPlan => {
  return { name, type: 'gauge', help, series: 1, pointsPerScrape: 1, sent, chosen: false };
};
const plan = (...families: readonly FamilyPlan[]): SendPlan => {
  return { preset: 'default', families, pointsPerScrape: 1, pointsPerMonth: 1 };
};
const names = (families: readonly FamilyPlan[]) => families.map(({ name }) => name).join(' ');

test('a switch moves before the monitor has counted again', () => {
  const after = switched(plan(family('a'), family('b', false), family('c')), {
    ...{ preset: 'everything', on: ['b'], off: ['a'] },
  });
  assert.equal(after.preset, 'everything');
  assert.deepEqual(
    after.families.map(({ sent }) => sent),
    [false, true, true],
  );
});

test('rows stay where they were, and new ones come last', () => {
  const before = plan(family('b'), family('a'), family('c'));
  const after = plan(family('new'), family('c'), family('a', false), family('b'));
  assert.equal(names(inOrderOf(before, after).families), 'b a c new');
  assert.equal(inOrderOf(before, after).families[1]?.sent, false);
  assert.equal(names(inOrderOf(null, after).families), 'new c a b');
});

test('a metric is found by words of its name or help, in any order', () => {
  const families = [family('kv_cache_usage', true, 'Share in use'), family('requests_total')];
  const rows: readonly (readonly [string, string])[] = [
    ['', 'kv_cache_usage requests_total'],
    ['  ', 'kv_cache_usage requests_total'],
    ['USAGE kv', 'kv_cache_usage'],
    ['share', 'kv_cache_usage'],
    ['share total', ''],
  ];
  for (const [text, expected] of rows) assert.equal(names(found(families, text)), expected, text);
});
