import assert from 'node:assert/strict';
import test from 'node:test';
import { seriesId } from '../../../main/demo/series-id.ts';

test('seriesId sorts labels and escapes values', () => {
  const rows: readonly (readonly [string, Record<string, string>, string])[] = [
    ['a', {}, 'a'],
    ['a', { z: '1', b: '2' }, 'a{b="2",z="1"}'],
    ['a', { b: 'x",c="y' }, 'a{b="x\\",c=\\"y"}'],
    ['a', { b: 'line\nend\\' }, 'a{b="line\\nend\\\\"}'],
  ];
  for (const [metric, labels, id] of rows) assert.equal(seriesId(metric, labels), id);
});
