import assert from 'node:assert/strict';
import test from 'node:test';
import { socketParsers } from '../../../preload/contract/socket-parsers.ts';

const key = 'ab'.repeat(32);

test('a token and a session are 64 hexadecimal digits, and alone', () => {
  assert.deepEqual(socketParsers.token(JSON.stringify({ token: key })), { token: key });
  assert.deepEqual(socketParsers.first(JSON.stringify({ session: key })), { session: key });
  for (const session of ['', key.slice(1), `${key}0`, key.toUpperCase(), 7, null, [key]])
    assert.throws(() => socketParsers.first(JSON.stringify({ session })), JSON.stringify(session));
  assert.throws(() => socketParsers.first(JSON.stringify({ session: key, more: 1 })));
  assert.throws(() => socketParsers.first(JSON.stringify({ token: key })));
});

test('a call has a number, a method, and an argument where it takes one', () => {
  assert.deepEqual(socketParsers.later('{"id":1,"method":"snapshot"}'), { id: 1, method: 'snapshot' });
  const withArgument = { id: 2, method: 'setForwarding', argument: { box: 'a', on: true } };
  assert.deepEqual(socketParsers.later(JSON.stringify(withArgument)), withArgument);
  for (const text of ['', '[]', 'null', '{"id":-1,"method":"a"}', '{"id":1.5,"method":"a"}', '{"id":1,"method":2}'])
    assert.throws(() => socketParsers.later(text), text);
  assert.throws(() => socketParsers.later(JSON.stringify({ id: 1, method: 'a'.repeat(65) })));
});

test('a greeting names its key and version, and may say more in a later version', () => {
  const hello = { id: key, nonce: key, version: 2 };
  assert.deepEqual(socketParsers.first(JSON.stringify({ ...hello, more: 1 })), hello);
  for (const wrong of [{ id: '' }, { nonce: 'x' }, { version: 0 }, { version: '1' }])
    assert.throws(() => socketParsers.first(JSON.stringify({ ...hello, ...wrong })), JSON.stringify(wrong));
  assert.deepEqual(socketParsers.proof(JSON.stringify({ proof: key })), { proof: key });
  assert.throws(() => socketParsers.proof(JSON.stringify({ proof: `${key}0` })));
});

test('a call is confirmed by its number', () => {
  assert.deepEqual(socketParsers.later('{"sure":1}'), { sure: 1 });
  for (const text of ['{"sure":-1}', '{"sure":"1"}', '{"sure":1,"id":1}'])
    assert.throws(() => socketParsers.later(text), text);
});

test('a pairing has a proof and a name, its answer, too; neither has a code or a key', () => {
  const asked = { nonce: key, proof: key, name: 'laptop' };
  assert.deepEqual(socketParsers.pair(JSON.stringify(asked)), asked);
  for (const wrong of [{ name: '' }, { nonce: 'short' }, { proof: key.toUpperCase() }, { code: 'ABCD-EFGH' }])
    assert.throws(() => socketParsers.pair(JSON.stringify({ ...asked, ...wrong })), JSON.stringify(wrong));
  const paired = { nonce: key, proof: key, computer: 'dgx' };
  assert.deepEqual(socketParsers.paired(JSON.stringify(paired)), paired);
  assert.throws(() => socketParsers.paired(JSON.stringify({ ...paired, proof: 'short' })));
  assert.deepEqual(socketParsers.askCode(JSON.stringify({ nonce: key, proof: key })), { nonce: key, proof: key });
  assert.throws(() => socketParsers.askCode(JSON.stringify({ key })));
  const code = { code: 'ABCD-EFGH', goodForMs: 1, proof: key };
  assert.deepEqual(socketParsers.code(JSON.stringify(code)), code);
});

test('what a monitor says is of one of its kinds', () => {
  const good = [
    { kind: 'challenge', nonce: key, proof: key },
    { kind: 'ready', version: 1, computer: 'dgx' },
    { kind: 'event', event: 'snapshot', value: { state: 'fine' } },
    { kind: 'sure', id: 0 },
    { kind: 'answer', id: 0, value: null },
    { kind: 'refused', id: 0 },
  ];
  for (const message of good) assert.deepEqual(socketParsers.host(JSON.stringify(message)), message);
  const bad = [
    null,
    7,
    [],
    {},
    { kind: 'x' },
    { kind: 'challenge', nonce: key, proof: { length: 9 } },
    { kind: 'sure' },
  ];
  for (const message of bad) assert.throws(() => socketParsers.host(JSON.stringify(message)), JSON.stringify(message));
});
