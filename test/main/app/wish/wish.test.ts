import assert from 'node:assert/strict';
import test from 'node:test';
import { makeWish, readWishes, WISH_LIFE_MS, writeWishes, type Wish } from '../../../../main/app/wish/wish.ts';

test('a wish lives for a day', () => {
  const until = { kind: 'ready' } as const;
  assert.deepEqual(makeWish('dgx', until, 5), {
    box: 'dgx',
    until,
    madeMs: 5,
    expiresMs: 5 + WISH_LIFE_MS,
    so: undefined,
  });
});

test('wishes survive a restart; how long it has been so does not', () => {
  const kinds: readonly Wish['until'][] = [
    { kind: 'ready' },
    { kind: 'idle' },
    { kind: 'queue_empty' },
    { kind: 'back' },
    { kind: 'below', share: 0.5 },
  ];
  const wishes = kinds.map((until) => makeWish('dgx', until, 5));
  assert.deepEqual(readWishes(writeWishes(wishes.map((wish) => ({ ...wish, so: { sinceMs: 1, seenMs: 2 } })))), wishes);
  assert.deepEqual(readWishes(writeWishes([])), []);
});

test('what cannot be read is left out', () => {
  const good = makeWish('dgx', { kind: 'idle' }, 5);
  const bad: readonly unknown[] = [
    null,
    7,
    [],
    { ...good, box: 1 },
    { ...good, madeMs: '5' },
    { ...good, expiresMs: null },
    { ...good, until: null },
    { ...good, until: { kind: 'rich' } },
    { ...good, until: { kind: 'below' } },
  ];
  assert.deepEqual(readWishes(JSON.stringify([...bad, good])), [good]);
  for (const text of ['', '{', '{}', 'null']) assert.deepEqual(readWishes(text), [], text);
});
