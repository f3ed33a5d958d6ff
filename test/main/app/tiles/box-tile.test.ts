import assert from 'node:assert/strict';
import test from 'node:test';
import type { SignalId } from '../../../../main/app/dialects/signals.ts';
import { boxTile, isTold } from '../../../../main/app/tiles/box-tile.ts';
import type { SignalView } from '../../../../main/core/model/signal.ts';
import { UNKNOWN_TARGET } from '../../../../main/core/model/target-state.ts';
import type { WatchedTarget } from '../../../../main/core/pipeline.ts';
import { fakeSettings } from '../../../fakes/target-settings.ts';

const known = (value: number, over: Partial<SignalView> = {}): SignalView => ({
  ...{ value, above: null, why: null, families: ['nim'], history: [value] },
  ...over,
});
const unknown = (why: NonNullable<SignalView['why']>, ...history: readonly (number | null)[]): SignalView => ({
  ...{ value: null, above: null, why, families: [], history },
});

/** Says which signal it was asked for only through what `view` is. */
class Target implements WatchedTarget {
  readonly settings;
  readonly state = UNKNOWN_TARGET;
  readonly #view: SignalView;

  constructor(port: number, view: SignalView) {
    this.settings = fakeSettings({ address: { scheme: 'http', host: 'dgx', port, path: undefined } });
    this.#view = view;
  }

  signal(): SignalView {
    return this.#view;
  }
}
const targets = (...views: readonly SignalView[]): readonly WatchedTarget[] =>
  views.map((view, at) => new Target(8000 + at, view));

const ADDED: readonly SignalId[] = [
  ...(['running', 'waiting', 'maximum', 'tokensIn', 'tokensOut', 'requests', 'failures', 'preemptions'] as const),
  ...(['gpuMemoryUsed', 'gpuMemoryTotal', 'gpuPower'] as const),
];
const HIGHEST: readonly SignalId[] = [
  ...(['kvCache', 'firstTokenP50', 'firstTokenP95', 'betweenTokensP95', 'requestP95'] as const),
  ...(['gpuUtilisation', 'gpuTemperature', 'xid'] as const),
];
const JOINED = [...ADDED.map((id) => [id, 3] as const), ...HIGHEST.map((id) => [id, 2] as const)];
for (const [id, value] of JOINED) {
  test(`replicas with 1 and 2 come to ${value} ${id}`, () => {
    const tile = boxTile(targets(known(1), known(2)), id);
    assert.deepEqual(tile, { value, above: null, why: null, history: [value] });
  });
}

test('targets that tell it by other families tell the same another way: the first counts', () => {
  const triton = known(7, { families: ['triton'] });
  assert.equal(boxTile(targets(known(1), triton), 'requests').value, 1);
  assert.equal(boxTile(targets(triton, known(1)), 'requests').value, 7);
});

test('one that tells nothing of it is no part of it', () => {
  assert.equal(boxTile(targets(unknown('no_family', null), known(2)), 'running').value, 2);
  assert.equal(boxTile(targets(unknown('no_scrape', null, null), known(2)), 'running').value, 2);
});

test('a sum is not known while a part of it is not, and says whose', () => {
  const tile = boxTile(targets(known(1, { history: [1, 1] }), unknown('no_scrape', 4, null)), 'running');
  assert.deepEqual(tile, { value: null, above: null, why: 'the last scrape failed (dgx:8001)', history: [5, null] });
});

test('the highest is that of those which are known', () => {
  const tile = boxTile(targets(unknown('no_scrape', 0.9, null), known(0.4, { history: [0.2, 0.4] })), 'kvCache');
  assert.deepEqual(tile, { value: 0.4, above: null, why: null, history: [0.9, 0.4] });
});

test('above the last bucket no number is made up', () => {
  const beyond = known(Infinity, { above: 10, history: [3, Infinity] });
  const tile = { value: null, above: 10, why: 'above the largest bucket', history: [3, null] };
  assert.deepEqual(boxTile(targets(beyond), 'requestP95'), tile);
  const other = known(5, { history: [1, 5] });
  assert.deepEqual(boxTile(targets(other, beyond), 'requestP95'), { ...tile, history: [3, 5] });
});

test('an unknown of a single target needs no address', () => {
  const tile = boxTile(targets(unknown('no_traffic', 1, null)), 'firstTokenP95');
  assert.deepEqual(tile, { value: null, above: null, why: 'no request in the last minute', history: [1, null] });
});

test('the reason of one that tells it goes before that of one that does not', () => {
  const views = targets(unknown('no_family'), unknown('not_supported', null));
  assert.equal(boxTile(views, 'gpuPower').why, 'this GPU does not support it');
  assert.equal(boxTile(targets(unknown('no_family')), 'gpuPower').why, 'this target does not tell it');
});

test('one that tells it goes before one that never answered, and that before one that does not tell it', () => {
  const never = unknown('no_scrape', null, null);
  const tile = boxTile(targets(never, unknown('no_traffic', 1, null)), 'requestP95');
  assert.deepEqual([tile.why, tile.history], ['no request in the last minute', [1, null]]);
  assert.equal(boxTile(targets(unknown('no_family'), never), 'requestP95').why, 'the last scrape failed');
});

test('told is what any target tells, or told before its last scrape failed', () => {
  assert.equal(isTold(targets(unknown('no_family'), known(0)), 'xid'), true);
  assert.equal(isTold(targets(unknown('no_scrape', 3, null)), 'xid'), true);
  assert.equal(isTold(targets(unknown('no_scrape', null)), 'xid'), false);
  assert.equal(isTold(targets(unknown('no_family', null)), 'xid'), false);
  assert.equal(isTold(targets(unknown('no_traffic', null)), 'requestP95'), true);
});

test('whoever looks at the value alone has no past joined; then once', () => {
  let read = 0;
  const counting: SignalView = {
    ...{ value: 2, above: null, why: null, families: ['nim'] },
    get history() {
      read += 1;
      return [1, 2];
    },
  };
  const tile = boxTile(targets(counting, counting), 'running');
  assert.deepEqual([isTold(targets(counting), 'running'), tile.value, read], [true, 4, 0]);
  assert.deepEqual([tile.history, tile.history, read], [[2, 4], [2, 4], 2]);
});
