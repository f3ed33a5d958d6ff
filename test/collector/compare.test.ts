import assert from 'node:assert/strict';
import test from 'node:test';
import { mismatches } from './compare.ts';
import type { Row, RowGroup } from './rows.ts';

const point = (over: Partial<Row> = {}): Row => ({
  scrape: 1,
  start: null,
  name: 'g',
  kind: 'gauge',
  attributes: {},
  value: 1,
  ...over,
});
const group = (points: readonly Row[], over: Partial<RowGroup> = {}): RowGroup => ({
  resource: { 'service.name': 'j' },
  scope: '',
  points,
  ...over,
});
const theirs = [group([point()])];
const reason = 'for a test';

test('what is the same is no mismatch: keys in any order, and what only we put on points', () => {
  const ours = { ...point({ attributes: { box: 'b', 'service.name': 'j', 'service.instance.id': 'b:1' } }) };
  const resource = { 'service.instance.id': 'b:1', 'service.name': 'j' };
  assert.deepEqual(mismatches(theirs, [group([ours], { resource, scope: 'nim-glance' })], []), []);
});

const CHANGES: readonly (readonly [string, readonly RowGroup[]])[] = [
  ['a value', [group([point({ value: 1.0000000000000002 })])]],
  ['a unit', [group([point({ unit: 's' })])]],
  ['an attribute', [group([point({ attributes: { a: 'b' } })])]],
  ['a scrape', [group([point({ scrape: 2 })])]],
  ['a resource', [group([point()], { resource: { 'service.name': 'k' } })]],
  ['a scope', [group([point()], { scope: 's' })]],
];

for (const [what, ours] of CHANGES) {
  test(`${what} that differs is told from both sides`, () => {
    assert.deepEqual(
      mismatches(theirs, ours, []).map((complaint) => complaint.split(':')[0]),
      ['only the Collector', 'only we'],
    );
  });
}

test('a point that comes twice is one too many', () => {
  assert.equal(mismatches(theirs, [group([point(), point()])], []).length, 1);
});

test('a difference explains what it names, and nothing else', () => {
  const ours = [group([point({ value: 2 }), point({ name: 'h' })])];
  const pair = { scenario: '', reason, collector: { value: 1 }, ours: { name: 'g', value: 2 } };
  assert.equal(mismatches(theirs, ours, [pair]).length, 1);
  assert.deepEqual(mismatches(theirs, ours, [pair, { scenario: '', reason, ours: { name: 'h' } }]), []);
});

test('a difference that is none any more fails, and so does one that hides another', () => {
  assert.deepEqual(mismatches(theirs, theirs, [{ scenario: '', reason, collector: { name: 'g' } }]), [
    'not so any more: for a test',
  ]);
  const pair = { scenario: '', reason, collector: { name: 'g' }, ours: { name: 'g', unit: 's' } };
  assert.deepEqual(mismatches(theirs, [group([point({ unit: 's' })])], [pair]), []);
  assert.deepEqual(mismatches(theirs, [group([point({ unit: 's', value: 2 })])], [pair]), ['not alike otherwise: for a test']); // prettier-ignore
  const ours = [group([point({ value: 2 }), point({ value: 3 })])];
  const uneven = { scenario: '', reason, collector: { name: 'g' }, ours: { name: 'g' } };
  assert.deepEqual(mismatches(theirs, ours, [uneven]), ['not alike otherwise: for a test']);
});
