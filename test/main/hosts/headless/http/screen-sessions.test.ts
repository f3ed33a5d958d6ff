import assert from 'node:assert/strict';
import test from 'node:test';
import { ScreenSessions } from '../../../../../main/hosts/headless/http/screen-sessions.ts';

function exchange(sessions: ScreenSessions, token: string, isOwnUser = false): string | undefined {
  return sessions.exchange(token, () => isOwnUser)?.session;
}

test('an own token is good once, for a program of this user, and uses up no other', () => {
  const sessions = new ScreenSessions();
  const [token, own] = [sessions.newToken(), sessions.newOwnToken()];
  assert.equal(exchange(sessions, own), undefined);
  const exchanged = sessions.exchange(own, () => true);
  assert.deepEqual([exchanged?.own, sessions.has(exchanged?.session ?? '')], [true, true]);
  assert.equal(exchange(sessions, own, true), undefined);
  assert.ok(exchange(sessions, token));
});

test('a token is good once, its session as long as wanted', () => {
  const sessions = new ScreenSessions();
  const token = sessions.newToken();
  assert.match(token, /^[0-9a-f]{64}$/);
  const session = exchange(sessions, token);
  assert.match(session ?? '', /^[0-9a-f]{64}$/);
  assert.notEqual(session, token);
  assert.equal(exchange(sessions, token), undefined);
  assert.ok(sessions.has(session!));
  assert.ok(sessions.has(session!));
});

test('a wrong token gives nothing and uses up nothing', () => {
  const sessions = new ScreenSessions();
  assert.equal(exchange(sessions, ''), undefined);
  const token = sessions.newToken();
  for (const wrong of ['', token.slice(1), `${token}0`, token.toUpperCase().replace(/\d/g, '0'), 'f'.repeat(64)])
    assert.equal(exchange(sessions, wrong), undefined);
  assert.ok(exchange(sessions, token));
});

test('a token is no session, and a session no token', () => {
  const sessions = new ScreenSessions();
  const token = sessions.newToken();
  assert.ok(!sessions.has(token));
  const session = exchange(sessions, token)!;
  assert.ok(!sessions.has(token));
  sessions.newToken();
  assert.equal(exchange(sessions, session), undefined);
  assert.ok(!sessions.has(''));
});

test('a new token takes the place of the one before, and leaves sessions alone', () => {
  const sessions = new ScreenSessions();
  const first = exchange(sessions, sessions.newToken())!;
  const unused = sessions.newToken();
  const next = sessions.newToken();
  assert.equal(exchange(sessions, unused), undefined);
  const second = exchange(sessions, next)!;
  assert.ok(sessions.has(first) && sessions.has(second));
});

test('of very many sessions the oldest is forgotten', () => {
  const sessions = new ScreenSessions();
  const all = Array.from({ length: 101 }, () => exchange(sessions, sessions.newToken())!);
  assert.deepEqual(
    all.map((session) => sessions.has(session)),
    [false, ...Array.from({ length: 100 }, () => true)],
  );
});
