import assert from 'node:assert/strict';
import test from 'node:test';
import { grammarOf } from '../../../../main/core/parse/grammar.ts';

const types = (format: 'text' | 'openmetrics', strict: boolean) => [...grammarOf(format, strict).types.keys()].sort();

test('each strict reading knows the types of its format; the tolerant one knows all', () => {
  const text = ['counter', 'gauge', 'histogram', 'summary', 'untyped'];
  const open = ['counter', 'gauge', 'gaugehistogram', 'histogram', 'info', 'stateset', 'summary', 'unknown'];
  assert.deepEqual(types('text', true), text);
  assert.deepEqual(types('openmetrics', true), open);
  assert.deepEqual(types('text', false), [...new Set([...text, ...open])].sort());
  assert.deepEqual(types('openmetrics', false), types('text', false));
  assert.equal(grammarOf('text', true).types.get('untyped'), 'unknown');
});

test('only strict OpenMetrics is exact, only strict text minds its escapes', () => {
  const all = (['text', 'openmetrics'] as const).flatMap((format) => [
    grammarOf(format, false),
    grammarOf(format, true),
  ]);
  assert.deepEqual(
    all.map(({ format, exact, looseEscapes }) => [format, exact, looseEscapes]),
    [
      ['text', false, true],
      ['text', false, false],
      ['openmetrics', false, true],
      ['openmetrics', true, true],
    ],
  );
});
