import assert from 'node:assert/strict';
import test from 'node:test';
import { socketParsers } from '../../../preload/contract/socket-parsers.ts';

const key = 'ab'.repeat(32);

test('a token and a session are 64 hexadecimal digits, and alone', () => {
  assert.deepEqual(socketParsers.token(JSON.stringify({ token: key })), { token: key });
  assert.deepEqual(socketParsers.session(JSON.stringify({ session: key })), { session: key });
  for (const session of ['', key.slice(1), `${key}0`, key.toUpperCase(), 7, null, [key]])
    assert.throws(() => socketParsers.session(JSON.stringify({ session })), JSON.stringify(session));
  assert.throws(() => socketParsers.session(JSON.stringify({ session: key, more: 1 })));
  assert.throws(() => socketParsers.session(JSON.stringify({ token: key })));
});

test('a call has a number, a method, and an argument where it takes one', () => {
  assert.deepEqual(socketParsers.call('{"id":1,"method":"snapshot"}'), { id: 1, method: 'snapshot' });
  const withArgument = { id: 2, method: 'setForwarding', argument: { box: 'a', on: true } };
  assert.deepEqual(socketParsers.call(JSON.stringify(withArgument)), withArgument);
  for (const text of ['', '[]', 'null', '{"id":-1,"method":"a"}', '{"id":1.5,"method":"a"}', '{"id":1,"method":2}'])
    assert.throws(() => socketParsers.call(text), text);
  assert.throws(() => socketParsers.call(JSON.stringify({ id: 1, method: 'a'.repeat(65) })));
});
