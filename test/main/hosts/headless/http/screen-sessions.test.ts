import assert from 'node:assert/strict';
import test from 'node:test';
import { ScreenSessions } from '../../../../../main/hosts/headless/http/screen-sessions.ts';

test('a token is good once, its session as long as wanted', () => {
  const sessions = new ScreenSessions();
  const token = sessions.newToken();
  assert.match(token, /^[0-9a-f]{64}$/);
  const session = sessions.exchange(token);
  assert.match(session ?? '', /^[0-9a-f]{64}$/);
  assert.notEqual(session, token);
  assert.equal(sessions.exchange(token), undefined);
  assert.ok(sessions.has(session!));
  assert.ok(sessions.has(session!));
});

test('a wrong token gives nothing and uses up nothing', () => {
  const sessions = new ScreenSessions();
  assert.equal(sessions.exchange(''), undefined);
  const token = sessions.newToken();
  for (const wrong of ['', token.slice(1), `${token}0`, token.toUpperCase().replace(/\d/g, '0'), 'f'.repeat(64)])
    assert.equal(sessions.exchange(wrong), undefined);
  assert.ok(sessions.exchange(token));
});

test('a token is no session, and a session no token', () => {
  const sessions = new ScreenSessions();
  const token = sessions.newToken();
  assert.ok(!sessions.has(token));
  const session = sessions.exchange(token)!;
  assert.ok(!sessions.has(token));
  sessions.newToken();
  assert.equal(sessions.exchange(session), undefined);
  assert.ok(!sessions.has(''));
});

test('a new token takes the place of the one before, and leaves sessions alone', () => {
  const sessions = new ScreenSessions();
  const first = sessions.exchange(sessions.newToken())!;
  const unused = sessions.newToken();
  const next = sessions.newToken();
  assert.equal(sessions.exchange(unused), undefined);
  const second = sessions.exchange(next)!;
  assert.ok(sessions.has(first) && sessions.has(second));
});

test('of very many sessions the oldest is forgotten', () => {
  const sessions = new ScreenSessions();
  const all = Array.from({ length: 101 }, () => sessions.exchange(sessions.newToken())!);
  assert.deepEqual(
    all.map((session) => sessions.has(session)),
    [false, ...Array.from({ length: 100 }, () => true)],
  );
});
