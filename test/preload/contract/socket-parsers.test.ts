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
  assert.deepEqual(socketParsers.call('{"id":1,"method":"snapshot"}'), { id: 1, method: 'snapshot' });
  const withArgument = { id: 2, method: 'setForwarding', argument: { box: 'a', on: true } };
  assert.deepEqual(socketParsers.call(JSON.stringify(withArgument)), withArgument);
  for (const text of ['', '[]', 'null', '{"id":-1,"method":"a"}', '{"id":1.5,"method":"a"}', '{"id":1,"method":2}'])
    assert.throws(() => socketParsers.call(text), text);
  assert.throws(() => socketParsers.call(JSON.stringify({ id: 1, method: 'a'.repeat(65) })));
});

test('a greeting names its key and version, and may say more in a later version', () => {
  const hello = { id: key, nonce: key, version: 2 };
  assert.deepEqual(socketParsers.first(JSON.stringify({ ...hello, more: 1 })), hello);
  for (const wrong of [{ id: '' }, { nonce: 'x' }, { version: 0 }, { version: '1' }])
    assert.throws(() => socketParsers.first(JSON.stringify({ ...hello, ...wrong })), JSON.stringify(wrong));
  assert.deepEqual(socketParsers.proof(JSON.stringify({ proof: key })), { proof: key });
  assert.throws(() => socketParsers.proof(JSON.stringify({ proof: `${key}0` })));
});

test('a pairing has a code and a name; its answer a key and a name', () => {
  const asked = { code: 'ABCD-EFGH', name: 'laptop' };
  assert.deepEqual(socketParsers.pair(JSON.stringify(asked)), asked);
  assert.throws(() => socketParsers.pair(JSON.stringify({ ...asked, name: '' })));
  assert.throws(() => socketParsers.pair(JSON.stringify({ ...asked, code: 'A'.repeat(65) })));
  const paired = { key, computer: 'dgx' };
  assert.deepEqual(socketParsers.paired(JSON.stringify(paired)), paired);
  assert.throws(() => socketParsers.paired(JSON.stringify({ ...paired, key: 'short' })));
  assert.deepEqual(socketParsers.key(JSON.stringify({ key })), { key });
  assert.throws(() => socketParsers.key(JSON.stringify({ key: key.toUpperCase() })));
  const code = { code: 'ABCD-EFGH', goodForMs: 1 };
  assert.deepEqual(socketParsers.code(JSON.stringify(code)), code);
});
