import assert from 'node:assert/strict';
import test from 'node:test';
import { DEFAULT_RULES } from '../../../../main/app/alert-rules/default-rules.ts';
import { MEANINGS } from '../../../../main/app/dialects/meaning.ts';
import { tilesOf } from '../../../../main/app/tiles/tiles-of.ts';
import type { SignalView } from '../../../../main/core/model/signal.ts';
import { UNKNOWN_TARGET } from '../../../../main/core/model/target-state.ts';
import type { WatchedTarget } from '../../../../main/core/pipeline.ts';
import type { Tile } from '../../../../preload/contract/view.ts';
import { fakeSettings } from '../../../fakes/target-settings.ts';

const place = (id: string): number => MEANINGS.findIndex((meaning) => meaning.id === id);
const told = (id: string): SignalView => ({
  ...{ value: place(id), above: null, why: null, families: [id], history: [place(id)] },
});
const NOT_TOLD: SignalView = { value: null, above: null, why: 'no_family', families: [], history: [null] };
const target = (tells: (id: string) => boolean): WatchedTarget => ({
  settings: fakeSettings(),
  state: UNKNOWN_TARGET,
  signal: (id) => (tells(id) ? told(id) : NOT_TOLD),
});
const values = (...tiles: readonly (Tile | null | undefined)[]) => tiles.map((tile) => tile?.value);

test('each tile is its own signal', () => {
  const { firstToken, betweenTokens, wholeRequest, gpu, ...tiles } = tilesOf([target(() => true)], DEFAULT_RULES);
  assert.deepEqual(
    values(tiles.kvCache, tiles.running, tiles.waiting, tiles.maximum),
    ['kvCache', 'running', 'waiting', 'maximum'].map(place),
  );
  assert.deepEqual(
    values(
      firstToken.p50,
      firstToken.p95,
      betweenTokens?.p50,
      betweenTokens?.p95,
      wholeRequest?.p50,
      wholeRequest?.p95,
    ),
    ['firstTokenP50', 'firstTokenP95', 'betweenTokensP50', 'betweenTokensP95', 'requestP50', 'requestP95'].map(place),
  );
  assert.deepEqual(
    values(tiles.tokensOut, tiles.tokensIn, tiles.requests, tiles.failures, tiles.preemptions),
    ['tokensOut', 'tokensIn', 'requests', 'failures', 'preemptions'].map(place),
  );
  assert.deepEqual(
    values(gpu?.utilisation, gpu?.memoryUsed, gpu?.memoryTotal, gpu?.temperature, gpu?.power, gpu?.xid),
    ['gpuUtilisation', 'gpuMemoryUsed', 'gpuMemoryTotal', 'gpuTemperature', 'gpuPower', 'xid'].map(place),
  );
  assert.deepEqual(tiles.limits, { kvCache: 0.9, firstToken: 2, gpuTemperature: 85 });
});

test('what nothing tells has no tile, but the first ones say why', () => {
  const tiles = tilesOf([target(() => false)], []);
  assert.deepEqual(
    [tiles.betweenTokens, tiles.wholeRequest, tiles.tokensIn, tiles.requests, tiles.failures, tiles.preemptions],
    [null, null, null, null, null, null],
  );
  assert.equal(tiles.gpu, null);
  assert.equal(tiles.kvCache.why, 'this target does not tell it');
  assert.deepEqual(tiles.limits, { kvCache: null, firstToken: null, gpuTemperature: null });
});

test('a GPU exporter beside a NIM: each tells its own', () => {
  const tiles = tilesOf([target((id) => id === 'running'), target((id) => id === 'gpuPower')], []);
  assert.equal(tiles.running.value, place('running'));
  assert.deepEqual([tiles.gpu?.power?.value, tiles.gpu?.utilisation, tiles.gpu?.xid], [place('gpuPower'), null, null]);
});
