import assert from 'node:assert/strict';
import test from 'node:test';
import { failureOf, locked, unavailable } from '../../../main/keychain/keychain-words.ts';

/** Messages as keytar, libsecret and gnome-keyring gave them; the last is Apple's documentation. */
const MESSAGES: readonly (readonly [message: string, kind: string, words: RegExp])[] = [
  ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'unavailable', /no D-Bus/],
  ['Could not connect: No such file or directory', 'unavailable', /no D-Bus/],
  ['The name org.freedesktop.secrets was not provided by any .service files', 'unavailable', /no Secret Service/],
  ['Failed to load keytar native addon, checked ["…"]', 'unavailable', /install libsecret/],
  ['Cannot create an item in a locked collection', 'locked', /Unlock it/],
  ['The unlock prompt was dismissed', 'locked', /Unlock it/],
  ['User interaction is not allowed.', 'locked', /Unlock it/],
  ['Something new\nwith a second line', 'unavailable', /cannot be used \(Something new\)/],
];

for (const [message, kind, words] of MESSAGES) {
  test(message, () => {
    const failure = failureOf(new Error(message), undefined);
    assert.equal(failure.kind, kind);
    assert.match(failure.reason, words);
  });
}

test('each failure says what a server can do', () => {
  for (const { reason } of [locked(), unavailable('it hangs')]) {
    for (const way of ['DT_API_TOKEN', 'DT_API_TOKEN_FILE', 'systemd credential'])
      assert.ok(reason.includes(way), reason);
  }
});

test('a secret in a message is cut out; what is thrown need not be an error', () => {
  assert.match(failureOf('cannot store abc, abc', 'abc').reason, /cannot store …, …/);
});
