import assert from 'node:assert/strict';
import test from 'node:test';
import type { BoxState } from '../../../../preload/contract/view.ts';
import {
  countStates,
  howLong,
  isKnown,
  lastHeard,
  lineLabel,
  sentencePieces,
  serves,
  shortModels,
  shownState,
  stateBeside,
} from '../../../../renderer/features/overview/overview-words.ts';
import { showRatio } from '../../../../renderer/ui/format.ts';
import { fakeBox, tile } from '../../../fakes/snapshot.ts';

const boxes = (...states: readonly BoxState[]) => states.map((state) => fakeBox(state));
const nothing = tile(null, 'the last scrape failed');

test('boxes are counted by state, the worst first', () => {
  assert.equal(countStates(boxes('fine', 'loading', 'fine', 'busy')), '1 busy, 1 loading, 2 fine');
  assert.equal(
    countStates(boxes('starting', 'not_nim', 'alert', 'alert')),
    '2 alerting, 1 without metrics, 1 starting',
  );
});

test('models stand without their publishers', () => {
  assert.equal(shortModels({ ...fakeBox('fine'), models: ['meta/llama', 'plain', 'a/b/c'] }), 'llama, plain, c');
});

test('beside a closed box stands its state unless its numbers say more', () => {
  const kvCache = nothing;
  assert.equal(stateBeside({ ...fakeBox('fine'), kvCache }, false), '');
  assert.equal(stateBeside({ ...fakeBox('busy'), kvCache }, false), '');
  assert.equal(stateBeside({ ...fakeBox('loading'), kvCache }, false), 'is loading');
  assert.equal(stateBeside({ ...fakeBox('down'), kvCache }, false), 'does not answer');
  assert.equal(stateBeside({ ...fakeBox('not_nim') }, false), '', 'while it tells numbers');
});

test('while our own network is gone, a box that does not answer is not known to be down', () => {
  assert.equal(shownState(fakeBox('down'), true), 'offline');
  assert.equal(shownState(fakeBox('down'), false), 'down');
  assert.equal(shownState(fakeBox('fine'), true), 'fine', 'one that is on this computer');
  assert.equal(stateBeside({ ...fakeBox('down'), kvCache: nothing }, true), '', 'the head says it');
});

test('when it was last heard, if ever', () => {
  const heard = (lastGoodMs: number | null) =>
    lastHeard({ ...fakeBox('down'), scrapes: { good: 1, failed: 1, lastGoodMs } }, 200_000);
  assert.equal(heard(20_000), '3 min ago');
  assert.equal(heard(null), '');
});

test('what is said of a closed box is said with for how long; else when it was last heard', () => {
  const at = (state: BoxState, stateSinceMs: number | null, offline = false) =>
    howLong(
      {
        ...{ ...fakeBox(state), kvCache: nothing, stateSinceMs },
        scrapes: { good: 1, failed: 1, lastGoodMs: 20_000 },
      },
      200_000,
      offline,
    );
  assert.deepEqual([at('loading', 80_000), at('down', 80_000), at('not_nim', 80_000)], ['2 min', '2 min', '2 min']);
  assert.deepEqual([at('loading', null), at('down', 80_000, true)], ['3 min ago', '3 min ago']);
});

test('known is what has a value, a bound or a past', () => {
  assert.equal(isKnown(tile(0)), true);
  assert.equal(isKnown({ ...nothing, above: 10 }), true);
  assert.equal(isKnown({ ...nothing, history: [1, null] }), true);
  assert.equal(isKnown(nothing), false);
  assert.equal(isKnown(null), false);
});

test('a box serves when any of its requests was ever seen', () => {
  const blank = { kvCache: nothing, running: nothing, waiting: nothing, tokensOut: nothing };
  const silent = { ...fakeBox('down'), ...blank, firstToken: { p50: nothing, p95: nothing } };
  assert.equal(serves(silent), false);
  assert.equal(serves({ ...silent, requests: tile(0) }), true);
  assert.equal(serves({ ...silent, running: tile(0) }), true);
});

test('a line says its lowest and its highest', () => {
  const cache = { ...tile(0.5), history: [0.2, null, 0.9, 0.5] };
  assert.equal(lineLabel('KV cache', cache, showRatio), 'KV cache in the last minutes: lowest 20 %, highest 90 %');
  assert.equal(lineLabel('KV cache', nothing, showRatio), 'KV cache: nothing known of the last minutes');
});

test('shares in a sentence stand out, and nothing of it is lost', () => {
  const sentence = 'KV cache 87 % and 9 requests wait; 0.5 % fail.';
  const pieces = sentencePieces(sentence);
  assert.equal(pieces.map(({ text }) => text).join(''), sentence);
  assert.deepEqual(
    pieces.filter(({ isShare }) => isShare).map(({ text }) => text),
    ['87 %', '0.5 %'],
  );
  assert.deepEqual(sentencePieces('Nobody is asking.'), [{ text: 'Nobody is asking.', isShare: false }]);
  assert.deepEqual(sentencePieces('5 %')[0], { text: '5 %', isShare: true });
});
