import assert from 'node:assert/strict';
import test from 'node:test';
import { answerRequest, type Keytar } from '../../../main/keychain/answer-request.ts';
import type { KeyringState } from '../../../main/keychain/probe-keyring.ts';

const SECRET = 'dt0c01.CANARY.SECRET';
const read = { kind: 'read', account: 'a' } as const;
const write = { kind: 'write', account: 'a', secret: SECRET } as const;
const remove = { kind: 'delete', account: 'a' } as const;

/** keytar over a map, as it behaves; `calls` are those that reached it. */
class FakeKeytar implements Keytar {
  readonly kept = new Map<string, string>();
  readonly calls: string[] = [];
  failure: Error | undefined;

  async getPassword(service: string, account: string): Promise<string | null> {
    this.#note('get', service, account);
    return this.kept.get(account) ?? null;
  }

  async setPassword(service: string, account: string, password: string): Promise<void> {
    this.#note('set', service, account);
    this.kept.set(account, password);
  }

  async deletePassword(service: string, account: string): Promise<boolean> {
    this.#note('delete', service, account);
    return this.kept.delete(account);
  }

  #note(...call: readonly string[]): void {
    this.calls.push(call.join(' '));
    if (this.failure !== undefined) throw this.failure;
  }
}

function access(keytar: Keytar, state: KeyringState = 'unlocked') {
  return { keytar: () => Promise.resolve(keytar), state: () => Promise.resolve(state) };
}

test('unlocked: written, read and deleted under our service', async () => {
  const keytar = new FakeKeytar();
  assert.deepEqual(await answerRequest(read, access(keytar)), { kind: 'unset' });
  assert.deepEqual(await answerRequest(write, access(keytar)), { kind: 'stored' });
  assert.deepEqual(await answerRequest(read, access(keytar)), { kind: 'present', secret: SECRET });
  assert.deepEqual(await answerRequest(remove, access(keytar)), { kind: 'deleted' });
  assert.deepEqual(await answerRequest(remove, access(keytar)), { kind: 'unset' });
  const calls = ['get', 'set', 'get', 'delete', 'delete'].map((call) => `${call} nim-glance a`);
  assert.deepEqual(keytar.calls, calls);
});

test('locked: keytar is not asked, so no prompt appears and no null is believed', async () => {
  const keytar = new FakeKeytar();
  for (const request of [read, write, remove]) {
    const reply = await answerRequest(request, access(keytar, 'locked'));
    assert.ok(reply.kind === 'locked');
    assert.match(reply.reason, /Unlock it/);
  }
  assert.deepEqual(keytar.calls, []);
});

test('no collection: nothing is there, and nothing can be put there', async () => {
  const keytar = new FakeKeytar();
  assert.deepEqual(await answerRequest(read, access(keytar, 'none')), { kind: 'unset' });
  assert.deepEqual(await answerRequest(remove, access(keytar, 'none')), { kind: 'unset' });
  const reply = await answerRequest(write, access(keytar, 'none'));
  assert.ok(reply.kind === 'unavailable');
  assert.match(reply.reason, /no default collection/);
});

test('a state that is not known: what is found is believed, what is not found is not', async () => {
  const keytar = new FakeKeytar();
  for (const request of [read, remove]) {
    const reply = await answerRequest(request, access(keytar, 'unknown'));
    assert.ok(reply.kind === 'unavailable', reply.kind);
    assert.match(reply.reason, /does not say whether it is locked/);
  }
  keytar.kept.set('a', SECRET);
  assert.deepEqual(await answerRequest(read, access(keytar, 'unknown')), { kind: 'present', secret: SECRET });
});

test('what fails is an answer, without the secret', async () => {
  const keytar = new FakeKeytar();
  keytar.failure = new Error(`cannot keep ${SECRET}`);
  const reply = await answerRequest(write, access(keytar));
  assert.ok(reply.kind === 'unavailable');
  assert.match(reply.reason, /cannot keep …/);
  assert.ok(!reply.reason.includes(SECRET));
  const missing = { ...access(keytar), keytar: () => Promise.reject(new Error('Failed to load keytar native addon')) };
  const second = await answerRequest(read, missing);
  assert.ok(second.kind === 'unavailable');
  assert.match(second.reason, /install libsecret/);
});
