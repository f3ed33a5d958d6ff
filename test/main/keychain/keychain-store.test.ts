import assert from 'node:assert/strict';
import test from 'node:test';
import type { KeychainReply, KeychainRequest } from '../../../main/keychain/keychain-message.ts';
import { createKeychainStore, type KeychainChild } from '../../../main/keychain/keychain-store.ts';

/** A child that answers by `answer`; undefined: never. */
class FakeChild implements KeychainChild {
  killed = 0;
  readonly #answer: (request: KeychainRequest) => KeychainReply | 'ends' | undefined;
  #reply: (reply: KeychainReply) => void = () => undefined;
  #end: () => void = () => undefined;

  constructor(answer: (request: KeychainRequest) => KeychainReply | 'ends' | undefined) {
    this.#answer = answer;
  }

  send(request: KeychainRequest): void {
    const answer = this.#answer(request);
    if (answer === 'ends') setImmediate(this.#end);
    else if (answer !== undefined) setImmediate(this.#reply, answer);
  }

  onReply(listener: (reply: KeychainReply) => void): void {
    this.#reply = listener;
  }

  onEnd(listener: () => void): void {
    this.#end = listener;
  }

  kill(): void {
    this.killed += 1;
    // A real one tells its end when it was killed, too.
    setImmediate(this.#end);
  }
}

function storeOf(answer: ConstructorParameters<typeof FakeChild>[0], deadlineMs?: number) {
  const children: FakeChild[] = [];
  const start = (): FakeChild => {
    const child = new FakeChild(answer);
    children.push(child);
    return child;
  };
  return { store: createKeychainStore(start, deadlineMs), children };
}

const present = { kind: 'present', secret: 's' } as const;

test('answers are passed on, and each child is ended', async () => {
  const { store, children } = storeOf(({ kind }) => (kind === 'read' ? present : { kind: 'deleted' }));
  assert.deepEqual(await store.read('a'), present);
  assert.deepEqual(await store.delete('a'), { kind: 'deleted' });
  assert.deepEqual(
    children.map(({ killed }) => killed),
    [1, 1],
  );
});

test('failures are passed on as they are', async () => {
  for (const kind of ['locked', 'unavailable'] as const) {
    const { store } = storeOf(() => ({ kind, reason: 'why' }));
    for (const answer of [await store.read('a'), await store.write('a', 's'), await store.delete('a')]) {
      assert.deepEqual(answer, { kind, reason: 'why' });
    }
  }
});

test('what was written is read back by a fresh child', async () => {
  const { store, children } = storeOf(({ kind }) => (kind === 'write' ? { kind: 'stored' } : present));
  assert.deepEqual(await store.write('a', 's'), { kind: 'stored' });
  assert.equal(children.length, 2);
});

const KEPT: readonly (readonly [string, KeychainReply | undefined, RegExp])[] = [
  ['something else', { kind: 'present', secret: 'other' }, /holds something else/],
  ['nothing', { kind: 'unset' }, /holds none/],
  ['that it cannot be read', { kind: 'unavailable', reason: 'gone' }, /^gone$/],
  ['no answer', undefined, /did not answer within 0\.05 s/],
];

for (const [name, kept, reason] of KEPT) {
  test(`a keychain that says "stored" and then holds ${name} is not believed`, async () => {
    const { store } = storeOf(({ kind }) => (kind === 'write' ? { kind: 'stored' } : kept), 50);
    const answer = await store.write('a', 'SECRET');
    assert.ok(answer.kind === 'unavailable', answer.kind);
    assert.match(answer.reason, reason);
    assert.doesNotMatch(answer.reason, /SECRET|other/);
  });
}

test('a keychain that hangs costs the deadline and is killed', async () => {
  const { store, children } = storeOf(() => undefined, 50);
  const answer = await store.read('a');
  assert.ok(answer.kind === 'unavailable');
  assert.match(answer.reason, /did not answer within 0\.05 s/);
  assert.equal(children[0]?.killed, 1);
});

test('a child that crashes is told as such', async () => {
  const { store } = storeOf(() => 'ends');
  const answer = await store.read('a');
  assert.ok(answer.kind === 'unavailable');
  assert.match(answer.reason, /ended without an answer/);
});

test('an answer to another question is not believed', async () => {
  const { store } = storeOf(({ kind }) => (kind === 'read' ? { kind: 'stored' } : present));
  for (const answer of [await store.read('a'), await store.write('a', 's'), await store.delete('a')]) {
    assert.ok(answer.kind === 'unavailable', answer.kind);
    assert.match(answer.reason, /does not fit the question/);
  }
});
