import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExpositionFormat } from '../../../../main/core/model/exposition.ts';
import { strictRules } from '../../../../main/core/parse/strict-rules.ts';

/** Two types for one name: each format says so in its own words. */
function problems(format: ExpositionFormat): string[] {
  const found: string[] = [];
  const rules = strictRules(format, ({ expected }) => found.push(expected));
  const sample = { name: 'a', labels: [], value: 1, timestampMs: undefined, exemplar: undefined };
  rules.line({ kind: 'sample', sample }, 1);
  rules.line({ kind: 'type', name: 'a', type: 'gauge' }, 2);
  rules.end();
  return found;
}

test('each format has its rules', () => {
  assert.deepEqual(problems('text'), ['# TYPE before the samples']);
  assert.deepEqual(problems('openmetrics'), ['metadata before the samples']);
});
