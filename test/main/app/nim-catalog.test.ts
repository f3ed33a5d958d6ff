import assert from 'node:assert/strict';
import test from 'node:test';
import { beginsAtZero, isForwarded, SIGNALS, unitOf } from '../../../main/app/nim-catalog.ts';

/** Metric, whether it begins at zero, its unit, whether it is forwarded. */
const ROWS: readonly (readonly [string, boolean, string | undefined, boolean])[] = [
  ['time_to_first_token_seconds', true, 's', true],
  ['gpu_cache_usage_perc', true, '1', true],
  ['generation_tokens_total', true, undefined, true],
  ['generation_tokens', false, undefined, true],
  ['vllm:num_requests_running', false, undefined, true],
  ['process_start_time_seconds', false, undefined, false],
  ['python_gc_objects_collected_total', false, undefined, false],
  ['go_goroutines', false, undefined, false],
  ['request_success_created', false, undefined, false],
  ['request_created_total', false, undefined, true],
  ['process', false, undefined, true],
  ['gopher_total', false, undefined, true],
  ['my_process_total', false, undefined, true],
  ['constructor', false, undefined, true],
];

for (const [metric, zero, unit, forwarded] of ROWS) {
  test(metric, () => {
    assert.deepEqual([beginsAtZero(metric), unitOf(metric), isForwarded(metric)], [zero, unit, forwarded]);
  });
}

test('every signal asks for metrics of the catalogue, and has an id of its own', () => {
  for (const { id, families } of SIGNALS) assert.ok(families.every(beginsAtZero), id);
  assert.equal(new Set(SIGNALS.map(({ id }) => id)).size, SIGNALS.length);
});

test('a cache ratio never adds up', () => {
  const [cache] = SIGNALS.filter(({ id }) => id === 'kvCache');
  assert.equal(cache?.combine, 'mean');
});
