import assert from 'node:assert/strict';
import test from 'node:test';
import { hasMeaning } from '../../../../main/app/dialects/catalog.ts';
import { MEANINGS } from '../../../../main/app/dialects/meaning.ts';
import { SIGNALS, TABLES } from '../../../../main/app/dialects/signals.ts';
import { History } from '../../../../main/core/history/history.ts';
import type { Point } from '../../../../main/core/model/point.ts';
import type { Source } from '../../../../main/core/model/signal.ts';
import { gain, gauge, histogram, toldBy } from '../../core/history/told.ts';

function familiesOf(source: Source): readonly string[] {
  if (source.kind === 'quotient') return [source.of.family, source.per.family];
  return [source.of.family, ...('plus' in source ? (source.plus ?? []) : [])];
}

test('every meaning has a signal with an id of its own, and some dialect that tells it', () => {
  assert.deepEqual(
    SIGNALS.map(({ id }) => id),
    MEANINGS.map(({ id }) => id),
  );
  assert.equal(new Set(MEANINGS.map(({ id }) => id)).size, MEANINGS.length);
  for (const { id, sources } of SIGNALS) assert.ok(sources.length > 0, id);
});

test('every family that a signal asks for is in the catalogue; no family is in two tables', () => {
  for (const { id, sources } of SIGNALS) {
    for (const family of sources.flatMap(familiesOf)) assert.ok(hasMeaning(family), `${id}: ${family}`);
  }
  const all = TABLES.flatMap(({ units }) => units.map(([family]) => family));
  assert.equal(new Set(all).size, all.length);
});

test('a ratio is never added up', () => {
  for (const id of ['kvCache', 'gpuUtilisation'] as const) {
    for (const source of SIGNALS.find((signal) => signal.id === id)?.sources ?? []) {
      assert.ok(source.kind === 'gauge' && source.take !== 'sum' && source.within?.take !== 'sum', source.of.family);
    }
  }
});

/** One scrape of a server that runs `running` requests, has made 20 tokens and took 1 to 2 s for the first one. */
function scrape(dialect: 'nim' | 'vllm', running: number): readonly Point[] {
  const [prefix, cache] = dialect === 'nim' ? ['', 'gpu_cache_usage_perc'] : ['vllm:', 'kv_cache_usage_perc'];
  const bounds = dialect === 'nim' ? [1, 2] : [1, 2, 2_560];
  return [
    gauge(`${prefix}num_requests_running`, running),
    gauge(prefix + cache, running / 10),
    gain(`${prefix}generation_tokens_total`, 20),
    histogram(`${prefix}time_to_first_token_seconds`, bounds, [0, 4, 0, 0].slice(0, bounds.length + 1)),
  ];
}

test('a NIM 1.x that is replaced by a vLLM while it is watched: each line goes on', () => {
  const history = new History(SIGNALS, 1_000);
  const record = (points: readonly Point[], nowMs: number): void => {
    history.record(points, toldBy(points), nowMs);
  };
  record(scrape('nim', 1), 1_000);
  record(scrape('nim', 2), 2_000);
  history.recordGap(3_000);
  record(scrape('vllm', 3), 4_000);
  record(scrape('vllm', 4), 5_000);
  assert.deepEqual(history.view('running').history, [1, 2, null, 3, 4]);
  assert.deepEqual(history.view('kvCache').history, [0.1, 0.2, null, 0.3, 0.4]);
  assert.deepEqual(history.view('tokensOut').history, [20, 20, null, 20, 20]);
  assert.deepEqual(history.view('firstTokenP50').history, [1.5, 1.5, null, 1.5, 1.5]);
  assert.deepEqual(history.view('firstTokenP50').families, ['vllm:time_to_first_token_seconds']);
  assert.deepEqual(history.view('kvCache').families, ['vllm:kv_cache_usage_perc']);
});
